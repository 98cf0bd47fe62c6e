import { createHash, timingSafeEqual } from 'node:crypto';

/** Tells whether what a request gives is the key. */
export type IsKey = (given: string | string[] | undefined) => boolean;

/** Compares in constant time: hashes have one length, so nothing is told of the key's. */
export function keyMatcher(key: string): IsKey {
  const expected = hash(key);
  return (given) => typeof given === 'string' && timingSafeEqual(hash(given), expected);
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
