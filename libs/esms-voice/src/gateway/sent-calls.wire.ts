import { standingOfListRow } from '../calls/report-standing.js';
import type { CallStanding } from '../calls/call-state.js';
import { formatSendDate } from '../calls/send-date.js';
import { SENT_CALLS_PATH } from './gateway-endpoints.js';
import { readId, readNumber, readRows, readText, type ReplyFields } from './gateway-reply.js';
import { VOICE_CALL_TYPE } from './sms-type.js';
import { MAX_LIST_BYTES } from './response-limit.js';
import type { GatewayCredentials, WireRequest } from './wire-request.js';

/** A row of the gateway's list of calls. `phone` and `content` stand in full: they are compared, and never logged. */
export interface SentCallRow {
  readonly callId: string | null;
  readonly phone: string;
  readonly content: string;
  readonly campaignId: string | null;
  /** VND. */
  readonly price: number | null;
  readonly sentAt: Date | null;
  /** `null` where the row says nothing certain. */
  readonly standing: CallStanding | null;
}

/** A page of the list. */
export interface SentCallsPage {
  readonly rows: readonly SentCallRow[];
  /** Of all pages; `null` where the gateway does not say. */
  readonly total: number | null;
}

/** A window of time. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

/** The window of time that is listed, and the page, from 1. */
export interface SentCallsQuery extends TimeWindow {
  readonly page: number;
}

/** How many rows a page holds; the gateway takes 500 at most, and long contents make long pages. */
export const SENT_CALLS_PAGE_SIZE = 500;

/** Asks for a page of the calls that were sent between two dates (contract, section 3). */
export function encodeSentCalls(
  restUrl: string,
  keys: GatewayCredentials,
  { from, to, page }: SentCallsQuery,
): WireRequest {
  const body = {
    ApiKey: keys.apiKey,
    SecretKey: keys.secretKey,
    SmsType: VOICE_CALL_TYPE,
    From: formatSendDate(from),
    To: formatSendDate(to),
    Page: page,
    PageSize: SENT_CALLS_PAGE_SIZE,
  };
  const url = restUrl + SENT_CALLS_PATH;
  return { method: 'POST', url, body: JSON.stringify(body), maxReplyBytes: MAX_LIST_BYTES };
}

/** Reads a page; rows that are none are left out. */
export function decodeSentCalls(fields: ReplyFields): SentCallsPage {
  return { rows: readRows(fields['SentData']).map(toRow), total: readNumber(fields['CountTotal']) };
}

const toRow = (row: ReplyFields): SentCallRow => ({
  callId: readId(row['ReferenceId']),
  phone: readText(row['Phone']) ?? '',
  content: typeof row['Content'] === 'string' ? row['Content'] : '',
  campaignId: readText(row['Campaign']),
  price: readNumber(row['SellPrice']),
  sentAt: readWcfDate(row['SentTime']),
  standing: standingOfListRow({
    sendStatus: readNumber(row['SendStatus']),
    sendResult: readNumber(row['SendResult']),
  }),
});

/** `/Date(1705484048995+0700)/`: milliseconds since 1970; the zone says how to print it alone. */
function readWcfDate(value: unknown): Date | null {
  const match = typeof value === 'string' ? /^\/Date\((-?\d{1,15})([+-]\d{4})?\)\/$/.exec(value) : null;
  return match ? new Date(Number(match[1])) : null;
}
