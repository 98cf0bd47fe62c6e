import type { CallPolicy } from '../call-policy.js';
import { DAY_MS, HOUR_MS } from '../domain/verification.js';
import { sliceMs, type Counter, type Counters } from '../stores/counters.js';
import { checkPolicyOptions, type NumberRules } from './policy-options.js';

/** Options of {@link pumpingBreaker}. */
export interface PumpingBreakerOptions {
  /** Calls of this time back are looked at. @default 3600000, an hour */
  windowMs?: number | undefined;
  /** Calls that are younger are passed over: their codes may still be typed. @default 300000 */
  matureAfterMs?: number | undefined;
  /** With fewer calls in the window nothing is refused. @default 50 */
  minCalls?: number | undefined;
  /** A share of calls that were never verified up to which nothing is refused, whatever the bound. @default 0.75 */
  floor?: number | undefined;
  /** The bound is so many times the share of the last day. @default 1.5 */
  factor?: number | undefined;
  /** @default true: look at what it would refuse before it does */
  recordOnly?: boolean | undefined;
}

interface Tally {
  readonly calls: number;
  readonly verified: number;
}

type Measure = keyof Tally;
type Span = 'recent' | 'day';

const RULES: NumberRules = {
  windowMs: [60_000, DAY_MS],
  matureAfterMs: [0, HOUR_MS],
  minCalls: [1, 1e9],
  floor: [0, 1],
  factor: [1, 100],
};
/** However bad the last day was, a prefix of which almost nothing is verified is refused. */
const HIGHEST_BOUND = 0.97;

/**
 * Refuses calls to a prefix whose calls are hardly ever verified: somebody lets numbers ring to earn on the minutes. The
 * bound rolls: it is a multiple of the share of unverified calls of the prefix's last day, with a floor.
 * @throws EsmsVoiceOptionsError
 */
export function pumpingBreaker(options: PumpingBreakerOptions = {}): CallPolicy {
  const rules = {
    windowMs: options.windowMs ?? HOUR_MS,
    matureAfterMs: options.matureAfterMs ?? HOUR_MS / 12,
    minCalls: options.minCalls ?? 50,
    floor: options.floor ?? 0.75,
    factor: options.factor ?? 1.5,
  };
  checkPolicyOptions('pumpingBreaker', rules, RULES);
  const counterOf = (span: Span, measure: Measure, prefix: string): Counter => ({
    key: `pumping:${span}:${measure}:${prefix}`,
    windowMs: span === 'recent' ? rules.windowMs : DAY_MS,
  });

  const add = async (
    counters: Counters,
    measure: Measure,
    prefix: string,
    amount: number,
    at: number,
  ): Promise<void> => {
    const spans: Span[] = ['recent', 'day'];
    await Promise.all(spans.map((span) => counters.add(counterOf(span, measure, prefix), amount, at)));
  };

  const tally = async (counters: Counters, span: Span, prefix: string, at: number): Promise<Tally> => {
    const [calls, verified] = await Promise.all(
      (['calls', 'verified'] as const).map((measure) => {
        const counter = counterOf(span, measure, prefix);
        // A slice is counted whole: the one before it holds nothing that is too young.
        const to = at - rules.matureAfterMs - sliceMs(counter.windowMs);
        return counters.sum(counter, at - counter.windowMs, to);
      }),
    );
    return { calls: calls!, verified: verified! };
  };

  return {
    name: 'pumping-breaker',
    recordOnly: options.recordOnly ?? true,
    async beforeCall({ prefix, at }, counters) {
      const [recent, day] = await Promise.all([
        tally(counters, 'recent', prefix, at),
        tally(counters, 'day', prefix, at),
      ]);
      const bound = Math.max(rules.floor, Math.min(HIGHEST_BOUND, rules.factor * unverifiedShare(day)));
      const refuses = recent.calls >= rules.minCalls && unverifiedShare(recent) > bound;
      if (!refuses || this.recordOnly) await add(counters, 'calls', prefix, 1, at);
      return refuses ? { reason: describe(prefix, recent, bound), retryAfterMs: sliceMs(rules.windowMs) } : null;
    },
    notPlaced: ({ prefix, at }, counters) => add(counters, 'calls', prefix, -1, at),
    approved: ({ prefix, calledAt }, counters) => add(counters, 'verified', prefix, 1, calledAt),
  };
}

const unverifiedShare = ({ calls, verified }: Tally): number => (calls > 0 ? Math.max(0, 1 - verified / calls) : 0);

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const describe = (prefix: string, recent: Tally, bound: number): string =>
  `${percent(unverifiedShare(recent))} of ${recent.calls} calls to ${prefix}… were never verified; the bound is ${percent(bound)}`;
