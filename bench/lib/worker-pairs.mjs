import { startDispatching } from '../dispatch/dispatching-app.mjs';
import { phones } from './fixtures.mjs';
import { startContender } from './processes.mjs';
import { scale } from './scale.mjs';
import { quartiles } from './statistics.mjs';

/** A gateway that takes its time is what workers wait for; so many calls at once each keep a core from being the bound. */
const ANSWER_MS = 50;
const CONCURRENCY = 8;

/** How fast two workers place what waits, against one: in turn, on the same queue. */
export async function compareWorkers(gatewayUrl, redisUrl) {
  const keyPrefix = `bench:${process.pid}:`;
  const slow = `${gatewayUrl}/slow-${ANSWER_MS}`;
  const { dispatcher, close } = await startDispatching({
    gatewayUrl: slow,
    redisUrl,
    keyPrefix,
    journal: 'redis',
    work: false,
  });
  const nextPhone = phones();
  const place = [slow, redisUrl, keyPrefix, CONCURRENCY].join(' ');
  const run = async (count) => {
    const workers = await Promise.all(Array.from({ length: count }, () => startContender('dispatch-worker', place)));
    const call = () => ({ kind: 'otp', phone: nextPhone(), content: '686868' });
    try {
      await dispatcher.pause();
      await dispatcher.enqueue(Array.from({ length: scale.workerCalls }, call));
      await dispatcher.resume();
      const started = performance.now();
      await workers[0].run(1, 1);
      return (scale.workerCalls / (performance.now() - started)) * 1000;
    } finally {
      for (const { stop } of workers) stop();
    }
  };
  try {
    const pairs = [];
    for (let n = 0; n < scale.workerPairs; n += 1) pairs.push({ one: await run(1), two: await run(2) });
    const median = (side) => quartiles(pairs.map((pair) => pair[side])).median;
    const perSecond = { a: median('two'), b: median('one') };
    return { rate: quartiles(pairs.map(({ one, two }) => two / one)), perSecond };
  } finally {
    await close();
  }
}
