import type { CallRecord } from '../calls/call-record.js';
import type { AttemptEnded } from '../ring-once/attempt-hooks.js';
import type { RunObserver } from './call-observer.js';
import { quietly } from './quietly.js';

/** All who watch one run, as one. */
export class RunObservers implements RunObserver {
  constructor(private readonly observed: readonly RunObserver[]) {}

  get traceparent(): string | null {
    for (const { traceparent } of this.observed) if (traceparent !== null) return traceparent;
    return null;
  }

  onAttempt(attempt: AttemptEnded): void {
    for (const each of this.observed) quietly(() => each.onAttempt(attempt));
  }

  onEnd(record: CallRecord, code: string | null): void {
    for (const each of this.observed) quietly(() => each.onEnd(record, code));
  }
}
