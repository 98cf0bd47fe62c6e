import { askLater, isWorthAsking, startOf } from '../calls/asking.js';
import type { CallRecord } from '../calls/call-record.js';
import { rankOf } from '../calls/call-state.js';
import { amend, applyReport, move, postpone, type CallReport } from '../calls/transitions.js';
import type { Change } from '../journal/call-journal.store.js';
import { giveUp } from '../ring-once/attempt.transitions.js';

/** What an answer, or none, made of a call: nothing left to ask; given up as `unknown`; or to be asked about again. */
export type Conclusion = 'settled' | 'given-up' | 'later';

/**
 * Writes what the gateway said into a call, and when to ask next.
 * @param report `null` where it said nothing of the call.
 */
export function conclude(
  record: CallRecord,
  report: CallReport | null,
  at: Date,
  giveUpAfterMs: number,
): Change<Conclusion> {
  const told = report ? confirmed(applyReport(record, withHeldDetails(report, record), at).record, report, at) : record;
  if (!isWorthAsking(told)) return { record: told, result: 'settled' };
  if (at.getTime() - startOf(told) >= giveUpAfterMs) return { record: endAsking(told, at), result: 'given-up' };
  const standing = isAbandoned(told, at) ? giveUp(told, at).record : told;
  if (!isWorthAsking(standing)) return { record: standing, result: 'settled' };
  return { record: postpone(standing, 'askAt', askLater(standing, at)), result: 'later' };
}

/** Gives a call up: nobody could say. Later evidence still settles it. */
export function endAsking(record: CallRecord, at: Date): CallRecord {
  const quiet = { askAt: null, unconfirmed: null };
  if (record.state === 'unknown') return amend(record, quiet, at);
  return move(record, { state: 'unknown', reason: null }, 'service', at, quiet);
}

/** Whoever placed it has died: its attempts ended long before the earliest time allowed. */
const isAbandoned = ({ state, askFrom }: CallRecord, at: Date): boolean =>
  state === 'pending' && at.getTime() >= askFrom.getTime();

/** A report that waited for the gateway's word knows more than that word, where both say the same. */
function withHeldDetails(report: CallReport, { unconfirmed }: CallRecord): CallReport {
  if (!unconfirmed || unconfirmed.state !== report.standing?.state) return report;
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
