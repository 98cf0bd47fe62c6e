import { bestOf } from './best-of.js';
import { scaled } from './scale.js';

/** Takes a round's number; resolves when what is measured is done. */
export type Measured = (round: number) => Promise<unknown>;

const PERCENTILE = 0.99;
const TRIES = 3;
/** What {@link slowdownOf} stays below. The few rounds of a small run say nothing of how long a thing takes. */
export const SLOWER_AT_MOST = scaled(Infinity, 2);

/**
 * How many times as long one thing takes as another, at the 99th percentile, told in the log with a name. Where that is too long
 * it is measured again, three times at most.
 */
export const slowdownOf = (
  name: string,
  { usual, measured, rounds }: { usual: Measured; measured: Measured; rounds: number },
): Promise<number> =>
  bestOf(TRIES, SLOWER_AT_MOST, async () => {
    const [usualMs, measuredMs] = await pairedPercentiles(usual, measured, rounds);
    console.log(`${name}: p99 ${measuredMs.toFixed(2)} ms, beside ${usualMs.toFixed(2)} ms`);
    return measuredMs / usualMs;
  });

/**
 * The 99th percentiles of two things in milliseconds. They take turns, so that whatever else the machine does slows both.
 */
async function pairedPercentiles(one: Measured, other: Measured, rounds: number): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    times[0].push(await millisecondsOf(one, round));
    times[1].push(await millisecondsOf(other, round));
  }
  return [percentileOf(times[0]), percentileOf(times[1])];
}

async function millisecondsOf(measured: Measured, round: number): Promise<number> {
  const started = performance.now();
  await measured(round);
  return performance.now() - started;
}

const percentileOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * PERCENTILE)]!;
