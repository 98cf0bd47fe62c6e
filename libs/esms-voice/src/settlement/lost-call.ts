import type { CallRecord } from '../calls/call-record.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { identityOf } from '../calls/request-identity.js';
import type { FailedQuestion, Finding, GatewayQuestions } from '../gateway/gateway-questions.js';
import { SENT_CALLS_PAGE_SIZE, type SentCallRow, type SentCallsQuery } from '../gateway/sent-calls.wire.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { DataKeys } from '../journal/data-keys.js';

/** What finding a lost call needs. */
export interface LostCallParts {
  readonly account: string;
  readonly journal: CallJournal;
  readonly questions: GatewayQuestions;
  readonly dataKeys: DataKeys;
  /** Waits before each question until one more may be asked. */
  readonly turn: () => Promise<void>;
}

/** How far the gateway's clock and ours may be apart, and how long it may take to list a call. */
const SLACK_MS = 10 * 60 * 1000;
const MAX_PAGES = 20;

/**
 * Finds an OTP call whose id never reached us in the gateway's list, by time, number, content and campaign. Two that
 * fit are no proof, and neither is a list that is too long to be read: `not-found`.
 */
export async function findLostCall(record: CallRecord, parts: LostCallParts): Promise<Finding<SentCallRow>> {
  if (record.kind !== 'otp' || record.requestHash === null || record.attempts.length === 0) return NOT_FOUND;
  const rows = await rowsWithin(windowOf(record), parts);
  if (!Array.isArray(rows)) return rows;
  const fitting = rows.filter((row) => fits(row, record, parts.dataKeys));
  const free = await Promise.all(fitting.map((row) => isNobodyElses(row, record, parts)));
  const candidates = fitting.filter((_, index) => free[index]);
  return candidates.length === 1 ? { kind: 'found', value: candidates[0]! } : NOT_FOUND;
}

const NOT_FOUND = { kind: 'not-found' } as const;

function windowOf({ attempts, sendAt }: CallRecord): Pick<SentCallsQuery, 'from' | 'to'> {
  const last = Math.max(attempts.at(-1)!.startedAt.getTime(), sendAt?.getTime() ?? 0);
  return { from: new Date(attempts[0]!.startedAt.getTime() - SLACK_MS), to: new Date(last + SLACK_MS) };
}

/** Every row of the window, or why some are missing. */
async function rowsWithin(
  window: Pick<SentCallsQuery, 'from' | 'to'>,
  { questions, turn }: LostCallParts,
): Promise<SentCallRow[] | FailedQuestion | typeof NOT_FOUND> {
  const rows: SentCallRow[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    await turn();
    const finding = await questions.sentCalls({ ...window, page });
    if (finding.kind !== 'found') return finding;
    rows.push(...finding.value.rows);
    if (finding.value.rows.length < SENT_CALLS_PAGE_SIZE) return rows;
  }
  return NOT_FOUND;
}

function fits(row: SentCallRow, record: CallRecord, dataKeys: DataKeys): boolean {
  const { phone } = parsePhone(row.phone, ANY_PHONE);
  if (row.callId === null || phone === null) return false;
  if (record.campaignId !== null && row.campaignId !== record.campaignId) return false;
  const identity = identityOf({ kind: 'otp', phone, content: row.content, sandbox: false, sendAt: record.sendAt });
  return dataKeys.matches('request', identity, record.requestHash!) === true;
}

async function isNobodyElses(
  { callId }: SentCallRow,
  { requestId }: CallRecord,
  parts: LostCallParts,
): Promise<boolean> {
  const known = await parts.journal.findByCallId(parts.account, callId!);
  return known === null || known.requestId === requestId;
}
