import { timingSafeEqual } from 'node:crypto';

/** Longer texts get buffers of their own. */
const SCRATCH_LENGTH = 64;
const scratches: (readonly [Buffer, Buffer])[] = [];

/** Compares two texts in a time that depends on their lengths alone. */
export function safeEqualText(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const [a, b] = one.length > SCRATCH_LENGTH ? pairOf(one.length) : (scratches[one.length] ??= pairOf(one.length));
  a.write(one, 'utf16le');
  b.write(other, 'utf16le');
  return timingSafeEqual(a, b);
}

const BYTES_A_UNIT = 2;
const pairOf = (length: number): readonly [Buffer, Buffer] => [bufferOf(length), bufferOf(length)];
const bufferOf = (length: number): Buffer => Buffer.alloc(length * BYTES_A_UNIT);
