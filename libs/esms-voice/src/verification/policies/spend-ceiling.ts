import type { CallPolicy } from '../call-policy.js';
import { DAY_MS } from '../domain/verification.js';
import type { Counter } from '../stores/counters.js';
import { checkPolicyOptions, type NumberRules } from './policy-options.js';

/** Options of {@link spendCeiling}; money in VND. */
export interface SpendCeilingOptions {
  /** What may be spent in any window. */
  vnd: number;
  /** @default 86400000, a day */
  windowMs?: number | undefined;
  /** Set aside for each call until its price is told; take the dearest carrier's. */
  vndPerCall: number;
  /** The last part of the ceiling, which these purposes alone may use. @default none */
  reserve?: { vnd: number; purposes: readonly string[] } | undefined;
  /** @default false */
  recordOnly?: boolean | undefined;
}

const RULES: NumberRules = { vnd: [1, 1e12], windowMs: [1_000, 31 * DAY_MS], vndPerCall: [1, 1e9] };

/**
 * Refuses calls that would cost more than a ceiling, counted over all instances that share the store. Each call is reserved
 * at `vndPerCall` before it is placed, and settled when its price is told; one that was not placed is given back.
 * @throws EsmsVoiceOptionsError
 */
export function spendCeiling(options: SpendCeilingOptions): CallPolicy {
  const { vnd, windowMs = DAY_MS, vndPerCall, reserve = { vnd: 0, purposes: [] }, recordOnly = false } = options;
  checkPolicyOptions('spendCeiling', { vnd, windowMs, vndPerCall }, RULES);
  checkPolicyOptions('spendCeiling.reserve', { vnd: reserve.vnd }, { vnd: [0, vnd] });
  const counter: Counter = { key: 'spend', windowMs };
  return {
    name: 'spend-ceiling',
    recordOnly,
    async beforeCall({ purpose, at }, counters) {
      const max = reserve.purposes.includes(purpose) ? vnd : vnd - reserve.vnd;
      const { isTaken, sum, retryAt } = await counters.take(counter, vndPerCall, max, at);
      if (isTaken) return null;
      if (recordOnly) await counters.add(counter, vndPerCall, at);
      const reason = `${sum} VND of ${max} are spent or set aside`;
      return { reason, ...(retryAt !== null && { retryAfterMs: retryAt - at }) };
    },
    notPlaced: ({ requestId, at }, counters) => counters.add(counter, -vndPerCall, at, requestId),
    async ended({ requestId, state, price, placedAt }, counters) {
      const spent = state === 'rejected' ? 0 : price;
      if (spent !== null) await counters.add(counter, spent - vndPerCall, placedAt, requestId);
    },
  };
}
