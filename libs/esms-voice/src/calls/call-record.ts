import type { CallKind, CallStanding, CallState } from './call-state.js';

/** Who said so: the service itself, the gateway's reply, a callback, or an answer to a question. */
export type HistorySource = 'service' | 'reply' | 'callback' | 'status' | 'list';

/** One step of a call's life. `conflict` marks a final report that came too late to count. */
export interface HistoryEntry {
  readonly at: Date;
  readonly state: CallState;
  readonly source: HistorySource;
  readonly conflict?: true;
}

/**
 * How one attempt ended. `null`: no result yet, or the process died before it had one.
 * `busy` is code 160 and `duplicate` code 124; `refused` is any other code that says no.
 */
export type AttemptResult = 'accepted' | 'refused' | 'busy' | 'duplicate' | 'not-sent' | 'unknown' | null;

/** One try at placing the call; attempts count from 1. */
export interface CallAttempt {
  readonly startedAt: Date;
  readonly result: AttemptResult;
  readonly gatewayCode: string | null;
}

/** What identifies a call in a journal. */
export interface CallKey {
  readonly account: string;
  readonly requestId: string;
}

/** What the gateway tells about a call beside its state. */
export interface CallDetails {
  readonly callId: string | null;
  /** VND. */
  readonly price: number | null;
  readonly durationSeconds: number | null;
  readonly pressedKey: string | null;
  readonly callerNumber: string | null;
}

/** What is fixed when a call is written down. */
export interface CallFacts extends CallKey {
  /** `null` for a call that this journal knows by its callback alone. */
  readonly kind: CallKind | null;
  /** Masked, `090****484`. */
  readonly phone: string | null;
  /** Keyed hash of the number. */
  readonly phoneHash: string | null;
  /** Keyed hash of kind, number and content: tells a repeat of the same request from another one. */
  readonly requestHash: string | null;
  readonly sandbox: boolean;
  /** How often the gateway may redial by itself. */
  readonly maxRetry: number;
  readonly sendAt: Date | null;
  readonly createdAt: Date;
}

/** All that a journal knows of a call. Records are values: a change makes a new one. */
export type CallRecord = CallFacts &
  CallDetails &
  CallStanding & {
    readonly attempts: readonly CallAttempt[];
    readonly history: readonly HistoryEntry[];
    /** When the service stops trying by itself. */
    readonly deadlineAt: Date;
    readonly updatedAt: Date;
    /** Grows by one with every change; what compare-and-set compares. */
    readonly version: number;
  };
