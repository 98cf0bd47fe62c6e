import { expect, it } from '@jest/globals';
import { runChaos } from './lib/run-chaos.js';

const QUICK = { CHAOS_PER_SECOND: '100', CHAOS_DISTURB_MS: '1000' };

/** A chaos that could not fail would prove nothing. */
it.each([
  { program: 'in-process', calls: 500, more: {} },
  { program: 'cluster', calls: 600, more: QUICK },
])(
  'chaos catches a fresh id with every request: $program',
  async ({ program, calls, more }) => {
    const { code, output } = await runChaos(program, { calls, seed: 1, more, flags: ['--break'] });
    expect(code).toBe(1);
    expect(output).toMatch(/chaos-\d+: rang more than once/);
  },
  180_000,
);
