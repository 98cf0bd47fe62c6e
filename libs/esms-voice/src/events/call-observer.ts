import type { CallRecord } from '../calls/call-record.js';
import type { AttemptEnded } from '../ring-once/attempt-hooks.js';
import type { HandlerFailure } from './handler-run.js';

/** A run of attempts at a call that begins. */
export interface RunBegun {
  readonly record: CallRecord;
  /** Whether a dispatcher runs it, which has no caller of its own any more. */
  readonly isQueued: boolean;
}

/** Told of one run. */
export interface RunObserver {
  /** The run's own trace, kept with the call for its callbacks; `null` where there is none. */
  readonly traceparent: string | null;
  onAttempt(attempt: AttemptEnded): void;
  /** @param code of the error that ended it; `null` where the call stands as the record says. */
  onEnd(record: CallRecord, code: string | null): void;
}

/** A callback with a good token that was taken in, or could not be. */
export interface ObservedCallback {
  readonly account: string;
  readonly requestId: string;
  /** `null`: it could not be read. */
  readonly family: 'sms' | 'voice' | null;
  /** What it did; `failed`: the journal could not store it. */
  readonly result: string;
  readonly receivedAt: Date;
  /** `null` where the journal has no such call, or did not say. */
  readonly record: CallRecord | null;
}

/**
 * Watches the calls of an application, for traces and metrics; see {@link EsmsVoiceAccounts.observe}. It is called in the way of
 * the calls, so it must not wait; what it throws is passed over. A record holds what a journal holds: no full number, no content.
 */
export interface CallObserver {
  /** The trace that is under way, as a W3C `traceparent`, where a call is written down for later; kept with the call. */
  readonly traceparent?: () => string | null;
  readonly onRun?: (run: RunBegun) => RunObserver | null;
  /** A call took a step in this process; it is the last one of its history. */
  readonly onStep?: (record: CallRecord) => void;
  readonly onCallback?: (callback: ObservedCallback) => void;
  readonly onHandlerFailure?: (failure: HandlerFailure) => void;
  /** Has handlers of a step run in the call's trace: calls `run` once, at once, and returns what it returns. */
  readonly within?: <T>(record: CallRecord, run: () => T) => T;
}
