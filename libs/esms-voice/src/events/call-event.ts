import type { CallRecord, HistorySource, MaskedCallback } from '../calls/call-record.js';
import type { CallState } from '../calls/call-state.js';
import { toCallView, type CallView } from '../calls/call-view.js';

/** One step of a call: it reached a state. */
export interface CallEvent {
  /** Stable: the same step of the same call has the same id, however often and by whomever it is delivered. */
  readonly id: string;
  /** The state that the call reached. */
  readonly type: CallState;
  readonly account: string;
  readonly requestId: string;
  readonly at: Date;
  /** Who said so. */
  readonly source: HistorySource;
  /** The call as it stood after the step, or later where the step is delivered again. */
  readonly call: CallView;
  /** The fields of the callback that brought the step, its number masked; `null` where none did. */
  readonly callback: MaskedCallback | null;
}

/** The event of one step of a record. @param index of the step in the history. */
export function toCallEvent(record: CallRecord, index: number, callback: MaskedCallback | null): CallEvent {
  const { account, requestId, history } = record;
  const { at, state, source } = history[index]!;
  const id = `${account}/${requestId}/${index + 1}`;
  return { id, type: state, account, requestId, at, source, call: toCallView(record), callback };
}
