import type { CallRecord } from '../calls/call-record.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { identityOf } from '../calls/request-identity.js';
import type { FailedQuestion, Finding, GatewayQuestions } from '../gateway/gateway-questions.js';
import { sentCallPages, withoutRepeats } from '../gateway/sent-call-pages.js';
import type { SentCallRow, TimeWindow } from '../gateway/sent-calls.wire.js';
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
  // What the gateway refused is not in its list: a row that fits is another call, with the same number and content.
  if (record.state === 'rejected') return NOT_FOUND;
  const fitting: SentCallRow[] = [];
  for (const window of windowsOf(record)) {
    const rows = await rowsWithin(window, parts);
    if (!Array.isArray(rows)) return rows;
    fitting.push(...rows.filter((row) => fits(row, record, parts.dataKeys)));
  }
  const candidates = await withoutKnown(withoutRepeats(fitting), record, parts);
  return candidates.length === 1 ? { kind: 'found', value: candidates[0]! } : NOT_FOUND;
}

const NOT_FOUND = { kind: 'not-found' } as const;

/** Around each attempt and the date that the call is scheduled for, which may be weeks apart; what overlaps is one. */
function windowsOf({ attempts, sendAt }: CallRecord): TimeWindow[] {
  const moments = [...attempts.map(({ startedAt }) => startedAt), ...(sendAt ? [sendAt] : [])];
  const windows: TimeWindow[] = [];
  for (const moment of moments.toSorted((a, b) => a.getTime() - b.getTime())) {
    const [from, to] = [new Date(moment.getTime() - SLACK_MS), new Date(moment.getTime() + SLACK_MS)];
    const last = windows.at(-1);
    if (last && from <= last.to) windows.splice(-1, 1, { from: last.from, to });
    else windows.push({ from, to });
  }
  return windows;
}

/** Every row of the window, or why some are missing. */
async function rowsWithin(
  window: TimeWindow,
  { questions, turn }: LostCallParts,
): Promise<SentCallRow[] | FailedQuestion | typeof NOT_FOUND> {
  const rows: SentCallRow[] = [];
  let pages = 0;
  for await (const page of sentCallPages(questions, window, turn)) {
    if (page.kind === 'failed') return page;
    if (pages++ === MAX_PAGES) return NOT_FOUND;
    rows.push(...page.rows);
  }
  return rows;
}

function fits(row: SentCallRow, record: CallRecord, dataKeys: DataKeys): boolean {
  const { phone } = parsePhone(row.phone, ANY_PHONE);
  if (row.callId === null || phone === null) return false;
  if (record.campaignId !== null && row.campaignId !== record.campaignId.trim()) return false;
  const identity = identityOf({ kind: 'otp', phone, content: row.content, sandbox: false, sendAt: record.sendAt });
  return dataKeys.matches('request', identity, record.requestHash!) === true;
}

/** What belongs to another call of ours is not this one. */
async function withoutKnown(
  rows: readonly SentCallRow[],
  { requestId }: CallRecord,
  { account, journal }: LostCallParts,
): Promise<SentCallRow[]> {
  const owners = await Promise.all(rows.map(({ callId }) => journal.findByCallId(account, callId!)));
  return rows.filter((_, index) => (owners[index]?.requestId ?? requestId) === requestId);
}
