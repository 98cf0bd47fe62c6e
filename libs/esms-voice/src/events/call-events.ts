import { Observable, Subject } from 'rxjs';
import type { CallRecord } from '../calls/call-record.js';
import type { CallbackOfStep } from '../journal/call-journal.js';
import { CallObservers } from './call-observers.js';
import { toCallEvent, type CallEvent } from './call-event.js';

interface Step {
  readonly record: CallRecord;
  readonly callback: CallbackOfStep | null;
}

/** The steps of one account's calls, as a stream. */
export class CallEvents {
  private readonly subject = new Subject<CallEvent>();
  private waiting: Step[] = [];

  constructor(private readonly observers: CallObservers = new CallObservers()) {}

  /** Hot: who subscribes hears of the steps from then on, each one after whoever caused it was answered. */
  readonly stream: Observable<CallEvent> = this.subject.asObservable();

  /** Tells of a record's latest step; costs nothing while nobody listens. */
  publish(record: CallRecord, callback: CallbackOfStep | null): void {
    if (!this.subject.observed) return;
    if (this.waiting.length === 0) setImmediate(() => this.flush());
    this.waiting.push({ record, callback });
  }

  close(): void {
    this.subject.complete();
  }

  private flush(): void {
    const steps = this.waiting;
    this.waiting = [];
    for (const { record, callback } of steps) {
      const event = toCallEvent(record, record.history.length - 1, callback?.() ?? null);
      this.observers.within(record, () => this.subject.next(event));
    }
  }
}
