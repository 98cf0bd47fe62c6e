import { randomFillSync } from 'node:crypto';

/** The gateway takes at most 50 characters (contract, section 1). */
const REQUEST_ID = /^[A-Za-z0-9._~-]{1,50}$/;
const POOL_IDS = 64;
const RANDOM_BYTES = 10;

const pool = Buffer.alloc(POOL_IDS * RANDOM_BYTES);
let used = pool.length;

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

/** Ten random bytes out of a pool that is filled 64 ids at a time: one system call for all of them. */
function nextRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
}
