import type { CallReport } from '../calls/transitions.js';
import { standingOfSmsReport, standingOfVoiceReport } from '../calls/report-standing.js';
import { readCallbackQuery, type CallbackField, type PublishedName, type QueryProblem } from './callback-query.js';
import { toNumber } from './callback-values.js';

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
export type UnreadableReason = QueryProblem | 'no-family' | 'two-families' | 'field-repeated';

/** A read callback, or why there is none. */
export type CallbackReading = ParsedCallback | { readonly family: null; readonly reason: UnreadableReason };

/** The longest id that an answer of the gateway may bring. */
const VALUE_MAX_LENGTH = 128;
/** Published, and of no use here: it may say anything, twice too. */
const PASSED_OVER = new Set<PublishedName>(['TotalReceiver', 'TotalSent', 'TypeId', 'telcoid', 'switchsmsid']);
const SMS_NAMES: readonly PublishedName[] = ['SMSID', 'SendSuccess', 'SendFailed'];
const VOICE_NAMES: readonly PublishedName[] = ['ReferenceId', 'SentResult', 'CallStatus'];

/**
 * Reads the query string of a callback: names in any case, unknown fields passed over, empty ones absent, a field
 * that is there twice read where one of the two is empty or both agree, values and queries that were encoded twice
 * decoded twice. At most 8 KB and 100 fields. Never throws (contract, section 4).
 * @param query as it came, encoded; without the question mark or with it.
 */
export function parseCallback(query: string): CallbackReading {
  const fields = readCallbackQuery(query);
  if (typeof fields === 'string') return { family: null, reason: fields };
  const problem = problemOf(fields);
  if (problem) return { family: null, reason: problem };
  const isSms = SMS_NAMES.some((name) => valueOf(fields, name));
  const isVoice = VOICE_NAMES.some((name) => valueOf(fields, name));
  if (isSms === isVoice) return { family: null, reason: isSms ? 'two-families' : 'no-family' };
  return isSms ? readSmsFamily(fields) : readVoiceFamily(fields);
}

/** Why nothing can be read: a field has two values that differ, or one that no id and no number is as long as. */
function problemOf(fields: readonly CallbackField[]): 'too-long' | 'field-repeated' | null {
  for (const { name, text } of fields) {
    const isLong = text.length > VALUE_MAX_LENGTH;
    const differs = text !== '' && valueOf(fields, name)!.text !== text;
    if ((isLong || differs) && !PASSED_OVER.has(name)) return isLong ? 'too-long' : 'field-repeated';
  }
  return null;
}

/** The first that is not empty. Looked for, not noted: a dozen fields are gone through sooner than one is put beside them. */
function valueOf(fields: readonly CallbackField[], name: PublishedName): CallbackField | null {
  for (const field of fields) if (field.name === name && field.text !== '') return field;
  return null;
}

function readSmsFamily(fields: readonly CallbackField[]): ParsedCallback {
  const standing = standingOfSmsReport({
    sendStatus: number(fields, 'SendStatus'),
    sendSuccess: number(fields, 'SendSuccess'),
    sendFailed: number(fields, 'SendFailed'),
  });
  const report: CallReport = {
    source: 'callback',
    standing,
    callId: text(fields, 'SMSID'),
    price: number(fields, 'TotalPrice'),
    durationSeconds: null,
    pressedKey: null,
    callerNumber: null,
  };
  return { family: 'sms', report, requestId: text(fields, 'RequestId'), phone: text(fields, 'phonenumber') };
}

function readVoiceFamily(fields: readonly CallbackField[]): ParsedCallback {
  const standing = standingOfVoiceReport({
    sendStatus: number(fields, 'SendStatus'),
    sentResult: number(fields, 'SentResult'),
    callStatus: words(fields, 'CallStatus'),
  });
  const report: CallReport = {
    source: 'callback',
    standing,
    callId: text(fields, 'ReferenceId'),
    price: number(fields, 'Price'),
    durationSeconds: number(fields, 'CallDuration'),
    pressedKey: text(fields, 'Ivr'),
    callerNumber: text(fields, 'CID'),
  };
  return { family: 'voice', report, requestId: text(fields, 'RequestId'), phone: text(fields, 'phonenumber') };
}

const text = (fields: readonly CallbackField[], name: PublishedName): string | null =>
  valueOf(fields, name)?.text ?? null;

/** Words have no plus of their own: one is a space that was encoded twice. */
const words = (fields: readonly CallbackField[], name: PublishedName): string | null =>
  text(fields, name)?.replaceAll('+', ' ') ?? null;

function number(fields: readonly CallbackField[], name: PublishedName): number | null {
  const field = valueOf(fields, name);
  return field ? toNumber(field.value) : null;
}
