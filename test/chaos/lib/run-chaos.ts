import { fileURLToPath } from 'node:url';
import { runCommand } from '../../support/run-command.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The limit of one run, in milliseconds. */
export const LIMIT_MS = 660_000;
export const NOTHING_FOUND = / 0 {2}rings too many[\s\S]*\n0 differences/;

interface Run {
  readonly calls: number;
  readonly seed: number;
  readonly more?: Record<string, string>;
  readonly flags?: readonly string[];
}

/** One run of a chaos program in a process of its own. */
export const runChaos = (program: string, { calls, seed, more = {}, flags = [] }: Run) =>
  runCommand(process.execPath, [`test/chaos/${program}/run.mjs`, ...flags], {
    cwd: root,
    env: { CHAOS_CALLS: String(calls), CHAOS_SEED: String(seed), NODE_OPTIONS: '', ...more },
    timeoutMs: LIMIT_MS,
  });

/** Seeds 1 to `count`. */
export const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
