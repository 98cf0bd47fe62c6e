import { Observable, Subject } from 'rxjs';
import type { CallRecord } from '../calls/call-record.js';
import { toCallEvent, type CallEvent } from './call-event.js';

/** The steps of one account's calls, as a stream. */
export class CallEvents {
  private readonly subject = new Subject<CallEvent>();
  private waiting: CallRecord[] = [];

  /** Hot: who subscribes hears of the steps from then on, each one after whoever caused it was answered. */
  readonly stream: Observable<CallEvent> = this.subject.asObservable();

  /** Tells of a record's latest step; costs nothing while nobody listens. */
  publish(record: CallRecord): void {
    if (!this.subject.observed) return;
    if (this.waiting.length === 0) setImmediate(() => this.flush());
    this.waiting.push(record);
  }

  close(): void {
    this.subject.complete();
  }

  private flush(): void {
    const records = this.waiting;
    this.waiting = [];
    for (const record of records) this.subject.next(toCallEvent(record));
  }
}
