import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many through in a second, evenly, in the order of their coming. */
export class Pace {
  private readonly gapMs: number;
  private readonly end = new AbortController();
  private nextAt = 0;

  constructor(perSecond: number) {
    this.gapMs = 1000 / perSecond;
    // Each who waits listens: any number of them is no leak.
    setMaxListeners(0, this.end.signal);
  }

  /** Resolves when it is the caller's turn. */
  readonly turn = async (): Promise<void> => {
    // Not the wall clock: one that is set back would hold everybody up.
    const now = performance.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + this.gapMs;
    if (at > now) await sleep(at - now, undefined, { signal: this.end.signal }).catch(() => undefined);
  };

  /** Lets everybody through: nobody is to be waited for any more. */
  close(): void {
    this.end.abort();
  }
}
