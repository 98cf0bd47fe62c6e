import { toPlaces } from '../dispatch/places.mjs';
import { comparePairs } from './pairs.mjs';
import { startContender } from './processes.mjs';
import { scale } from './scale.mjs';
import { quartiles, toMb } from './statistics.mjs';
import { compareWorkers } from './worker-pairs.mjs';

const IN_FLIGHT = 32;
const BATCH_RUNS = 5;

/** What dispatching a call costs, against a bare worker of BullMQ; a batch; two workers against one. */
export async function measureDispatch(gatewayUrl, redisUrl, tell) {
  const places = toPlaces(gatewayUrl, redisUrl);
  const compare = (name) => {
    tell(`${name} against a bare worker of BullMQ: ${scale.pairs} pairs of ${scale.dispatched} calls each …`);
    return comparePairs(places, name, 'bare-bullmq', {
      pairs: scale.pairs,
      calls: scale.dispatched,
      inFlight: IN_FLIGHT,
    });
  };
  const memory = await compare('dispatch-bullmq');
  const redis = await compare('dispatch-redis');
  tell('a batch of 10,000 calls …');
  const batch = await measureBatch(places);
  tell(`two workers against one: ${scale.workerPairs} pairs …`);
  const workers = await compareWorkers(gatewayUrl, redisUrl);
  return {
    ratios: {
      dispatchVsBareBullmq: memory.rate,
      dispatchRedisJournalVsBareBullmq: redis.rate,
      twoWorkersVsOne: workers.rate,
    },
    figures: { dispatch: { memory, redis, batch, workers: workers.perSecond } },
  };
}

async function measureBatch(places) {
  const contender = await startContender('dispatch-batch', places);
  try {
    const first = await contender.run(1, 1, { collect: true });
    const runs = [];
    for (let n = 0; n < BATCH_RUNS; n += 1) runs.push(await contender.run(1, 1, { collect: true }));
    return {
      ms: quartiles(runs.map(({ callsPerSecond }) => 1000 / callsPerSecond)).median,
      rssMb: toMb(first.rssBytes),
      rssMbABatch: toMb((runs.at(-1).rssBytes - first.rssBytes) / BATCH_RUNS),
    };
  } finally {
    contender.stop();
  }
}
