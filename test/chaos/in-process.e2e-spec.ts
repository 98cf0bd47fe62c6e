import { describe, expect, it } from '@jest/globals';
import { scaled } from '../support/scale.js';
import { LIMIT_MS, NOTHING_FOUND, runChaos, seeds } from './lib/run-chaos.js';

describe('one process and its journal in memory', () => {
  /** More in one run would use up the ports of loopback: every callback comes on a connection of its own. */
  const calls = scaled(4_000, 20_000);

  it.each(seeds(scaled(2, 5)))(
    'have no ring too many, no call without a state, no state against the ledger (seed %i)',
    async (seed) => {
      const { code, output } = await runChaos('in-process', { calls, seed });
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(NOTHING_FOUND) });
    },
    LIMIT_MS,
  );
});
