import { Observable, Subject } from 'rxjs';
import type { CallRecord } from '../calls/call-record.js';
import { toCallEvent, type CallEvent } from './call-event.js';

/** The steps of one account's calls, as a stream. */
export class CallEvents {
  private readonly subject = new Subject<CallEvent>();

  /** Hot: who subscribes hears of the steps from then on, each one after whoever caused it was answered. */
  readonly stream: Observable<CallEvent> = this.subject.asObservable();

  /** Tells of a record's latest step; costs nothing while nobody listens. */
  publish(record: CallRecord): void {
    if (!this.subject.observed) return;
    const event = toCallEvent(record);
    setImmediate(() => this.subject.next(event));
  }

  close(): void {
    this.subject.complete();
  }
}
