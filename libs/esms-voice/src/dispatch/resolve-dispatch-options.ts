import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { findProblems, hasMethods, isBoolean, isWhole, optional, type OptionCheck } from '../module/option-checks.js';
import type { EsmsDispatchOptions } from './dispatch-options.js';
import type { DispatchQueue } from './dispatch-queue.js';
import { DEFAULT_MAX_QUEUED, InProcessDispatchQueue } from './in-process/in-process-dispatch-queue.js';
import type { RetryRules } from './run-verdict.js';

/** The options with their defaults, checked. */
export interface ResolvedDispatchOptions {
  readonly queue: DispatchQueue;
  readonly work: boolean;
  readonly concurrency: number;
  readonly ratePerSecond: number | null;
  readonly deadlineMs: number;
  readonly retry: RetryRules;
}

export const DISPATCH_MODULE = 'EsmsDispatchModule';
const MAX_COUNT = 1_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

const QUEUE_METHODS: readonly (keyof DispatchQueue)[] = [
  'open',
  'admit',
  'add',
  'remove',
  'start',
  'pause',
  'resume',
  'drain',
  'counts',
  'deadLetters',
  'runAgain',
  'close',
];

const RULES = {
  queue: optional(hasMethods(...QUEUE_METHODS)),
  maxQueued: optional(isWhole(1, MAX_COUNT)),
  work: optional(isBoolean),
  concurrency: optional(isWhole(1, 10_000)),
  ratePerSecond: optional(isWhole(1, 100_000)),
  deadlineMs: optional(isWhole(1, 31 * DAY_MS)),
  maxRuns: optional(isWhole(1, 100)),
  retryDelayMs: optional(isWhole(0, DAY_MS)),
  maxRetryDelayMs: optional(isWhole(0, DAY_MS)),
} satisfies Record<keyof EsmsDispatchOptions, OptionCheck>;

/**
 * Checks every rule of the options, applies the defaults and freezes the result.
 * @throws EsmsVoiceOptionsError naming each problem at once, and no value.
 */
export function resolveDispatchOptions(options: EsmsDispatchOptions): ResolvedDispatchOptions {
  const problems = findProblems(options, RULES);
  const { queue, maxQueued, work } = Object(options) as EsmsDispatchOptions;
  if (queue && maxQueued !== undefined) problems.push('maxQueued: is for the default queue; leave it out beside queue');
  if (work === false && !queue?.isShared) problems.push('work: may be false only where queue is shared by processes');
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, DISPATCH_MODULE);
  return Object.freeze(withDefaults(options));
}

const withDefaults = (options: EsmsDispatchOptions): ResolvedDispatchOptions => ({
  queue: options.queue ?? new InProcessDispatchQueue(options.maxQueued ?? DEFAULT_MAX_QUEUED),
  work: options.work ?? true,
  concurrency: options.concurrency ?? 20,
  ratePerSecond: options.ratePerSecond ?? null,
  deadlineMs: options.deadlineMs ?? DAY_MS,
  retry: Object.freeze({
    maxRuns: options.maxRuns ?? 3,
    retryDelayMs: options.retryDelayMs ?? 2_000,
    maxRetryDelayMs: options.maxRetryDelayMs ?? 60_000,
  }),
});
