import type { CallDetails, CallRecord, HistoryEntry } from './call-record.js';
import type { CallKind, CallStanding } from './call-state.js';

/** A call as the application sees it: no hash, no attempt, no full number. */
export type CallView = CallDetails &
  CallStanding & {
    readonly requestId: string;
    readonly account: string;
    readonly kind: CallKind | null;
    readonly phone: string | null;
    readonly sandbox: boolean;
    readonly sendAt: Date | null;
    readonly createdAt: Date;
    readonly updatedAt: Date;
    readonly history: readonly HistoryEntry[];
  };

/** Leaves out what is the journal's own. */
export function toCallView(record: CallRecord): CallView {
  return {
    requestId: record.requestId,
    callId: record.callId,
    account: record.account,
    kind: record.kind,
    state: record.state,
    reason: record.reason,
    phone: record.phone,
    price: record.price,
    durationSeconds: record.durationSeconds,
    pressedKey: record.pressedKey,
    callerNumber: record.callerNumber,
    sandbox: record.sandbox,
    sendAt: record.sendAt,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    history: record.history,
  } as CallView;
}
