import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time: hashes have one length, so nothing is told of the key's. */
export function isSameKey(given: string | string[] | undefined, key: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(key));
}
