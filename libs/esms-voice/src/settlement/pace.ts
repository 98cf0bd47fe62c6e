import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many through in a second, evenly, in the order of their coming. */
export class Pace {
  private readonly gapMs: number;
  private nextAt = 0;

  constructor(perSecond: number) {
    this.gapMs = 1000 / perSecond;
  }

  /** Resolves when it is the caller's turn. */
  readonly turn = async (): Promise<void> => {
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + this.gapMs;
    if (at > now) await sleep(at - now, undefined, { ref: false });
  };
}
