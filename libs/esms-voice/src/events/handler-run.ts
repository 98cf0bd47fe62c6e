import type { Observer } from 'rxjs';
import { jitteredPause } from '../ring-once/back-off.js';
import type { CallEvent } from './call-event.js';
import type { CallHandler, HandlerRetry } from './call-handlers.js';

/** An event that a handler could not take, however often it was tried. */
export interface HandlerFailure {
  readonly event: CallEvent;
  /** `Class.method`. */
  readonly handler: string;
  readonly attempts: number;
  /** What the handler threw last: the application's own, as it is. */
  readonly error: unknown;
}

/** One handler on its way through its attempts at one event. */
export class HandlerRun {
  private isEnding = false;
  private wake: (() => void) | null = null;

  constructor(
    private readonly handler: CallHandler,
    private readonly event: CallEvent,
    /** Where the handler's own say nothing. */
    private readonly rules: HandlerRetry,
  ) {}

  /** Resolves to whether it came to its end: taken, or given up and told; `false`: cut off before. */
  async toTheEnd(failed: Pick<Observer<HandlerFailure>, 'next'>): Promise<boolean> {
    const { handler, event } = this;
    for (let attempts = 1; !this.isEnding; attempts += 1) {
      try {
        await handler.run(event);
        return true;
      } catch (error) {
        if (attempts >= (handler.retry.maxAttempts ?? this.rules.maxAttempts)) {
          failed.next({ event, handler: handler.name, attempts, error });
          return true;
        }
      }
      await this.pause(attempts);
    }
    return false;
  }

  /** Lets the attempt under way end, and starts no further one. */
  endSoon(): void {
    this.isEnding = true;
    this.wake?.();
  }

  private async pause(attempts: number): Promise<void> {
    if (this.isEnding) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, jitteredPause(attempts, { ...this.rules, ...this.handler.retry }));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
