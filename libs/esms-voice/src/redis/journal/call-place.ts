import type { CallRecord } from '../../calls/call-record.js';
import { InvalidInputError } from '../../errors/errors.js';
import { wordOf } from './word.js';

/** What a Date can hold on either side of 1970, in milliseconds. */
const MAX_TIME = 8.64e15;
/** As many digits as the largest time has in base 36. */
export const TIME_LENGTH = 11;

const PLACE = /^[0-9a-z]{11}[\w.~!'()*%-]{1,150}$/;

/** A call's place among all of its account: as texts, places sort by age, those of one millisecond by their ids. */
export const placeOf = ({ createdAt, requestId }: CallRecord): string => placeOfTime(createdAt) + wordOf(requestId);

/** It is before the places of all calls of this moment, and behind those of all earlier ones. */
export const placeOfTime = (moment: Date): string =>
  (moment.getTime() + MAX_TIME).toString(36).padStart(TIME_LENGTH, '0');

/** @throws InvalidInputError where the cursor is not the place of a call. */
export function parseCursor(cursor: string): string {
  if (!PLACE.test(cursor)) throw new InvalidInputError(['cursor must be the nextCursor of a page']);
  return cursor;
}
