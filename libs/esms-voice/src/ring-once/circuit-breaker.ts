/** When a breaker opens and how long it stays open, in milliseconds. */
export interface BreakerRules {
  /** How far back attempts are counted. */
  readonly windowMs: number;
  /** Fewer attempts than this within the window prove nothing. */
  readonly minAttempts: number;
  /** Opens when this share of them failed, 0 to 1. */
  readonly failureRatio: number;
  /** How long nothing is tried before one attempt probes. */
  readonly openMs: number;
}

/** Of at least 20 attempts in 10 s, half or more ended not sent or unknown; tries again after 5 s. */
export const DEFAULT_BREAKER: BreakerRules = { windowMs: 10_000, minAttempts: 20, failureRatio: 0.5, openMs: 5_000 };

/** `open`: nothing is tried; `probing`: one attempt at a time is let through, or would be now. */
export type BreakerState = 'closed' | 'open' | 'probing';

type Standing =
  { readonly kind: 'closed' } | { readonly kind: 'open'; readonly until: number } | { readonly kind: 'probing' };

interface Bucket {
  slot: number;
  attempts: number;
  failures: number;
}

const BUCKETS = 10;

/** Stops attempts at a host that does not answer, and lets one through at a time to see whether it does again. */
export class CircuitBreaker {
  private state: Standing = { kind: 'closed' };
  private readonly buckets: Bucket[] = Array.from({ length: BUCKETS }, () => ({ slot: -1, attempts: 0, failures: 0 }));

  constructor(private readonly rules: BreakerRules = DEFAULT_BREAKER) {}

  /** Whether an attempt may start now; each `true` is followed by {@link report} or {@link forget}. */
  allows(now: number): boolean {
    if (this.state.kind === 'closed') return true;
    if (this.state.kind === 'probing' || now < this.state.until) return false;
    this.state = { kind: 'probing' };
    return true;
  }

  /** How long it stays open, in milliseconds; 0 where it is not. */
  remainingMs(now: number): number {
    return this.state.kind === 'open' ? Math.max(0, this.state.until - now) : 0;
  }

  standing(now: number): BreakerState {
    return this.state.kind === 'open' && now >= this.state.until ? 'probing' : this.state.kind;
  }

  /** How an allowed attempt ended: `failed` where the host did not answer as it should. */
  report(failed: boolean, now: number): void {
    if (this.state.kind === 'probing') return failed ? this.open(now) : this.close();
    this.count(failed, now);
    if (failed && this.state.kind === 'closed' && this.isTooBad(now)) this.open(now);
  }

  /** The attempt said nothing of the host: the caller cut it off, or it never began. */
  forget(now: number): void {
    if (this.state.kind === 'probing') this.state = { kind: 'open', until: now };
  }

  private open(now: number): void {
    this.state = { kind: 'open', until: now + this.rules.openMs };
  }

  private close(): void {
    this.state = { kind: 'closed' };
    for (const bucket of this.buckets) bucket.slot = -1;
  }

  private count(failed: boolean, now: number): void {
    const slot = this.slotOf(now);
    const bucket = this.buckets[slot % BUCKETS]!;
    if (bucket.slot !== slot) Object.assign(bucket, { slot, attempts: 0, failures: 0 });
    bucket.attempts += 1;
    if (failed) bucket.failures += 1;
  }

  private isTooBad(now: number): boolean {
    const oldest = this.slotOf(now) - BUCKETS + 1;
    const recent = this.buckets.filter(({ slot }) => slot >= oldest);
    const attempts = recent.reduce((sum, bucket) => sum + bucket.attempts, 0);
    const failures = recent.reduce((sum, bucket) => sum + bucket.failures, 0);
    return attempts >= this.rules.minAttempts && failures >= attempts * this.rules.failureRatio;
  }

  private slotOf(now: number): number {
    return Math.floor((now * BUCKETS) / this.rules.windowMs);
  }
}
