import { createHash } from 'node:crypto';

const ID_CHARACTERS = 32;

/** The request id of a call that was given none: the same in each telling of the batch. */
export const requestIdIn = (batchId: string, index: number): string => shortHash(['call', batchId, index]);

/** The id of a batch that was given none, by the request ids of its calls. */
export const batchIdOf = (requestIds: readonly string[]): string => shortHash(['batch', ...requestIds]);

/** 192 bits in letters that a request id may hold. */
const shortHash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, ID_CHARACTERS);
