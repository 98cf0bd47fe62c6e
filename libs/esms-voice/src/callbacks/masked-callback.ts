import type { MaskedCallback } from '../calls/call-record.js';
import { maskPhone } from '../calls/mask.js';
import { readCallbackQuery, type CallbackField, type PublishedName } from './callback-query.js';
import { toText } from './callback-values.js';

/**
 * The published fields of a callback, by their names as they came, the phone number masked (`090****484`); what the
 * gateway does not publish is left out. Of a field that came twice: the first spelling, and the first value that is
 * not empty. For events and logs.
 * @param query as it came, encoded.
 * @returns without a prototype; empty where the query is longer than 8 KB or has more than 100 fields.
 */
export function maskCallback(query: string): MaskedCallback {
  const fields = readCallbackQuery(query);
  return Object.freeze(typeof fields === 'string' ? nothing() : collect(fields));
}

function collect(fields: readonly CallbackField[]): Record<string, string> {
  const masked = nothing();
  const spellings = new Map<PublishedName, string>();
  for (const field of fields) {
    const spelling = spellings.get(field.name) ?? field.spelling;
    spellings.set(field.name, spelling);
    masked[spelling] ||= shownValue(field);
  }
  return masked;
}

const shownValue = ({ name, value }: CallbackField): string =>
  name === 'phonenumber' ? maskPhone(toText(value)) : toText(value);

const nothing = (): Record<string, string> => Object.create(null) as Record<string, string>;
