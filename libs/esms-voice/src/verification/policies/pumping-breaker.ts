import type { Approval, CallPolicy, CallRefusal, CallToPlace } from '../call-policy.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/verification.js';
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
  /** While it refuses, one call of so many is placed all the same, to see whether codes are typed again. @default 20 */
  probeEvery?: number | undefined;
  /** @default true: look at what it would refuse before it does */
  recordOnly?: boolean | undefined;
}

type BreakerRules = Required<{ [K in Exclude<keyof PumpingBreakerOptions, 'recordOnly'>]: number }>;

interface Tally {
  readonly calls: number;
  readonly verified: number;
}

type Measure = keyof Tally | 'refused';
type Span = 'recent' | 'day';

const RULES: NumberRules = {
  windowMs: [60_000, DAY_MS],
  matureAfterMs: [0, HOUR_MS],
  minCalls: [1, 1e9],
  floor: [0, 1],
  factor: [1, 100],
  probeEvery: [2, 1e6],
};
/** Once it has refused, it goes by the few calls that it lets through. */
const MIN_PROBES = 5;
/** However bad the last day was, a prefix of which almost nothing is verified is refused. */
const HIGHEST_BOUND = 0.97;

/**
 * Refuses calls to a prefix whose calls are hardly ever verified: somebody lets numbers ring to earn on the minutes. The
 * bound rolls: it is a multiple of the share of unverified calls of the prefix's last day, with a floor.
 * @throws EsmsVoiceOptionsError
 */
export function pumpingBreaker({ recordOnly, ...options }: PumpingBreakerOptions = {}): CallPolicy {
  const rules: BreakerRules = {
    windowMs: options.windowMs ?? HOUR_MS,
    matureAfterMs: options.matureAfterMs ?? 5 * MINUTE_MS,
    minCalls: options.minCalls ?? 50,
    floor: options.floor ?? 0.75,
    factor: options.factor ?? 1.5,
    probeEvery: options.probeEvery ?? 20,
  };
  checkPolicyOptions('pumpingBreaker', rules, RULES);
  return new PumpingBreaker(rules, recordOnly ?? true);
}

class PumpingBreaker implements CallPolicy {
  readonly name = 'pumping-breaker';

  constructor(
    private readonly rules: BreakerRules,
    readonly recordOnly: boolean,
  ) {}

  async beforeCall({ prefix, at }: CallToPlace, counters: Counters): Promise<CallRefusal | null> {
    const [recent, day, refusals] = await Promise.all([
      this.tally(counters, 'recent', prefix, at),
      this.tally(counters, 'day', prefix, at),
      counters.sum(this.counterOf('recent', 'refused', prefix), at - this.rules.windowMs, at),
    ]);
    const bound = this.boundAfter(day);
    const isBad = recent.calls >= this.minCallsAfter(refusals) && unverifiedShare(recent) > bound;
    const isRefused = isBad && refusals % this.rules.probeEvery !== this.rules.probeEvery - 1;
    if (isBad) await counters.add(this.counterOf('recent', 'refused', prefix), 1, at);
    if (!isRefused || this.recordOnly) await this.add(counters, 'calls', prefix, 1, at);
    return isRefused ? { reason: describe(prefix, recent, bound), retryAfterMs: sliceMs(this.rules.windowMs) } : null;
  }

  notPlaced({ prefix, at }: CallToPlace, counters: Counters): Promise<void> {
    return this.add(counters, 'calls', prefix, -1, at);
  }

  approved({ prefix, calledAt }: Approval, counters: Counters): Promise<void> {
    return this.add(counters, 'verified', prefix, 1, calledAt);
  }

  private boundAfter(day: Tally): number {
    return Math.max(this.rules.floor, Math.min(HIGHEST_BOUND, this.rules.factor * unverifiedShare(day)));
  }

  private minCallsAfter(refusals: number): number {
    return refusals > 0 ? Math.min(MIN_PROBES, this.rules.minCalls) : this.rules.minCalls;
  }

  private async add(counters: Counters, measure: Measure, prefix: string, amount: number, at: number): Promise<void> {
    const spans: Span[] = ['recent', 'day'];
    await Promise.all(spans.map((span) => counters.add(this.counterOf(span, measure, prefix), amount, at)));
  }

  private async tally(counters: Counters, span: Span, prefix: string, at: number): Promise<Tally> {
    const [calls, verified] = await Promise.all([
      this.matureSum(counters, this.counterOf(span, 'calls', prefix), at),
      this.matureSum(counters, this.counterOf(span, 'verified', prefix), at),
    ]);
    return { calls, verified };
  }

  /** A slice is counted whole: the one before the youngest that are old enough holds nothing that is too young. */
  private matureSum(counters: Counters, counter: Counter, at: number): Promise<number> {
    const to = at - this.rules.matureAfterMs - sliceMs(counter.windowMs);
    return counters.sum(counter, at - counter.windowMs, to);
  }

  private counterOf(span: Span, measure: Measure, prefix: string): Counter {
    const windowMs = span === 'recent' ? this.rules.windowMs : DAY_MS;
    return { key: `pumping:${span}:${measure}:${prefix}`, windowMs };
  }
}

const unverifiedShare = ({ calls, verified }: Tally): number => (calls > 0 ? Math.max(0, 1 - verified / calls) : 0);

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const describe = (prefix: string, recent: Tally, bound: number): string =>
  `${percent(unverifiedShare(recent))} of ${recent.calls} calls to ${prefix}… were never verified; the bound is ${percent(bound)}`;
