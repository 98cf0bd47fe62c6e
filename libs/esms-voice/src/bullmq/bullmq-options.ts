import type { Cluster, Redis } from 'ioredis';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { findProblems, hasMethods, isWhole, optional } from '../module/option-checks.js';
import { isKeyPrefix } from '../redis/redis-options.js';

/** Where jobs are kept. */
export interface BullMqDispatchOptions {
  /** A client of ioredis; it is the application's, which closes it. The queue makes connections like it, and closes those. */
  client: Redis | Cluster;
  /** How the keys begin. @default 'esms:' */
  keyPrefix?: string | undefined;
  /** How long a job is left to a process that says nothing any more, in milliseconds; at least 500. @default 30000 */
  lockMs?: number | undefined;
  /** The longest that a question to Redis may take, in milliseconds. @default 5000 */
  timeoutMs?: number | undefined;
  /** Dead letters that are kept, for 30 days; the oldest go first. @default 10000 */
  maxDeadLetters?: number | undefined;
}

/** The options with their defaults, checked. */
export type ResolvedBullMqOptions = Readonly<{
  client: Redis | Cluster;
  keyPrefix: string;
  lockMs: number;
  timeoutMs: number;
  maxDeadLetters: number;
}>;

const TEN_MINUTES_MS = 600_000;

/** @throws EsmsVoiceOptionsError that names each option and its rule. */
export function resolveBullMqOptions(options: BullMqDispatchOptions): ResolvedBullMqOptions {
  const problems = findProblems(options, {
    client: hasMethods('duplicate', 'disconnect', 'defineCommand'),
    keyPrefix: optional(isKeyPrefix),
    lockMs: optional(isWhole(500, TEN_MINUTES_MS)),
    timeoutMs: optional(isWhole(1, TEN_MINUTES_MS)),
    maxDeadLetters: optional(isWhole(1, 1_000_000)),
  });
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, 'BullMqDispatchQueue');
  const { client, keyPrefix = 'esms:', lockMs = 30_000, timeoutMs = 5_000, maxDeadLetters = 10_000 } = options;
  return { client, keyPrefix, lockMs, timeoutMs, maxDeadLetters };
}
