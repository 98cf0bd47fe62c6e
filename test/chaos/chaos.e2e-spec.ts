import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runCommand } from '../support/run-command.js';
import { scaled } from '../support/scale.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT_MS = 660_000;
const NOTHING_FOUND = / 0 {2}rings too many[\s\S]*\n0 differences/;

interface Run {
  readonly calls: number;
  readonly seed: number;
  readonly more?: Record<string, string>;
  readonly flags?: readonly string[];
}

const run = (program: string, { calls, seed, more = {}, flags = [] }: Run) =>
  runCommand(process.execPath, [`test/chaos/${program}/run.mjs`, ...flags], {
    cwd: root,
    env: { CHAOS_CALLS: String(calls), CHAOS_SEED: String(seed), NODE_OPTIONS: '', ...more },
    timeoutMs: LIMIT_MS,
  });

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('one process and its journal in memory', () => {
  /** More in one run would use up the ports of loopback: every callback comes on a connection of its own. */
  const calls = scaled(4_000, 20_000);

  it.each(seeds(scaled(2, 5)))(
    'have no ring too many, no call without a state, no state against the ledger (seed %i)',
    async (seed) => {
      const { code, output } = await run('in-process', { calls, seed });
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(NOTHING_FOUND) });
    },
    LIMIT_MS,
  );

  it('are caught where every repeat has a fresh id', async () => {
    const { code, output } = await run('in-process', { calls: 500, seed: 1, flags: ['--break'] });
    expect(code).toBe(1);
    expect(output).toMatch(/chaos-\d+: rang more than once/);
  }, 120_000);
});

describe('npm run chaos: web processes and workers over Redis and Postgres, all of which are killed', () => {
  /** By hand it takes 50,000: three seeds of those would be half an hour. */
  const calls = scaled(2_000, 20_000);
  const more = { CHAOS_PER_SECOND: scaled(100, 300).toString(), CHAOS_DISTURB_MS: scaled(1_000, 3_000).toString() };

  it.each(seeds(scaled(1, 3)))(
    'finds no ring too many, no call lost, no difference between ledger, journal and batches (seed %i)',
    async (seed) => {
      const { code, output } = await run('cluster', { calls, seed, more });
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(NOTHING_FOUND) });
      expect(output).toMatch(/ 0 {2}calls lost/);
      for (const kind of ['workers killed', 'workers paused', 'kills of Redis', 'web processes', 'kills of Postgres'])
        expect(output).toMatch(new RegExp(` [1-9]\\d* {2}${kind}`));
      console.log(output);
    },
    LIMIT_MS,
  );

  it('catches processes that send a fresh id with every request', async () => {
    const { code, output } = await run('cluster', { calls: 600, seed: 1, more, flags: ['--break'] });
    expect(code).toBe(1);
    expect(output).toMatch(/chaos-\d+: rang more than once/);
  }, 180_000);
});
