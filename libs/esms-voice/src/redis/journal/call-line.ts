import { isAtRest } from '../../calls/at-rest.js';
import type { CallRecord } from '../../calls/call-record.js';
import type { CallState } from '../../calls/call-state.js';
import { readBody, writeBody } from './call-body.js';
import { placeOf } from './call-place.js';
import { wordOf, wordOfCallId } from './word.js';

/**
 * The words of a call's first line, in this order: what the scripts compare, change and keep indexes by. Dates are
 * milliseconds; what there is not is the empty word. The last one tells which write made it: a write that a client sends
 * again, when a connection broke before the reply, is known by it.
 */
export const HEADER_FIELDS = [
  'version',
  'askAt',
  'handleAt',
  'restAt',
  'state',
  'place',
  'callId',
  'phoneHash',
  'writeId',
] as const;

/** A call as text: a line of words, then JSON. */
export const writeCall = (record: CallRecord, writeId: string): string =>
  `${headerOf(record, writeId).join(' ')}\n${writeBody(record)}`;

/** @param text as {@link writeCall} made it. */
export function readCall(text: string): CallRecord {
  const end = text.indexOf('\n');
  const [version, askAt, handleAt, , state] = text.slice(0, end).split(' ');
  return readBody(text.slice(end + 1), {
    version: Number(version),
    askAt: readMoment(askAt!),
    handleAt: readMoment(handleAt!),
    state: state as CallState,
  });
}

/** In the order of {@link HEADER_FIELDS}. */
const headerOf = (record: CallRecord, writeId: string): (string | number)[] => [
  record.version,
  momentOf(record.askAt),
  momentOf(record.handleAt),
  momentOf(isAtRest(record) ? record.updatedAt : null),
  record.state,
  placeOf(record),
  wordOfCallId(record.callId),
  wordOf(record.phoneHash),
  writeId,
];

const momentOf = (date: Date | null): string => (date === null ? '' : String(date.getTime()));

const readMoment = (word: string): Date | null => (word === '' ? null : new Date(Number(word)));
