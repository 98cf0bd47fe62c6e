import type { MaskedCallback } from '../calls/call-record.js';
import { maskPhone } from '../calls/mask.js';
import { readCallbackQuery, type CallbackField, type PublishedName } from './callback-query.js';

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
  for (const field of fields) {
    const first = firstOf(field.name, fields);
    if (first === field) masked[field.spelling] = shownValue(field);
    else masked[first.spelling] ||= shownValue(field);
  }
  return masked;
}

/** Looked for, not noted: a dozen fields are gone through sooner than a name is written beside them. */
function firstOf(name: PublishedName, fields: readonly CallbackField[]): CallbackField {
  let index = 0;
  while (fields[index]!.name !== name) index += 1;
  return fields[index]!;
}

const shownValue = ({ name, text }: CallbackField): string => (name === 'phonenumber' ? maskPhone(text) : text);

/** Not `Object.create(null)`: V8 makes a dictionary of it, which costs five times as much to fill. */
const nothing = (): Record<string, string> => Object.setPrototypeOf({}, null) as Record<string, string>;
