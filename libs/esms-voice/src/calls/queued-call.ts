import type { CallFacts, CallRecord } from './call-record.js';
import { amend, move, newCall } from './transitions.js';

/**
 * A call as a dispatcher writes it down: no attempt starts before a worker takes it. It is asked about after its deadline,
 * a sandbox call too, and only to find that it has expired.
 */
export function queuedCall(
  facts: CallFacts,
  deadlineAt: Date,
  askAfterMs: number,
  traceparent: string | null = null,
): CallRecord {
  const askFrom = new Date(deadlineAt.getTime() + askAfterMs);
  const record = newCall(facts, deadlineAt, askFrom);
  const history = [{ at: facts.createdAt, state: 'queued', source: 'service' }] as const;
  return Object.assign(record, { state: 'queued', history, askAt: askFrom, traceparent } as const);
}

/** Ends a call that waited past its deadline and was never tried; any other stays as it is. */
export const expire = (record: CallRecord, at: Date): CallRecord =>
  isUntried(record) ? move(record, { state: 'rejected', reason: 'expired' }, 'service', at) : record;

/**
 * Ends a call of which nothing was sent; any other stays as it is. Whoever is about to start an attempt finds it moved, and
 * starts none.
 */
export const cancel = (record: CallRecord, at: Date): CallRecord =>
  isUnsent(record) ? move(record, { state: 'rejected', reason: 'cancelled' }, 'service', at) : record;

/** Asks nobody about a waiting call; where its time has come it has expired, else it is looked at again by then. */
export function reviewQueued(record: CallRecord, at: Date): CallRecord {
  if (record.state !== 'queued') return record;
  if (at.getTime() >= record.deadlineAt.getTime()) return expire(record, at);
  return record.askAt?.getTime() === record.askFrom.getTime() ? record : amend(record, { askAt: record.askFrom }, at);
}

const isUntried = ({ state, attempts }: CallRecord): boolean =>
  state === 'queued' || (state === 'pending' && attempts.length === 0);

const isUnsent = ({ state, attempts }: CallRecord): boolean =>
  state === 'queued' || (state === 'pending' && attempts.every(({ result }) => result === 'not-sent'));
