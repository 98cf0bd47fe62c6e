import { LinkedList } from '../journal/linked-list.js';

/** How many attempts may be under way, and how many may wait for their turn. */
export interface InFlightLimits {
  readonly maxInFlight: number;
  readonly maxQueued: number;
}

/** Bounds the attempts under way; the ones beyond wait in order, and beyond those nobody is let in. */
export class InFlight {
  private running = 0;
  private queued = 0;
  private readonly waiting = new LinkedList<() => void>();

  constructor(private readonly limits: InFlightLimits) {}

  /** Takes a place if there is one; `true` is followed by {@link leave}. */
  enter(): boolean {
    if (this.running >= this.limits.maxInFlight) return false;
    this.running += 1;
    return true;
  }

  /** Waits for a place; `false` at once where the queue is full, or when the signal aborts first. */
  wait(signal: AbortSignal): Promise<boolean> {
    const hasRoom = this.queued < this.limits.maxQueued && !signal.aborted;
    return hasRoom ? this.queue(signal) : Promise.resolve(false);
  }

  /** Gives the place to the one that has waited longest. */
  leave(): void {
    const next = this.waiting.first;
    if (next) next.value();
    else this.running -= 1;
  }

  private queue(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (entered: boolean): void => {
        this.waiting.remove(node);
        this.queued -= 1;
        signal.removeEventListener('abort', onAbort);
        resolve(entered);
      };
      const onAbort = (): void => settle(false);
      const node = this.waiting.append(() => settle(true));
      this.queued += 1;
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
