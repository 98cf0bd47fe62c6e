import type { CallRecord, HistorySource } from '../calls/call-record.js';
import type { CallState } from '../calls/call-state.js';
import { toCallView, type CallView } from '../calls/call-view.js';

/** One step of a call: it reached a state. */
export interface CallEvent {
  /** Stable: the same step of the same call has the same id, however often it is delivered. */
  readonly id: string;
  /** The state that the call reached. */
  readonly type: CallState;
  readonly account: string;
  readonly requestId: string;
  readonly at: Date;
  /** Who said so. */
  readonly source: HistorySource;
  /** The call as it stands after the step. */
  readonly call: CallView;
}

/** The event of a record's latest step. */
export function toCallEvent(record: CallRecord): CallEvent {
  const { account, requestId, history } = record;
  const { at, state, source } = history.at(-1)!;
  const id = `${account}/${requestId}/${history.length}`;
  return { id, type: state, account, requestId, at, source, call: toCallView(record) };
}
