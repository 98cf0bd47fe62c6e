import { randomPool } from './random-pool.js';

/** The gateway takes at most 50 characters (contract, section 1). */
const REQUEST_ID = /^[A-Za-z0-9._~-]{1,50}$/;
const nextRandom = randomPool(10);

/** Whether the text may be a request id: 1 to 50 characters of `A-Z a-z 0-9 . _ ~ -`. */
export const isRequestId = (text: string): boolean => REQUEST_ID.test(text);

/** A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits. */
export function newRequestId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  const random = nextRandom();
  random[0] = (random[0]! & 0x0f) | 0x70;
  random[2] = (random[2]! & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}
