/** So many a second for ever, and so many at one moment. */
export interface RateRule {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A rate with a burst for each of many names, one number a name: when what it has used will have been given back (GCRA). A
 * name that has been silent until then is as good as new, so that two Maps, one of which is dropped in turns, forget nothing
 * that matters and hold only who came of late.
 */
export class RateAndBurst {
  private readonly intervalMs: number;
  private readonly burstMs: number;
  private recent = new Map<string, number>();
  private older = new Map<string, number>();
  private turnsAt = 0;

  constructor({ perSecond, burst }: RateRule) {
    this.intervalMs = 1_000 / perSecond;
    this.burstMs = burst * this.intervalMs;
  }

  /** Resolves to 0 where one more may pass, else to the milliseconds until the next one may. @param now in milliseconds */
  take(name: string, now: number): number {
    if (now >= this.turnsAt) this.turn(now);
    const usedUntil = Math.max(this.recent.get(name) ?? this.older.get(name) ?? 0, now) + this.intervalMs;
    const waitMs = usedUntil - now - this.burstMs;
    // A thousandth of a millisecond of rounding is no reason to refuse.
    if (waitMs > 1e-3) return waitMs;
    this.recent.set(name, usedUntil);
    return 0;
  }

  private turn(now: number): void {
    this.older = now - this.turnsAt < this.burstMs ? this.recent : new Map();
    this.recent = new Map();
    this.turnsAt = now + this.burstMs;
  }
}
