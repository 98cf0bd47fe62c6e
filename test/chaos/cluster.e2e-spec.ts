import { describe, expect, it } from '@jest/globals';
import { scaled } from '../support/scale.js';
import { LIMIT_MS, NOTHING_FOUND, runChaos, seeds } from './lib/run-chaos.js';

const DISTURBANCES = ['workers killed', 'workers paused', 'kills of Redis', 'web processes', 'kills of Postgres'];

describe('npm run chaos: web processes and workers over Redis and Postgres, all of which are killed', () => {
  /** By hand it takes 50,000: three seeds of those would be half an hour. */
  const calls = scaled(2_000, 20_000);
  const more = { CHAOS_PER_SECOND: scaled(100, 300).toString(), CHAOS_DISTURB_MS: scaled(1_000, 3_000).toString() };

  it.each(seeds(scaled(1, 3)))(
    'finds no ring too many, no call lost, no difference between ledger, journal and batches (seed %i)',
    async (seed) => {
      const { code, output } = await runChaos('cluster', { calls, seed, more });
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(NOTHING_FOUND) });
      expect(output).toMatch(/ 0 {2}calls lost/);
      for (const kind of DISTURBANCES) expect(output).toMatch(new RegExp(` [1-9]\\d* {2}${kind}`));
      console.log(output);
    },
    LIMIT_MS,
  );
});
