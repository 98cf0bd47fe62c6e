import { Subject, type Observable } from 'rxjs';
import type { TimelineEvent } from './domain/verification.js';

/** One thing that happened to a verification, or to a start that came to none; no code and no full number is in it. */
export interface VerificationEvent {
  readonly type: TimelineEvent;
  readonly at: Date;
  /** `null` where a limit refused the first call of a number. */
  readonly verificationId: string | null;
  /** Masked. */
  readonly phone: string;
  readonly purpose: string;
  /** The limit or policy that fired, or the code of the error that kept the call from being placed. */
  readonly rule: string | null;
  /** What a policy said. */
  readonly reason: string | null;
  /** Of the call that it is about. */
  readonly requestId: string | null;
}

/** Whom an event is about. */
export interface EventSubject {
  readonly id: string | null;
  readonly phone: string;
  readonly purpose: string;
}

type EventFacts = Partial<Pick<VerificationEvent, 'rule' | 'reason' | 'requestId'>>;

/** The events of this process, as a stream. */
export class VerificationEvents {
  private readonly subject = new Subject<VerificationEvent>();

  /** Hot: who subscribes hears of what happens from then on, after whoever caused it was answered. */
  readonly stream: Observable<VerificationEvent> = this.subject.asObservable();

  /** Costs nothing while nobody listens. */
  tell(type: TimelineEvent, { id, phone, purpose }: EventSubject, at: number, facts: EventFacts = {}): void {
    if (!this.subject.observed) return;
    const { rule = null, reason = null, requestId = null } = facts;
    const event = { type, at: new Date(at), verificationId: id, phone, purpose, rule, reason, requestId };
    setImmediate(() => this.subject.next(event));
  }

  close(): void {
    this.subject.complete();
  }
}
