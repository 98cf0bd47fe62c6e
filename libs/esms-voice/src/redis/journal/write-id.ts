import { randomPool } from '../../calls/random-pool.js';

const nextRandom = randomPool(9);

/** Tells one write of a call from all others. */
export const newWriteId = (): string => nextRandom().toString('base64url');
