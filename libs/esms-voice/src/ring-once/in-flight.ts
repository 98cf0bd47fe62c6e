import type { Cancellation } from '../gateway/cancellation.js';
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

  /** Waits for a place; `false` at once where the queue is full, or when it is cancelled first. */
  wait(cancellation: Cancellation): Promise<boolean> {
    const hasRoom = this.queued < this.limits.maxQueued && !cancellation.isCancelled;
    return hasRoom ? this.queue(cancellation) : Promise.resolve(false);
  }

  /** Gives the place to the one that has waited longest. */
  leave(): void {
    const next = this.waiting.first;
    if (next) next.value();
    else this.running -= 1;
  }

  private queue(cancellation: Cancellation): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (entered: boolean): void => {
        this.waiting.remove(node);
        this.queued -= 1;
        cancellation.listen(null);
        resolve(entered);
      };
      const node = this.waiting.append(() => settle(true));
      this.queued += 1;
      cancellation.listen(() => settle(false));
    });
  }
}
