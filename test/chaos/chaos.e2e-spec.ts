import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runCommand } from '../support/run-command.js';
import { scaled } from '../support/scale.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** More in one run would use up the ports of loopback: every callback comes on a connection of its own. */
const CALLS = scaled(4_000, 20_000);
const SEEDS = scaled(3, 5);

const chaos = (calls: number, seed: number, ...flags: string[]) =>
  runCommand(process.execPath, ['test/chaos/run.mjs', ...flags], {
    cwd: root,
    env: { CHAOS_CALLS: String(calls), CHAOS_SEED: String(seed), NODE_OPTIONS: '' },
    timeoutMs: 540_000,
  });

describe('npm run chaos', () => {
  it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
    'finds no ring too many, no call without a state, no state against the ledger (seed %i)',
    async (seed) => {
      const { code, output } = await chaos(CALLS, seed);
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/ 0 {2}rings too many[\s\S]*\n0 differences/),
      });
    },
    600_000,
  );

  it('catches a client that sends a fresh id with every repeat', async () => {
    const { code, output } = await chaos(500, 1, '--break');
    expect(code).toBe(1);
    expect(output).toMatch(/chaos-\d+: rang more than once/);
  }, 120_000);
});
