import { earliestAsk } from '../calls/asking.js';
import type { CallRecord } from '../calls/call-record.js';
import { expire } from '../calls/queued-call.js';
import { amend, move } from '../calls/transitions.js';
import type { Change } from '../journal/call-journal.store.js';
import { giveUp, isPastHorizon } from './attempt.transitions.js';
import { standingOnGivingUp } from './ring-once.table.js';

/** Under which terms a worker takes a call. */
export interface TakeTerms {
  readonly now: Date;
  /** No attempt starts later. */
  readonly deadlineAt: Date;
  /** How long this run may take, in milliseconds. */
  readonly runMs: number;
  readonly askAfterDeadlineMs: number;
}

/**
 * Takes a call for a run of ring-once; the result says whether it is to be placed. A pending one was taken before: whoever
 * did has died, or runs still, and the rule of ring-once is good for both. Past its deadline nothing is placed any more.
 */
export function takeQueued(record: CallRecord, terms: TakeTerms): Change<boolean> {
  const { now } = terms;
  if (!isTakeable(record) || isPastHorizon(record, now)) return { record, result: false };
  const deadlineAt = record.state === 'queued' ? record.deadlineAt : terms.deadlineAt;
  if (now.getTime() >= deadlineAt.getTime()) return { record: endLate(record, now), result: false };
  const times = timesOf(record, { ...terms, deadlineAt });
  if (record.state === 'pending') return { record: amend(record, times, now), result: true };
  return { record: move(record, { state: 'pending', reason: null }, 'service', now, times), result: true };
}

const isTakeable = ({ state, reason }: CallRecord): boolean =>
  state === 'queued' || state === 'pending' || state === 'unknown' || (state === 'rejected' && reason === 'not-sent');

/** What may have rung is left to settlement. */
function endLate(record: CallRecord, at: Date): CallRecord {
  if (record.attempts.length === 0) return expire(record, at);
  return standingOnGivingUp(record.attempts).state === 'unknown' ? record : giveUp(record, at).record;
}

function timesOf(record: CallRecord, { now, deadlineAt, runMs, askAfterDeadlineMs }: TakeTerms): Partial<CallRecord> {
  const until = new Date(Math.min(now.getTime() + runMs, deadlineAt.getTime()));
  const askFrom = earliestAsk(until, record.sendAt, askAfterDeadlineMs);
  const askAt = record.unconfirmed ? record.askAt : askFrom;
  return { deadlineAt: until, askFrom, askAt: record.sandbox ? null : askAt };
}
