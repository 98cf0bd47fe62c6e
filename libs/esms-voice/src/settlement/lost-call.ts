import type { CallRecord } from '../calls/call-record.js';
import { identityOf } from '../calls/request-identity.js';
import type { Finding } from '../gateway/gateway-questions.js';
import { withoutRepeats } from '../gateway/sent-call-pages.js';
import type { SentCallRow, TimeWindow } from '../gateway/sent-calls.wire.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { DataKeys } from '../journal/data-keys.js';
import type { ReadRow, SentCallLists } from './sent-call-lists.js';

/** What finding a lost call needs. */
export interface LostCallParts {
  readonly account: string;
  readonly journal: CallJournal;
  readonly lists: SentCallLists;
  readonly dataKeys: DataKeys;
}

/** How far the gateway's clock and ours may be apart, and how long it may take to list a call. */
const SLACK_MS = 10 * 60 * 1000;

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
    const listing = await parts.lists.listingOf(window, record.askFrom);
    if (listing.kind !== 'read') return listing.kind === 'too-long' ? NOT_FOUND : listing;
    const rows = listing.rows.get(record.phone!) ?? [];
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

function fits({ phone, content, campaignId }: ReadRow, record: CallRecord, dataKeys: DataKeys): boolean {
  if (record.campaignId !== null && campaignId !== record.campaignId.trim()) return false;
  const identity = identityOf({ kind: 'otp', phone, content, sandbox: false, sendAt: record.sendAt });
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
