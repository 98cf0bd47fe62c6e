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

/** Fields that are not empty. */
type Values = Readonly<Partial<Record<PublishedName, CallbackField>>>;

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
  const values = valuesOf(fields);
  if (typeof values === 'string') return { family: null, reason: values };
  const isSms = SMS_NAMES.some((name) => values[name]);
  const isVoice = VOICE_NAMES.some((name) => values[name]);
  if (isSms === isVoice) return { family: null, reason: isSms ? 'two-families' : 'no-family' };
  return isSms ? readSmsFamily(values) : readVoiceFamily(values);
}

/** Or why there are none: one field has two values that differ, or one that no id and no number is as long as. */
function valuesOf(fields: readonly CallbackField[]): Values | UnreadableReason {
  const values: Partial<Record<PublishedName, CallbackField>> = {};
  for (const field of fields) {
    const { name, text } = field;
    if (text === '' || PASSED_OVER.has(name)) continue;
    if (text.length > VALUE_MAX_LENGTH) return 'too-long';
    const earlier = values[name];
    if (!earlier) values[name] = field;
    else if (earlier.text !== text) return 'field-repeated';
  }
  return values;
}

function readSmsFamily(values: Values): ParsedCallback {
  const standing = standingOfSmsReport({
    sendStatus: number(values, 'SendStatus'),
    sendSuccess: number(values, 'SendSuccess'),
    sendFailed: number(values, 'SendFailed'),
  });
  const report: CallReport = {
    source: 'callback',
    standing,
    callId: text(values, 'SMSID'),
    price: number(values, 'TotalPrice'),
    durationSeconds: null,
    pressedKey: null,
    callerNumber: null,
  };
  return { family: 'sms', report, requestId: text(values, 'RequestId'), phone: text(values, 'phonenumber') };
}

function readVoiceFamily(values: Values): ParsedCallback {
  const standing = standingOfVoiceReport({
    sendStatus: number(values, 'SendStatus'),
    sentResult: number(values, 'SentResult'),
    callStatus: words(values, 'CallStatus'),
  });
  const report: CallReport = {
    source: 'callback',
    standing,
    callId: text(values, 'ReferenceId'),
    price: number(values, 'Price'),
    durationSeconds: number(values, 'CallDuration'),
    pressedKey: text(values, 'Ivr'),
    callerNumber: text(values, 'CID'),
  };
  return { family: 'voice', report, requestId: text(values, 'RequestId'), phone: text(values, 'phonenumber') };
}

const text = (values: Values, name: PublishedName): string | null => values[name]?.text ?? null;

/** Words have no plus of their own: one is a space that was encoded twice. */
const words = (values: Values, name: PublishedName): string | null => text(values, name)?.replaceAll('+', ' ') ?? null;

function number(values: Values, name: PublishedName): number | null {
  const field = values[name];
  return field ? toNumber(field.value) : null;
}
