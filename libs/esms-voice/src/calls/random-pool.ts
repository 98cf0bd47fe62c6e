import { randomFillSync } from 'node:crypto';

const POOL_IDS = 64;

/**
 * Gives random bytes, so many at a time, out of a pool that is filled 64 times as much at once: one system call for all of
 * them. What is given is good until the next one is asked for.
 */
export function randomPool(bytes: number): () => Buffer {
  const pool = Buffer.alloc(POOL_IDS * bytes);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
}
