import { timingSafeEqual } from 'node:crypto';

/** Compares two ASCII texts in a time that depends on their lengths alone. */
export function safeEqualText(one: string, other: string): boolean {
  const a = Buffer.from(one, 'utf8');
  const b = Buffer.from(other, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}
