import { startDispatching } from '../dispatch/dispatching-app.mjs';

/** A worker that takes part in the work of others; a call of the benchmark resolves once nothing is left to do. */
export async function create(places) {
  const [gatewayUrl, redisUrl, keyPrefix, concurrency] = places.split(' ');
  const place = { gatewayUrl, redisUrl, keyPrefix, journal: 'redis', concurrency: Number(concurrency) };
  const { dispatcher } = await startDispatching(place);
  return async () => {
    for (;;) {
      const { waiting, running, delayed } = await dispatcher.counts();
      if (waiting + running + delayed === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
}
