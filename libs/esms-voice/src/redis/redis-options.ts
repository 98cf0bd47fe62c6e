import type { Cluster, Redis } from 'ioredis';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { findProblems, hasMethods, isWhole, optional, type OptionCheck } from '../module/option-checks.js';

/** Where verifications, counts and calls are kept. */
export interface RedisOptions {
  /** A client of ioredis; it is the application's, which closes it. */
  client: Redis | Cluster;
  /** How the keys begin. @default 'esms:' */
  keyPrefix?: string | undefined;
  /** The longest that a step may take, the wait for a connection included. @default 1000 */
  timeoutMs?: number | undefined;
}

/** Where calls are kept, and for how long. */
export interface RedisJournalOptions extends RedisOptions {
  /** How long a call at rest is kept after its last change. @default 2592000000, 30 days */
  retentionMs?: number | undefined;
}

export type ResolvedRedisOptions = Readonly<{ client: Redis | Cluster; keyPrefix: string; timeoutMs: number }>;
export type ResolvedRedisJournalOptions = ResolvedRedisOptions & Readonly<{ retentionMs: number }>;

const MAX_TIMEOUT_MS = 60_000;
const DAY_MS = 86_400_000;
const DEFAULT_RETENTION_MS = 30 * DAY_MS;
const MAX_RETENTION_MS = 3_660 * DAY_MS;

/** Braces would name another slot of a cluster than that of the number. */
export const isKeyPrefix: OptionCheck = (value) =>
  typeof value === 'string' && !/[{}]/.test(value) ? null : 'must be a text without braces';

const CHECKS: Record<keyof RedisOptions, OptionCheck> = {
  client: hasMethods('evalsha', 'eval', 'hgetall'),
  keyPrefix: optional(isKeyPrefix),
  timeoutMs: optional(isWhole(1, MAX_TIMEOUT_MS)),
};

const JOURNAL_CHECKS: Record<keyof RedisJournalOptions, OptionCheck> = {
  ...CHECKS,
  client: hasMethods('evalsha', 'eval', 'get'),
  retentionMs: optional(isWhole(1, MAX_RETENTION_MS)),
};

/** @throws EsmsVoiceOptionsError that names each option and its rule. */
export function resolveRedisOptions(options: RedisOptions, whose: string): ResolvedRedisOptions {
  refuse(findProblems(options, CHECKS), whose);
  return withDefaults(options);
}

/** @throws EsmsVoiceOptionsError that names each option and its rule. */
export function resolveRedisJournalOptions(options: RedisJournalOptions, whose: string): ResolvedRedisJournalOptions {
  refuse(findProblems(options, JOURNAL_CHECKS), whose);
  return { ...withDefaults(options), retentionMs: options.retentionMs ?? DEFAULT_RETENTION_MS };
}

function refuse(problems: readonly string[], whose: string): void {
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, whose);
}

const withDefaults = ({ client, keyPrefix = 'esms:', timeoutMs = 1_000 }: RedisOptions): ResolvedRedisOptions => ({
  client,
  keyPrefix,
  timeoutMs,
});
