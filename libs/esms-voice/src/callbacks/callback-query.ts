import { unescape as decodeEscapes } from 'node:querystring';
import { toText } from './callback-values.js';

/** The published fields of both families, spelled as the gateway spells them (contract, section 4). */
const PUBLISHED_NAMES = [
  'SMSID',
  'SendFailed',
  'SendStatus',
  'SendSuccess',
  'TotalPrice',
  'TotalReceiver',
  'TotalSent',
  'RequestId',
  'TypeId',
  'telcoid',
  'phonenumber',
  'switchsmsid',
  'ReferenceId',
  'CallDuration',
  'CallStatus',
  'Ivr',
  'Price',
  'SentResult',
  'CID',
] as const;

/** The name of a published field. */
export type PublishedName = (typeof PUBLISHED_NAMES)[number];

/** The name of a field as it came; letter case is nothing to rely on. */
interface Spelled {
  readonly name: PublishedName;
  readonly spelling: string;
}

/** A published field of a callback. */
export interface CallbackField extends Spelled {
  /** Decoded, as it came: with its white space. */
  readonly value: string;
  /** The value as {@link toText} reads it. */
  readonly text: string;
}

/** Why a query is not even taken apart. */
export type QueryProblem = 'too-long' | 'too-many-fields';

const QUERY_MAX_LENGTH = 8 * 1024;
/** All published fields twice over, and as many again for what Zalo or a later version adds. */
const MAX_FIELDS = 100;

/** The usual spelling and the lower-case one, so that the usual one costs no conversion. */
const BY_SPELLING = new Map<string, Spelled>(
  PUBLISHED_NAMES.flatMap((name) => [name, name.toLowerCase()].map((spelling) => [spelling, { name, spelling }])),
);

/**
 * Takes a query apart into its published fields, in order, empty ones too; unknown ones are passed over. Reads what
 * comes of encoding once too often: values, a whole query in the place of a name, `&amp;`. Never throws.
 * @param query without its question mark, or with it.
 */
export function readCallbackQuery(query: string): readonly CallbackField[] | QueryProblem {
  if (latest?.query !== query) latest = { query, fields: takeApart(query) };
  return latest.fields;
}

/** The parser and the mask read one query in turn: what was taken apart last is kept for the second. */
let latest: { readonly query: string; readonly fields: readonly CallbackField[] | QueryProblem } | null = null;

/** The name that stood at this place in the query before: the gateway writes one family's fields in one order. */
const expectedAt = (index: number): Spelled | undefined =>
  typeof latest?.fields === 'object' ? latest.fields[index] : undefined;

/** Nearly every query is printable ASCII without `%`, `+` and `?`: one look at all of it saves three at each value. */
const NOT_PLAIN = /[^!-$&-*,->@-~]/;

function takeApart(query: string): readonly CallbackField[] | QueryProblem {
  if (query.length > QUERY_MAX_LENGTH) return 'too-long';
  const isPlain = !NOT_PLAIN.test(query);
  const flat = !isPlain && /\?|%3d/i.test(query) ? flatten(query) : query;
  const fields: CallbackField[] = [];
  let start = 0;
  for (let count = 1; count <= MAX_FIELDS; count += 1) {
    const next = flat.indexOf('&', start);
    const field = fieldAt(flat, start, next < 0 ? flat.length : next, isPlain, expectedAt(fields.length));
    if (field) fields.push(field);
    if (next < 0) return fields;
    start = next + 1;
  }
  return 'too-many-fields';
}

function fieldAt(
  query: string,
  start: number,
  end: number,
  isPlain: boolean,
  expected: Spelled | undefined,
): CallbackField | null {
  const equals = query.indexOf('=', start);
  const hasValue = equals >= 0 && equals < end;
  const nameEnd = hasValue ? equals : end;
  const spelled = isNamed(query, start, nameEnd, expected) ? expected : spelledAs(query.slice(start, nameEnd));
  if (!spelled) return null;
  const given = hasValue ? query.slice(equals + 1, end) : '';
  const value = isPlain ? given : decodeValue(given);
  return { name: spelled.name, spelling: spelled.spelling, value, text: isPlain ? value : toText(value) };
}

const isNamed = (query: string, start: number, end: number, expected: Spelled | undefined): expected is Spelled =>
  expected !== undefined && expected.spelling.length === end - start && query.startsWith(expected.spelling, start);

const spelledAs = (raw: string): Spelled | undefined => BY_SPELLING.get(raw) ?? spelledOtherwise(raw);

function spelledOtherwise(raw: string): Spelled | undefined {
  const spelling = decodeName(raw);
  const usual = BY_SPELLING.get(spelling.toLowerCase());
  return usual && { name: usual.name, spelling };
}

/** A question mark within a query is where somebody put a second one behind a URL that had one. */
const flatten = (query: string): string =>
  query
    .replaceAll('?', '&')
    .split('&', MAX_FIELDS + 1)
    .map((piece) => (isWholeQuery(piece) ? decode(piece) : piece))
    .join('&');

/** An equals sign within a name: the whole query was encoded once more. */
const isWholeQuery = (piece: string): boolean => /^[^=]*%3d/i.test(piece);

/** A query that went through HTML has `&amp;` between its fields. */
function decodeName(text: string): string {
  const name = decode(text);
  return name.startsWith('amp;') ? name.slice('amp;'.length) : name;
}

/** No value of the gateway's has an escape of its own, so one that is left was encoded twice. */
function decodeValue(text: string): string {
  const value = decode(text);
  return value.includes('%') && /%[0-9a-f]{2}/i.test(value) ? decodeEscapes(value) : value;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeEscapes(spaced) : spaced;
}
