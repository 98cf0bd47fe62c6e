/** A timer that is late, or shorter than a millisecond, is made up for within this. */
const CATCH_UP_MS = 20;

/** Spreads starts evenly over each second. */
export class StartPace {
  private readonly gapMs: number;
  private nextAt = 0;

  /** @param perSecond `null`: no bound. */
  constructor(perSecond: number | null) {
    this.gapMs = perSecond === null ? 0 : 1000 / perSecond;
  }

  /** How long until the next start may be, in milliseconds. */
  get waitMs(): number {
    // Not the wall clock: one that is set back would hold everything up.
    return Math.max(0, this.nextAt - performance.now());
  }

  /** Takes a start, if it is time for one. */
  take(): boolean {
    const now = performance.now();
    if (now < this.nextAt) return false;
    this.nextAt = Math.max(this.nextAt, now - CATCH_UP_MS) + this.gapMs;
    return true;
  }
}
