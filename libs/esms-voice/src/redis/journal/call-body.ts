import type {
  CallAttempt,
  CallDetails,
  CallFacts,
  CallRecord,
  HistoryEntry,
  OwedStep,
  UnconfirmedReport,
} from '../../calls/call-record.js';
import type { CallKind, CallStanding, CallState } from '../../calls/call-state.js';

/*
 * A call's JSON has fields by their place, for names would be a third of it, and dates as milliseconds. What is added comes
 * last in its list, and may be missing.
 */

type Facts = readonly [
  account: string,
  requestId: string,
  kind: CallKind | null,
  phone: string | null,
  phoneHash: string | null,
  requestHash: string | null,
  sandbox: boolean,
  campaignId: string | null,
  maxRetry: number,
  sendAt: number | null,
  createdAt: number,
];
type Details = readonly [
  callId: string | null,
  price: number | null,
  durationSeconds: number | null,
  pressedKey: string | null,
  callerNumber: string | null,
];
type Attempt = readonly [startedAt: number, result: CallAttempt['result'], gatewayCode: string | null];
type Step = readonly [at: number, state: CallState, source: HistoryEntry['source'], conflict?: 1];
type Report = readonly [at: number, state: CallState, reason: CallStanding['reason'], details: Details];
type Owed = readonly [index: number, callback: OwedStep['callback']];

type Body = readonly [
  facts: Facts,
  details: Details,
  reason: CallStanding['reason'],
  attempts: readonly Attempt[],
  history: readonly Step[],
  deadlineAt: number,
  askFrom: number,
  unconfirmed: Report | null,
  owed: readonly Owed[],
  updatedAt: number,
  traceparent?: string,
];

/** What the first line of a call says, and its JSON does not. */
export type HeldByHeader = Pick<CallRecord, 'version' | 'askAt' | 'handleAt' | 'state'>;

export function writeBody(record: CallRecord): string {
  const body: Body = [
    factsOf(record),
    detailsOf(record),
    record.reason,
    record.attempts.map(({ startedAt, result, gatewayCode }) => [+startedAt, result, gatewayCode]),
    record.history.map(stepOf),
    +record.deadlineAt,
    +record.askFrom,
    record.unconfirmed && reportOf(record.unconfirmed),
    record.owed.map(({ index, callback }) => [index, callback]),
    +record.updatedAt,
  ];
  return JSON.stringify(record.traceparent === null ? body : [...body, record.traceparent]);
}

/** @param json as {@link writeBody} made it. */
export function readBody(json: string, { version, askAt, handleAt, state }: HeldByHeader): CallRecord {
  const body = JSON.parse(json) as Body;
  const [facts, details, reason, attempts, history, deadlineAt, askFrom, unconfirmed, owed, updatedAt] = body;
  const traceparent = body[10] ?? null;
  return {
    ...readFacts(facts),
    ...readDetails(details),
    ...({ state, reason } as CallStanding),
    attempts: attempts.map(([at, result, gatewayCode]) => ({ startedAt: new Date(at), result, gatewayCode })),
    history: history.map(readStep),
    deadlineAt: new Date(deadlineAt),
    askFrom: new Date(askFrom),
    askAt,
    unconfirmed: unconfirmed && readReport(unconfirmed),
    owed: owed.map(([index, callback]) => ({ index, callback })),
    handleAt,
    updatedAt: new Date(updatedAt),
    traceparent,
    version,
  };
}

const factsOf = (facts: CallFacts): Facts => [
  facts.account,
  facts.requestId,
  facts.kind,
  facts.phone,
  facts.phoneHash,
  facts.requestHash,
  facts.sandbox,
  facts.campaignId,
  facts.maxRetry,
  facts.sendAt && +facts.sendAt,
  +facts.createdAt,
];

function readFacts(facts: Facts): CallFacts {
  const [account, requestId, kind, phone, phoneHash, requestHash, sandbox, campaignId, maxRetry, sendAt, createdAt] =
    facts;
  return {
    account,
    requestId,
    kind,
    phone,
    phoneHash,
    requestHash,
    sandbox,
    campaignId,
    maxRetry,
    sendAt: sendAt === null ? null : new Date(sendAt),
    createdAt: new Date(createdAt),
  };
}

const detailsOf = ({ callId, price, durationSeconds, pressedKey, callerNumber }: CallDetails): Details => [
  callId,
  price,
  durationSeconds,
  pressedKey,
  callerNumber,
];

const readDetails = ([callId, price, durationSeconds, pressedKey, callerNumber]: Details): CallDetails => ({
  callId,
  price,
  durationSeconds,
  pressedKey,
  callerNumber,
});

const stepOf = ({ at, state, source, conflict }: HistoryEntry): Step =>
  conflict ? [+at, state, source, 1] : [+at, state, source];

const readStep = ([at, state, source, conflict]: Step): HistoryEntry => ({
  at: new Date(at),
  state,
  source,
  ...(conflict && { conflict: true }),
});

const reportOf = (report: UnconfirmedReport): Report => [+report.at, report.state, report.reason, detailsOf(report)];

const readReport = ([at, state, reason, details]: Report): UnconfirmedReport => ({
  at: new Date(at),
  ...readDetails(details),
  ...({ state, reason } as CallStanding),
});
