/** The states of a call, in the order of its life. */
export const CALL_STATES = [
  'queued',
  'pending',
  'accepted',
  'dialing',
  'delivered',
  'undelivered',
  'rejected',
  'unknown',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/** The gateway's kinds of call. */
export const CALL_KINDS = ['otp', 'template', 'recording'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** One entry of a call's history; `at` is ISO 8601. */
export interface HistoryEntry {
  readonly at: string;
  readonly state: CallState;
  readonly source: 'service' | 'reply' | 'callback' | 'status' | 'list';
  readonly conflict?: boolean;
}

/** A call as the API tells it; the number is masked, times are ISO 8601, the price is in VND. */
export interface CallView {
  readonly requestId: string;
  readonly callId: string | null;
  readonly kind: CallKind;
  readonly state: CallState;
  readonly reason: string | null;
  readonly phone: string;
  readonly price: number | null;
  readonly durationSeconds: number | null;
  readonly pressedKey: string | null;
  readonly callerNumber: string | null;
  readonly sandbox: boolean;
  readonly sendAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly history: readonly HistoryEntry[];
}

/** A page of calls, newest first. */
export interface CallPage {
  readonly items: readonly CallView[];
  readonly nextCursor: string | null;
}

/** What is answered to who placed a call. */
export interface PlacedCall {
  readonly requestId: string;
  readonly state: CallState;
}

const FINAL: ReadonlySet<CallState> = new Set(['delivered', 'undelivered', 'rejected', 'unknown']);

/** Whether nothing more is expected of this state. */
export const isFinal = (state: CallState): boolean => FINAL.has(state);
