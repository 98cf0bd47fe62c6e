import type { Refusal } from './call-outcome.js';
import { decodeJson, type JsonObject, textField } from './json-body.js';
import type { PlacedCall } from './placed-call.js';
import { type Keys, type Question, unreadableQuestion } from './question.js';
import { refusalOfSmsType, UNREADABLE } from './refusals.js';
import type { ReplyBody } from './reply-body.js';
import { PLAIN_FORMAT, refused } from './reply-format.js';
import { parseSendDate } from './send-date.js';

interface ListForm extends Keys {
  readonly objection: Refusal | undefined;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly page: number;
  readonly pageSize: number;
}

const PAGE = /^[1-9]\d{0,8}$/;
const LARGEST_PAGE = 500;
const SECOND_MS = 1_000;

/**
 * GetSmsSentData_V2: the calls that were placed from one second to another, both included (contract, section 3).
 * Oldest first, pages counted from 1; the pages of the gateway say neither.
 */
export function listQuestion(body: string, calls: () => Iterable<PlacedCall>): Question {
  const form = decodeJson(body, formOf);
  if (!form) return unreadableQuestion('list', PLAIN_FORMAT);
  return { kind: 'list', format: PLAIN_FORMAT, keys: form, tell: () => list(form, calls()) };
}

function formOf(fields: JsonObject): ListForm {
  const [from, to] = [dateOf(fields, 'From'), dateOf(fields, 'To')];
  const [page, pageSize] = [pageOf(fields, 'Page'), pageOf(fields, 'PageSize')];
  const isReadable = from <= to && page >= 1 && pageSize <= LARGEST_PAGE;
  return {
    apiKey: textField(fields, 'ApiKey'),
    secretKey: textField(fields, 'SecretKey'),
    objection: refusalOfSmsType(textField(fields, 'SmsType')) ?? (isReadable ? undefined : UNREADABLE),
    from,
    to,
    page,
    pageSize,
  };
}

// NaN for what cannot be read: no comparison holds for it.
function dateOf(fields: JsonObject, name: string): number {
  return parseSendDate(textField(fields, name)) ?? Number.NaN;
}

function pageOf(fields: JsonObject, name: string): number {
  const text = textField(fields, name);
  return PAGE.test(text) ? Number(text) : Number.NaN;
}

function list({ objection, from, to, page, pageSize }: ListForm, calls: Iterable<PlacedCall>): ReplyBody {
  if (objection) return refused(PLAIN_FORMAT, objection);
  const inTime = Array.from(calls).filter(({ order }) => {
    return order.placedAt >= from && order.placedAt < to + SECOND_MS;
  });
  const rows = inTime.slice((page - 1) * pageSize, page * pageSize).map(rowOf);
  return { CodeResult: '100', CountTotal: inTime.length, SentData: rows };
}

function rowOf(call: PlacedCall) {
  const { callId, request, dialAt, serial } = call.order;
  return {
    Campaign: request.campaignId ?? '',
    Content: request.content,
    Phone: request.phone,
    ReferenceId: callId,
    SellPrice: call.price,
    SendResult: sendResultOf(call),
    SendStatus: call.sendStatus,
    SentTime: `/Date(${dialAt}+0700)/`,
    SmsId: serial,
    SmsType: '8',
  };
}

function sendResultOf({ isAnswered, isFailed }: PlacedCall): number {
  if (isAnswered) return 1;
  return isFailed ? 0 : 2;
}
