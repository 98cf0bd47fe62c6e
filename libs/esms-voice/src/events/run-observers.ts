import type { CallRecord } from '../calls/call-record.js';
import type { AttemptEnded } from '../ring-once/attempt-hooks.js';
import type { RunObserver } from './call-observer.js';

/** All who watch one run, as one. */
export class RunObservers implements RunObserver {
  constructor(private readonly observed: readonly RunObserver[]) {}

  get traceparent(): string | null {
    for (const { traceparent } of this.observed) if (traceparent !== null) return traceparent;
    return null;
  }

  onAttempt(attempt: AttemptEnded): void {
    for (const each of this.observed) {
      try {
        each.onAttempt(attempt);
      } catch {
        // The observer's own trouble.
      }
    }
  }

  onEnd(record: CallRecord, code: string | null): void {
    for (const each of this.observed) {
      try {
        each.onEnd(record, code);
      } catch {
        // The observer's own trouble.
      }
    }
  }
}
