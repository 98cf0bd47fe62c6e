import type { CallReport } from '../calls/transitions.js';
import { standingOfSmsReport, standingOfVoiceReport } from '../calls/report-standing.js';

/** Which of the gateway's two kinds of report a callback is. */
export type CallbackFamily = 'sms' | 'voice';

/** A callback of the gateway, read. */
export interface ParsedCallback {
  readonly family: CallbackFamily;
  readonly report: CallReport;
  /** As the gateway repeats it; `null` where it does not. */
  readonly requestId: string | null;
  /** As the gateway writes it; `null` where it does not. */
  readonly phone: string | null;
}

/** Why a callback with a good token cannot be read. */
export type UnreadableReason = 'too-long' | 'no-family' | 'two-families' | 'field-repeated';

/** A read callback, or why there is none. */
export type CallbackReading = ParsedCallback | { readonly family: null; readonly reason: UnreadableReason };

type Fields = ReadonlyMap<string, string>;

const QUERY_MAX_LENGTH = 8 * 1024;
/** What is read; a field of another name may say anything, twice too. */
const KNOWN_FIELDS = new Set(
  (
    'requestid sendstatus phonenumber smsid sendsuccess sendfailed totalprice ' +
    'referenceid sentresult callstatus callduration ivr price cid'
  ).split(' '),
);
const SMS_FIELDS = ['smsid', 'sendsuccess', 'sendfailed'];
const VOICE_FIELDS = ['referenceid', 'sentresult', 'callstatus'];

/**
 * Reads the query string of a callback: names in any case, unknown fields passed over, empty ones absent, a field
 * that is there twice read where one of the two is empty or both agree. Never throws (contract, section 4).
 */
export function parseCallback(query: string): CallbackReading {
  if (query.length > QUERY_MAX_LENGTH) return { family: null, reason: 'too-long' };
  const fields = readFields(query);
  if (!fields) return { family: null, reason: 'field-repeated' };
  const isSms = SMS_FIELDS.some((name) => fields.has(name));
  const isVoice = VOICE_FIELDS.some((name) => fields.has(name));
  if (isSms === isVoice) return { family: null, reason: isSms ? 'two-families' : 'no-family' };
  return isSms ? readSmsFamily(fields) : readVoiceFamily(fields);
}

/** Values by lower-case name; `null` where one name has two values that differ. */
function readFields(query: string): Fields | null {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.toLowerCase();
    const text = value.trim();
    if (text === '' || !KNOWN_FIELDS.has(key)) continue;
    if (fields.has(key) && fields.get(key) !== text) return null;
    fields.set(key, text);
  }
  return fields;
}

function readSmsFamily(fields: Fields): ParsedCallback {
  const standing = standingOfSmsReport({
    sendStatus: number(fields, 'sendstatus'),
    sendSuccess: number(fields, 'sendsuccess'),
    sendFailed: number(fields, 'sendfailed'),
  });
  const report: CallReport = {
    source: 'callback',
    standing,
    callId: text(fields, 'smsid'),
    price: number(fields, 'totalprice'),
    durationSeconds: null,
    pressedKey: null,
    callerNumber: null,
  };
  return { family: 'sms', report, requestId: text(fields, 'requestid'), phone: text(fields, 'phonenumber') };
}

function readVoiceFamily(fields: Fields): ParsedCallback {
  const standing = standingOfVoiceReport({
    sendStatus: number(fields, 'sendstatus'),
    sentResult: number(fields, 'sentresult'),
    callStatus: text(fields, 'callstatus'),
  });
  const report: CallReport = {
    source: 'callback',
    standing,
    callId: text(fields, 'referenceid'),
    price: number(fields, 'price'),
    durationSeconds: number(fields, 'callduration'),
    pressedKey: text(fields, 'ivr'),
    callerNumber: text(fields, 'cid'),
  };
  return {
    family: 'voice',
    report,
    requestId: text(fields, 'requestid'),
    phone: text(fields, 'phonenumber'),
  };
}

const text = (fields: Fields, name: string): string | null => fields.get(name) ?? null;

function number(fields: Fields, name: string): number | null {
  const value = Number(fields.get(name) ?? NaN);
  return Number.isFinite(value) ? value : null;
}
