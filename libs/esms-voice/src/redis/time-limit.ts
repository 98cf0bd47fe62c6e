import { BareCause } from '../errors/bare-cause.js';

/** A time that something may take; clear it when that is done. */
export class TimeLimit {
  /** Rejects when time is over. */
  readonly reached: Promise<never>;
  isOver = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(limitMs: number) {
    this.reached = new Promise((_resolve, reject) => {
      this.timer = setTimeout(() => {
        this.isOver = true;
        reject(new BareCause('TimeoutError', 'ETIMEDOUT'));
      }, limitMs);
    });
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}
