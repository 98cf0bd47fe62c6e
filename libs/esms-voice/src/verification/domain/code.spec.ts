import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { countCodes, cutCode, isHardToFollow, type BlockSource } from './code.js';

const CODES = 200_000;
/** Blocks that look random and are the same on each run. */
const blocksOf =
  (seed: string): BlockSource =>
  (index) =>
    hash('sha256', `${seed}:${index}`, 'buffer');

const chunk = (number: number): Buffer => {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(number, 0, 6);
  return bytes;
};
/** A block a number. */
const numbers =
  (...list: readonly number[]): BlockSource =>
  (index) =>
    chunk(list[index]!);

/** How far counts are from all being the same, in standard deviations: above 5 once in millions of runs. */
function deviation(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (chiSquare - freedom) / Math.sqrt(2 * freedom);
}

describe('cutCode', () => {
  it('is the same for the same blocks, and has as many digits as are asked for', () => {
    for (let digits = 4; digits <= 10; digits += 1) {
      const shape = { digits, earSafe: false };
      const code = cutCode(blocksOf('seed'), shape);
      expect(code).toMatch(new RegExp(`^\\d{${digits}}$`));
      expect(cutCode(blocksOf('seed'), shape)).toBe(code);
      expect(cutCode(blocksOf('other'), shape)).not.toBe(code);
    }
  });

  it('keeps leading zeros', () => {
    expect(cutCode(numbers(42), { digits: 6, earSafe: false })).toBe('000042');
  });

  it('passes over numbers that would make some codes likelier, and no others', () => {
    const fair = 2 ** 48 - (2 ** 48 % 10 ** 6);
    const shape = { digits: 6, earSafe: false };
    expect(cutCode(numbers(fair, 7), shape)).toBe('000007');
    expect(cutCode(numbers(2 ** 48 - 1, fair, fair - 1), shape)).toBe('999999');
  });

  it('takes the next part of a block, and then the next block', () => {
    const block = Buffer.concat([chunk(111_111), chunk(123_456), chunk(2 ** 48 - 1)]);
    const source: BlockSource = (index) => (index === 0 ? block : chunk(135_135));
    expect(cutCode(source, { digits: 6, earSafe: true })).toBe('135135');
  });

  it.each([
    [4, false],
    [6, false],
    [4, true],
  ])(`has no bias: %i digits, ear-safe %p, over ${CODES} codes`, (digits, earSafe) => {
    const counts = new Map<string, number>();
    const places = Array.from({ length: digits }, () => Array.from({ length: 10 }, () => 0));
    for (let seed = 0; seed < CODES; seed += 1) {
      const code = cutCode(blocksOf(String(seed)), { digits, earSafe });
      const bucket = digits > 4 ? code.slice(0, 3) : code;
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      for (const [place, digit] of Array.from(code).entries()) places[place]![Number(digit)]! += 1;
    }
    expect(counts.size).toBe(digits > 4 ? 1_000 : countCodes({ digits, earSafe }));
    expect(Math.abs(deviation([...counts.values()]))).toBeLessThan(5);
    if (!earSafe) for (const place of places) expect(Math.abs(deviation(place))).toBeLessThan(5);
  });

  it('gives no ear-safe code that is hard to follow', () => {
    const codes = Array.from({ length: 20_000 }, (_, seed) =>
      cutCode(blocksOf(String(seed)), { digits: 6, earSafe: true }),
    );
    expect(codes.filter((code) => isHardToFollow(code) || /(\d)\1\1|012|345|987/.test(code))).toEqual([]);
  });
});

describe('isHardToFollow', () => {
  it.each(['000', '1222', '4567', '987', '3210', '90123', '555555', '1100012'])('%s', (code) => {
    expect(isHardToFollow(code)).toBe(true);
  });
  it.each(['', '1', '12', '1122', '1357', '9753', '121212', '890', '098', '1243', '001122'])('not %s', (code) => {
    expect(isHardToFollow(code)).toBe(false);
  });
});

describe('countCodes', () => {
  const bruteForce = (digits: number): number => {
    let count = 0;
    for (let number = 0; number < 10 ** digits; number += 1) {
      if (!isHardToFollow(String(number).padStart(digits, '0'))) count += 1;
    }
    return count;
  };

  it.each([4, 5, 6])('counts ear-safe codes of %i digits as trying them all does', (digits) => {
    expect(countCodes({ digits, earSafe: true })).toBe(bruteForce(digits));
  });

  it('counts all codes where they need not be ear-safe', () => {
    expect(countCodes({ digits: 4, earSafe: false })).toBe(10_000);
    expect(countCodes({ digits: 10, earSafe: false })).toBe(10_000_000_000);
  });
});
