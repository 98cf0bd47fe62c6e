import { startContender } from './processes.mjs';
import { quartiles, round } from './statistics.mjs';

/**
 * Runs two contenders in turn, A B A B …, and takes the ratio pair by pair, so that it holds when the machine's speed
 * drifts.
 * @returns quartiles of A/B for CPU a call and calls a second, and the medians of both.
 */
export async function comparePairs(url, nameA, nameB, { pairs, calls, inFlight }) {
  const a = await startContender(nameA, url);
  const b = await startContender(nameB, url);
  try {
    await warmUp([a, b], calls, inFlight);
    const results = [];
    for (let i = 0; i < pairs; i += 1)
      results.push({ a: await a.run(calls, inFlight), b: await b.run(calls, inFlight) });
    return summarise(results);
  } finally {
    a.stop();
    b.stop();
  }
}

async function warmUp(contenders, calls, inFlight) {
  for (let i = 0; i < 3; i += 1) for (const contender of contenders) await contender.run(calls, inFlight);
}

function summarise(results) {
  const ratio = (key) => quartiles(results.map(({ a, b }) => a[key] / b[key]));
  const median = (side, key) => quartiles(results.map((result) => result[side][key])).median;
  return {
    cpu: ratio('cpuUsPerCall'),
    rate: ratio('callsPerSecond'),
    cpuUs: { a: median('a', 'cpuUsPerCall'), b: median('b', 'cpuUsPerCall') },
    callsPerSecond: { a: median('a', 'callsPerSecond'), b: median('b', 'callsPerSecond') },
    addedMs: round(median('a', 'medianMs') - median('b', 'medianMs')),
  };
}
