import { InvalidInputError } from 'nestjs-esms-voice';

/** The last call of a page: calls are listed from the newest to the oldest, those of one millisecond by their ids. */
export interface CallPlace {
  readonly createdAt: Date;
  readonly requestId: string;
}

const PLACE = /^(-?\d{1,16})\/([A-Za-z0-9._~-]{1,50})$/;
const MAX_LENGTH = 100;

export const toCursor = ({ createdAt, requestId }: CallPlace): string =>
  Buffer.from(`${createdAt.getTime()}/${requestId}`).toString('base64url');

/** @throws InvalidInputError where the cursor is not one of ours. */
export function parseCursor(cursor: string): CallPlace {
  const isBase64url = cursor.length <= MAX_LENGTH && /^[\w-]+$/.test(cursor);
  const [, time, requestId] = PLACE.exec(isBase64url ? Buffer.from(cursor, 'base64url').toString() : '') ?? [];
  const createdAt = new Date(Number(time ?? NaN));
  if (requestId === undefined || Number.isNaN(createdAt.getTime())) {
    throw new InvalidInputError(['cursor must be the nextCursor of a page']);
  }
  return { createdAt, requestId };
}
