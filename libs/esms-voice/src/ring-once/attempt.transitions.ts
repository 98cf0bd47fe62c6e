import type { CallAttempt, CallRecord } from '../calls/call-record.js';
import { amend, move } from '../calls/transitions.js';
import type { Change } from '../journal/call-journal.store.js';
import type { EndedAttempt } from './ended-attempt.js';
import { judge, standingOnGivingUp, type AttemptOutcome, type Verdict } from './ring-once.table.js';

/** The gateway forgets an id after 24 hours: no attempt starts later than this after the first one. */
export const REPEAT_HORIZON_MS = 23 * 60 * 60 * 1000;

/** The number of the attempt that may be made now, or why there is none. */
export type AttemptStart = { readonly attempt: number } | { readonly attempt: null; readonly why: 'moved' | 'horizon' };

/**
 * Writes "attempt n started" before a byte is sent, unless the call was moved meanwhile.
 * @param traceparent of the run; `null` leaves what is known.
 */
export function startAttempt(record: CallRecord, at: Date, traceparent: string | null = null): Change<AttemptStart> {
  if (record.state !== 'pending') return { record, result: { attempt: null, why: 'moved' } };
  if (isPastHorizon(record, at)) return { record, result: { attempt: null, why: 'horizon' } };
  const started: CallAttempt = { startedAt: at, result: null, gatewayCode: null };
  const attempts = [...record.attempts, started];
  const change = { attempts, traceparent: traceparent ?? record.traceparent };
  return { record: amend(record, change, at), result: { attempt: attempts.length } };
}

/**
 * Writes how attempt n ended and what that makes of the call. A 100 counts whichever attempt it answers; every
 * other answer only if it is the latest attempt's and the call is still pending. `null`: it did not count.
 */
export function endAttempt(record: CallRecord, n: number, ended: EndedAttempt, at: Date): Change<Verdict | null> {
  if (!counts(record, n, ended.outcome)) return { record: learnCallId(record, ended, at), result: null };
  const attempts = record.attempts.with(n - 1, withResult(record.attempts[n - 1]!, ended));
  const verdict = judge(ended.outcome, record.attempts.slice(0, n - 1));
  if (verdict === 'repeat') return { record: amend(record, { attempts }, at), result: verdict };
  const callId = verdict.state === 'accepted' ? (record.callId ?? ended.callId) : record.callId;
  return { record: move(record, verdict, 'reply', at, { attempts, callId }), result: verdict };
}

/** Ends a pending call for which no attempt and no time is left. `null`: somebody else moved it meanwhile. */
export function giveUp(record: CallRecord, at: Date): Change<Verdict | null> {
  if (record.state !== 'pending') return { record, result: null };
  const standing = standingOnGivingUp(record.attempts);
  return { record: move(record, standing, 'service', at), result: standing };
}

/** The same, for a call that is tried again later under the same id: it stays pending where nothing may have rung. */
export function giveUpWhereUncertain(record: CallRecord, at: Date): Change<Verdict | null> {
  return standingOnGivingUp(record.attempts).state === 'unknown' ? giveUp(record, at) : { record, result: null };
}

/** Whether the first started attempt is so long ago that the gateway may have forgotten the id. */
export function isPastHorizon(record: CallRecord, at: Date): boolean {
  const first = record.attempts[0];
  return first !== undefined && at.getTime() - first.startedAt.getTime() > REPEAT_HORIZON_MS;
}

function counts(record: CallRecord, n: number, outcome: AttemptOutcome): boolean {
  if (outcome === 'accepted') return record.state === 'pending' || record.state === 'unknown';
  return record.state === 'pending' && n === record.attempts.length;
}

/** A callback that was faster than the reply need not have named the id, and nothing can be asked without one. */
const learnCallId = (record: CallRecord, { outcome, callId }: EndedAttempt, at: Date): CallRecord =>
  outcome === 'accepted' && callId !== null && record.callId === null ? amend(record, { callId }, at) : record;

const withResult = (attempt: CallAttempt, { outcome, gatewayCode }: EndedAttempt): CallAttempt => ({
  ...attempt,
  result: outcome,
  gatewayCode,
});
