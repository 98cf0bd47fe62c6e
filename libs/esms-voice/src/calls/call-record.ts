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

/** The fields of a callback as the gateway wrote them, its phone number masked. */
export type MaskedCallback = Readonly<Record<string, string>>;

/** A step whose handlers have not all ended: it is delivered again where the process dies before they have. */
export interface OwedStep {
  /** Its place in the history, from 0. */
  readonly index: number;
  /** The callback that brought it, or `null`. */
  readonly callback: MaskedCallback | null;
}

/** A report that waits until the gateway, asked, says the same; see the option `callback.confirm`. */
export type UnconfirmedReport = CallDetails & CallStanding & { readonly at: Date };

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
  /** As the caller gave it; the gateway repeats it in its lists. */
  readonly campaignId: string | null;
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
    /** Settlement never asks the gateway about the call before this. */
    readonly askFrom: Date;
    /** When the gateway is to be asked about the call; `null`: there is nothing to ask. */
    readonly askAt: Date | null;
    /** `null` where reports need no confirmation, or none waits for it. */
    readonly unconfirmed: UnconfirmedReport | null;
    readonly owed: readonly OwedStep[];
    /** When a process that delivers steps may take the owed ones over; `null` where none is owed. */
    readonly handleAt: Date | null;
    readonly updatedAt: Date;
    /** W3C trace context of whoever placed the call, for the spans of its callbacks; `null` where nothing was traced. */
    readonly traceparent: string | null;
    /** Grows by one with every change; what compare-and-set compares. */
    readonly version: number;
  };
