import type { FieldCheck } from './call-rules.js';

const SOURCE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** A check for the gateway's id of a template or a recording: text, or a whole number as their pages show it. */
export const checkSourceId =
  (field: string): FieldCheck =>
  (value) =>
    SOURCE_ID.test(toSourceId(value)) ? null : `${field} must be 1 to 64 characters of A-Z a-z 0-9 . _ -`;

/** The id as it goes over the wire. */
export const toSourceId = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : Number.isSafeInteger(value) ? String(value) : '';
