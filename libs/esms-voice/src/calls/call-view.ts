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
  const { phoneHash, requestHash, maxRetry, attempts, deadlineAt, version, ...view } = record;
  return view;
}
