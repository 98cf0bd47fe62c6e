import type { CallRecord } from '../calls/call-record.js';
import { move } from '../calls/transitions.js';
import { DuplicateRequestError, OutcomeUnknownError } from '../errors/errors.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { Change } from '../journal/call-journal.store.js';
import { isPastHorizon } from './attempt.transitions.js';

/** Tells whether a stored hash is that of the request at hand. */
export type IsSameRequest = (requestHash: string) => boolean;

type Reopening = 'resumed' | 'duplicate' | 'other-request' | 'too-late';

/**
 * Writes a call down before anything is sent. The id of an earlier call is taken up again only where that one ended
 * `unknown` or was not sent, the request is the same, and the gateway still remembers the id.
 * @throws DuplicateRequestError, OutcomeUnknownError
 */
export async function openCall(journal: CallJournal, record: CallRecord, isSame: IsSameRequest): Promise<CallRecord> {
  const opened = await journal.open(record);
  if (opened.isNew) return opened.record;
  const updated = await journal.updateFrom(opened.record, (existing) => reopen(existing, record, isSame));
  if (!updated) throw duplicate(record, 'The request id is in use.');
  if (updated.result === 'resumed') return updated.record;
  throw refusal(updated.record, updated.result);
}

function reopen(existing: CallRecord, wanted: CallRecord, isSame: IsSameRequest): Change<Reopening> {
  if (!isRepeatable(existing, wanted.createdAt)) return { record: existing, result: 'duplicate' };
  if (existing.requestHash === null || !isSame(existing.requestHash))
    return { record: existing, result: 'other-request' };
  if (isPastHorizon(existing, wanted.createdAt)) return { record: existing, result: 'too-late' };
  const { createdAt, deadlineAt, askFrom, askAt } = wanted;
  const again = { deadlineAt, askFrom, askAt };
  const record = move(existing, { state: 'pending', reason: null }, 'service', createdAt, again);
  return { record, result: 'resumed' };
}

/** How long after its deadline a pending call is given up: whoever placed it has crashed. */
const ABANDONED_MS = 2 * 60 * 1000;

/** Whether the same request may be placed once more under its id. */
export function isRepeatable({ state, reason, deadlineAt }: CallRecord, now: Date): boolean {
  if (state === 'pending') return now.getTime() - deadlineAt.getTime() > ABANDONED_MS;
  return state === 'unknown' || (state === 'rejected' && reason === 'not-sent');
}

function refusal(record: CallRecord, why: Exclude<Reopening, 'resumed'>): Error {
  if (why === 'other-request') return duplicate(record, 'The request id was used for another request.');
  if (why === 'duplicate') return duplicate(record, `The request id was used before; its call is ${record.state}.`);
  if (record.state !== 'unknown')
    return duplicate(record, 'The request id is too old to be tried again; use a new one.');
  const { requestId, state } = record;
  return new OutcomeUnknownError(TOO_LATE, { requestId, state });
}

const TOO_LATE = 'The outcome is unknown, and the request id is too old to be tried again.';

const duplicate = ({ requestId, state }: CallRecord, message: string): DuplicateRequestError =>
  new DuplicateRequestError(message, { requestId, state });
