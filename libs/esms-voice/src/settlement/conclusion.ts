import { askLater, isWorthAsking, startOf } from '../calls/asking.js';
import type { CallRecord } from '../calls/call-record.js';
import { rankOf } from '../calls/call-state.js';
import { amend, applyReport, move, postpone, type CallReport } from '../calls/transitions.js';
import type { Change } from '../journal/call-journal.store.js';
import { giveUp } from '../ring-once/attempt.transitions.js';

/** What an answer, or none, made of a call: nothing left to ask; given up as `unknown`; or to be asked about again. */
export type Conclusion = 'settled' | 'given-up' | 'later';

/**
 * Writes what the gateway said into a call, and when to ask next. Before the earliest time allowed somebody may still be
 * placing it, so nothing but the gateway's word moves it by then.
 * @param report `null` where it said nothing of the call.
 */
export function conclude(
  record: CallRecord,
  report: CallReport | null,
  at: Date,
  giveUpAfterMs: number,
): Change<Conclusion> {
  const told = report && isSameCall(report, record) ? learn(record, report, at) : record;
  const hasTime = at.getTime() < told.askFrom.getTime();
  const standing = hasTime ? told : giveUp(told, at).record;
  if (standing.askAt === null) return { record: standing, result: 'settled' };
  if (!isWorthAsking(standing)) return { record: amend(standing, { askAt: null }, at), result: 'settled' };
  const isTooOld = at.getTime() - startOf(standing) >= giveUpAfterMs;
  // A write makes one step, so that whoever listens hears of each: a call that has just moved is given up the next time.
  const hasMoved = told.state !== record.state;
  if (isTooOld && !hasTime && !hasMoved) return { record: endAsking(standing, at), result: 'given-up' };
  return { record: postpone(standing, 'askAt', askLater(standing, at)), result: 'later' };
}

/** Gives a call up: nobody could say. Later evidence still settles it. */
export function endAsking(record: CallRecord, at: Date): CallRecord {
  // What waits in a dispatcher keeps its time: it expires by it.
  const quiet = { askAt: record.state === 'queued' ? record.askFrom : null, unconfirmed: null };
  const ended = amend(record, quiet, at);
  if (ended.state === 'unknown' || !isWorthAsking(ended)) return ended;
  return move(record, { state: 'unknown', reason: null }, 'service', at, quiet);
}

/** While the question was under way the call may have turned out to be another one. Ids are compared without case. */
const isSameCall = (one: Pick<CallReport, 'callId'>, other: Pick<CallReport, 'callId'>): boolean =>
  one.callId === null || other.callId === null || one.callId.toLowerCase() === other.callId.toLowerCase();

/** An answer that says nothing certain is no reason to ask at once again; a call found in the list has its id by then. */
function learn(record: CallRecord, report: CallReport, at: Date): CallRecord {
  const { standing, source, callId } = report;
  if (standing) return confirmed(applyReport(record, withHeldDetails(report, record), at).record, report, at);
  const isFound = source === 'list' && record.callId === null && isWorthAsking(record);
  return isFound ? amend(record, { callId }, at) : record;
}

/** A report that waited for the gateway's word knows more than that word, where both say the same of the same call. */
function withHeldDetails(report: CallReport, { unconfirmed }: CallRecord): CallReport {
  if (!unconfirmed || unconfirmed.state !== report.standing?.state || !isSameCall(report, unconfirmed)) return report;
  return {
    ...report,
    standing: { state: unconfirmed.state, reason: unconfirmed.reason } as CallReport['standing'],
    price: report.price ?? unconfirmed.price,
    durationSeconds: report.durationSeconds ?? unconfirmed.durationSeconds,
    pressedKey: report.pressedKey ?? unconfirmed.pressedKey,
    callerNumber: report.callerNumber ?? unconfirmed.callerNumber,
  };
}

/** A held report waits on while the gateway says less than it. */
function confirmed(record: CallRecord, { standing }: CallReport, at: Date): CallRecord {
  const { unconfirmed } = record;
  if (!unconfirmed || !standing || rankOf(standing.state) < rankOf(unconfirmed.state)) return record;
  return amend(record, { unconfirmed: null }, at);
}
