import { TimerQueue } from './timer-queue.js';

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const LONGEST_ADVANCE_MS = 3_660 * 24 * 60 * 60 * 1_000;

/**
 * The simulator's time: real time plus an offset that `advance` moves, with its own timers.
 * A timer is told the time at which it was due, so that chains of timers never drift.
 * @param readRealTime milliseconds since 1970; give a constant function for a clock that only `advance` moves
 */
export class SimulatorClock {
  private readonly timers = new TimerQueue();
  private offsetMs = 0;
  private standsAt: number | undefined;
  private made = 0;
  private wakeUp: NodeJS.Timeout | undefined;

  constructor(private readonly readRealTime: () => number = Date.now) {}

  /** Milliseconds since 1970 on this clock; while `advance` runs a timer, the time of that timer. */
  now(): number {
    return this.standsAt ?? this.readRealTime() + this.offsetMs;
  }

  /** Runs `run` at `dueAt` (milliseconds since 1970), never before the caller is done. */
  at(dueAt: number, owner: object, run: (dueAt: number) => void): void {
    const order = this.made++;
    this.timers.push({ dueAt, order, owner, run });
    if (this.timers.peek()?.order === order) this.arm();
  }

  /** Cancels every timer of this owner; with none left, nothing keeps the process alive. */
  cancelAll(owner: object): void {
    this.timers.removeOwnedBy(owner);
    this.arm();
  }

  /**
   * Moves the clock forward and runs at once, in order, whatever falls due, timers made on the way included.
   * @throws RangeError unless `ms` is a number from 0 to ten years
   */
  advance(ms: number): void {
    if (!isAdvance(ms)) throw new RangeError(ADVANCE_RULE);
    const start = this.now();
    try {
      this.runUntil(start + ms, (dueAt) => {
        this.standsAt = Math.max(start, dueAt);
      });
    } finally {
      this.standsAt = undefined;
      this.offsetMs += ms;
      this.arm();
    }
  }

  private runUntil(target: number, beforeEach: (dueAt: number) => void): void {
    for (let next = this.timers.peek(); next && next.dueAt <= target; next = this.timers.peek()) {
      this.timers.pop();
      beforeEach(next.dueAt);
      next.run(next.dueAt);
    }
  }

  private arm(): void {
    clearTimeout(this.wakeUp);
    this.wakeUp = undefined;
    const next = this.timers.peek();
    if (!next || this.standsAt !== undefined) return;
    const waitMs = Math.min(Math.max(next.dueAt - this.now(), 1), LONGEST_TIMEOUT_MS);
    this.wakeUp = setTimeout(() => this.wake(), waitMs);
  }

  private wake(): void {
    this.runUntil(this.now(), () => undefined);
    this.arm();
  }
}

/** The rule of `advance`, in words. */
export const ADVANCE_RULE = `advanceMs must be a number from 0 to ${LONGEST_ADVANCE_MS} (ten years)`;

/** Whether `advance` takes this value. */
export function isAdvance(ms: unknown): ms is number {
  return typeof ms === 'number' && ms >= 0 && ms <= LONGEST_ADVANCE_MS;
}
