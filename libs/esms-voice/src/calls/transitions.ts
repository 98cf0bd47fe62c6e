import { askSoon, earliestAsk, isWorthAsking } from './asking.js';
import type { CallDetails, CallFacts, CallRecord, HistoryEntry, HistorySource, OwedStep } from './call-record.js';
import { isOpen, rankOf, type CallStanding } from './call-state.js';

/** What a callback or an answer to a question says of a call. `standing` is `null` where it says nothing certain. */
export interface CallReport extends CallDetails {
  readonly source: Exclude<HistorySource, 'service'>;
  readonly standing: CallStanding | null;
}

/**
 * What a report did: moved the call; repeated what is known; came after a later state; contradicted a closed
 * final (kept in the history); or said nothing certain.
 */
export type ReportEffect = 'moved' | 'duplicate' | 'late' | 'conflict' | 'unclear';

/**
 * A call as it is first written down, before the first byte is sent. Field by field: spreading two objects into a third
 * costs forty times as much in V8, and what comes out is slow to copy.
 */
export function newCall(
  facts: CallFacts,
  deadlineAt: Date,
  askFrom: Date = earliestAsk(deadlineAt, facts.sendAt),
): CallRecord {
  const { createdAt } = facts;
  return {
    account: facts.account,
    requestId: facts.requestId,
    kind: facts.kind,
    phone: facts.phone,
    phoneHash: facts.phoneHash,
    requestHash: facts.requestHash,
    sandbox: facts.sandbox,
    campaignId: facts.campaignId,
    maxRetry: facts.maxRetry,
    sendAt: facts.sendAt,
    createdAt,
    callId: null,
    price: null,
    durationSeconds: null,
    pressedKey: null,
    callerNumber: null,
    state: 'pending',
    reason: null,
    attempts: [],
    history: [{ at: createdAt, state: 'pending', source: 'service' }],
    deadlineAt,
    askFrom,
    askAt: facts.sandbox ? null : askFrom,
    unconfirmed: null,
    owed: [],
    handleAt: null,
    updatedAt: createdAt,
    traceparent: null,
    version: 1,
  };
}

type Draft = { -readonly [K in keyof CallRecord]: CallRecord[K] };

/** A copy to change. Field by field, for the same reason: `{ ...record }` keeps most fields in an array beside the object. */
const draftOf = (record: CallRecord): Draft => ({
  account: record.account,
  requestId: record.requestId,
  kind: record.kind,
  phone: record.phone,
  phoneHash: record.phoneHash,
  requestHash: record.requestHash,
  sandbox: record.sandbox,
  campaignId: record.campaignId,
  maxRetry: record.maxRetry,
  sendAt: record.sendAt,
  createdAt: record.createdAt,
  callId: record.callId,
  price: record.price,
  durationSeconds: record.durationSeconds,
  pressedKey: record.pressedKey,
  callerNumber: record.callerNumber,
  state: record.state,
  reason: record.reason,
  attempts: record.attempts,
  history: record.history,
  deadlineAt: record.deadlineAt,
  askFrom: record.askFrom,
  askAt: record.askAt,
  unconfirmed: record.unconfirmed,
  owed: record.owed,
  handleAt: record.handleAt,
  updatedAt: record.updatedAt,
  traceparent: record.traceparent,
  version: record.version,
});

/** Changes fields of a record that leave its state alone. */
export function amend(record: CallRecord, change: Partial<CallRecord>, at: Date): CallRecord {
  const amended = Object.assign(draftOf(record), change);
  amended.updatedAt = at;
  amended.version = record.version + 1;
  return amended;
}

/**
 * Moves a record to another state and writes the step into its history; a closed one is asked about no more, and one
 * that comes back from being given up is asked about again.
 */
export function move(
  record: CallRecord,
  { state, reason }: CallStanding,
  source: HistorySource,
  at: Date,
  change?: Partial<CallRecord>,
): CallRecord {
  const moved = Object.assign(draftOf(record), change);
  moved.state = state;
  moved.reason = reason;
  moved.history = withEntry(record.history, { at, state, source });
  moved.updatedAt = at;
  moved.version = record.version + 1;
  const standing = moved as CallRecord;
  if (!isOpen(standing)) moved.unconfirmed = null;
  if (!isWorthAsking(standing)) moved.askAt = null;
  else if (moved.askAt === null && state !== 'unknown') moved.askAt = askSoon(standing, at);
  return standing;
}

/** Not by spreading, which leaves room for sixteen more in every record that a journal keeps. */
const withEntry = (history: CallRecord['history'], entry: HistoryEntry): HistoryEntry[] =>
  history.toSpliced(history.length, 0, entry);

/** The voice host's word on a call that failed: it sets the reason, and never the state. */
export function learnNoAnswer(record: CallRecord, at: Date): CallRecord {
  const isFailed = record.state === 'undelivered' && record.reason === 'failed';
  return isFailed ? amend(record, { reason: 'no-answer' }, at) : record;
}

/**
 * Keeps a report that would move the call until the gateway, asked at once, says the same; any other report is applied.
 * `unconfirmed`: it waits. Nothing of it counts by then, its call id neither; of reports that come in any order the
 * furthest along waits, and one that moves nothing teaches no call id. A sandbox call cannot be asked about.
 */
export function holdReport(
  record: CallRecord,
  report: CallReport,
  at: Date,
): { readonly effect: ReportEffect | 'unconfirmed'; readonly record: CallRecord } {
  const { source: _, standing, ...details } = report;
  if (record.sandbox) return applyReport(record, report, at);
  if (effectOf(record, standing) !== 'moved') return applyReport(record, { ...report, callId: null }, at);
  const held = isOfOneCall(record.unconfirmed, report) ? record.unconfirmed : null;
  if (held?.state === standing!.state) return { effect: 'duplicate', record };
  if (held && rankOf(standing!.state) < rankOf(held.state)) return { effect: 'late', record };
  const unconfirmed = { ...details, ...standing!, at };
  return { effect: 'unconfirmed', record: amend(record, { unconfirmed, askAt: at }, at) };
}

/** Of two reports that name two calls one is forged, and nobody knows which: each is asked about as it comes. */
const isOfOneCall = (held: CallRecord['unconfirmed'], { callId }: CallReport): boolean =>
  !held?.callId || !callId || held.callId.toLowerCase() === callId.toLowerCase();

/** Has the gateway asked about an open call at the earliest time allowed. */
export function raiseQuestion(record: CallRecord, at: Date): CallRecord {
  const askAt = askSoon(record, at);
  return askAt === record.askAt ? record : amend(record, { askAt }, at);
}

/** Puts off what is due, for whoever has taken it; nothing of the call itself changes. */
export const postpone = (record: CallRecord, field: 'askAt' | 'handleAt', until: Date): CallRecord =>
  Object.assign(draftOf(record), { [field]: until, version: record.version + 1 }) as CallRecord;

/** Has a step delivered again until its handlers have ended. Whoever has the earlier ones keeps them no longer for it. */
export function owe(record: CallRecord, callback: OwedStep['callback'], leaseUntil: Date): CallRecord {
  const owing = draftOf(record);
  owing.owed = record.owed.concat({ index: record.history.length - 1, callback });
  owing.handleAt ??= leaseUntil;
  return owing as CallRecord;
}

/** The handlers of a step have ended. */
export function settleOwed(record: CallRecord, index: number): CallRecord {
  const settled = draftOf(record);
  settled.owed = record.owed.filter((step) => step.index !== index);
  if (settled.owed.length === 0) settled.handleAt = null;
  settled.version = record.version + 1;
  return settled as CallRecord;
}

/** Applies a report by the rules of the states: forward only, closed finals stay (docs/ring-once.md). */
export function applyReport(
  record: CallRecord,
  report: CallReport,
  at: Date,
): { readonly effect: ReportEffect; readonly record: CallRecord } {
  const effect = effectOf(record, report.standing);
  if (effect === 'moved') return { effect, record: moveByReport(record, report, at) };
  if (effect === 'conflict') return { effect, record: noteConflict(record, report, at) };
  if (effect === 'unclear') return { effect, record: raiseQuestion(record, at) };
  return { effect, record: learnsCallId(record, report) ? amend(record, { callId: report.callId }, at) : record };
}

/** A call accepted by its echo (124) has no id until a report brings one, even one that moves nothing. */
const learnsCallId = (record: CallRecord, { callId }: CallReport): boolean =>
  record.callId === null && callId !== null && isOpen(record);

function effectOf(record: CallRecord, standing: CallStanding | null): ReportEffect {
  if (!standing) return 'unclear';
  if (isOpen(record) && !isFinishedSandbox(record)) return effectOnOpen(record, standing);
  if (standing.state === record.state) return 'duplicate';
  if (rankOf(standing.state) < rankOf(record.state)) return 'late';
  if (isAnsweredRedial(record, standing)) return 'moved';
  return wasReported(record, standing) ? 'duplicate' : 'conflict';
}

function effectOnOpen(record: CallRecord, standing: CallStanding): ReportEffect {
  const reached = record.state === 'rejected' ? rankOf('pending') : rankOf(record.state);
  if (rankOf(standing.state) > reached) return 'moved';
  return standing.state === record.state ? 'duplicate' : 'late';
}

/** The gateway redials by itself where MaxRetry was set: the one final that another may follow. */
const isAnsweredRedial = (record: CallRecord, standing: CallStanding): boolean =>
  record.maxRetry > 0 && record.state === 'undelivered' && standing.state === 'delivered';

/**
 * It says again what the history holds already, as a step or as a conflict. A step to `rejected` that the call came back
 * from was no report: not sent, or a duplicate.
 */
const wasReported = (record: CallRecord, standing: CallStanding): boolean =>
  record.history.some(({ state, conflict }) => state === standing.state && (conflict || state !== 'rejected'));

/** A sandbox call rings nothing and is told nothing: accepted is its last state. */
const isFinishedSandbox = (record: CallRecord): boolean => record.sandbox && record.state === 'accepted';

function moveByReport(record: CallRecord, report: CallReport, at: Date): CallRecord {
  return move(record, report.standing!, report.source, at, known(report, record));
}

function noteConflict(record: CallRecord, { standing, source }: CallReport, at: Date): CallRecord {
  const entry: HistoryEntry = { at, state: standing!.state, source, conflict: true };
  return amend(record, { history: withEntry(record.history, entry) }, at);
}

/** What the report says, and what was known where it is silent. The call id, once known, stays. */
function known(details: CallDetails, record: CallRecord): CallDetails {
  return {
    callId: record.callId ?? details.callId,
    price: details.price ?? record.price,
    durationSeconds: details.durationSeconds ?? record.durationSeconds,
    pressedKey: details.pressedKey ?? record.pressedKey,
    callerNumber: details.callerNumber ?? record.callerNumber,
  };
}
