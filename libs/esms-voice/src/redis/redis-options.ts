import type { Cluster, Redis } from 'ioredis';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { findProblems, hasMethods, isWhole, optional, type OptionCheck } from '../module/option-checks.js';

/** Where verifications and counts are kept. */
export interface RedisOptions {
  /** A client of ioredis; it is the application's, which closes it. */
  client: Redis | Cluster;
  /** How the keys begin. @default 'esms:' */
  keyPrefix?: string | undefined;
  /** The longest that a step may take, the wait for a connection included. @default 1000 */
  timeoutMs?: number | undefined;
}

export type ResolvedRedisOptions = Readonly<{ client: Redis | Cluster; keyPrefix: string; timeoutMs: number }>;

const MAX_TIMEOUT_MS = 60_000;

/** Braces would name another slot of a cluster than that of the number. */
export const isKeyPrefix: OptionCheck = (value) =>
  typeof value === 'string' && !/[{}]/.test(value) ? null : 'must be a text without braces';

/** @throws EsmsVoiceOptionsError that names each option and its rule. */
export function resolveRedisOptions(options: RedisOptions, whose: string): ResolvedRedisOptions {
  const problems = findProblems(options, {
    client: hasMethods('evalsha', 'eval', 'hgetall'),
    keyPrefix: optional(isKeyPrefix),
    timeoutMs: optional(isWhole(1, MAX_TIMEOUT_MS)),
  });
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, whose);
  const { client, keyPrefix = 'esms:', timeoutMs = 1_000 } = options;
  return { client, keyPrefix, timeoutMs };
}
