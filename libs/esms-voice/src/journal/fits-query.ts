import type { CallRecord } from '../calls/call-record.js';
import type { CallQuery } from './call-journal.store.js';

/** Whether the call is one of those that are asked for. */
export const fitsQuery = (
  record: CallRecord,
  { account, state, kind, from, to }: Omit<CallQuery, 'limit' | 'cursor'>,
): boolean =>
  record.account === account &&
  (state === undefined || record.state === state) &&
  (kind === undefined || record.kind === kind) &&
  (from === undefined || record.createdAt >= from) &&
  (to === undefined || record.createdAt < to);
