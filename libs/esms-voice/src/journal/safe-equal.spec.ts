import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { safeEqualText } from './safe-equal.js';

describe('safeEqualText', () => {
  it('agrees with === on any two texts', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(fc.property(text, text, (one, other) => safeEqualText(one, other) === (one === other)));
    fc.assert(fc.property(text, (one) => safeEqualText(one, one)));
  });

  it.each([63, 64, 65, 200])('tells texts of %i characters apart by the last one', (length) => {
    const text = 'a'.repeat(length);
    expect(safeEqualText(text, text)).toBe(true);
    expect(safeEqualText(text, `${text.slice(0, -1)}b`)).toBe(false);
  });

  it.each([
    ['a', 'b'],
    ['', 'a'],
    ['abc', 'abcd'],
    ['abc', 'ABC'],
    ['abc', 'abc\0'],
    ['é', 'e\u0301'],
    ['é', 'ab'],
    ['1'.repeat(31) + '2', '1'.repeat(32)],
  ])('tells %j from %j without throwing', (one, other) => {
    expect(safeEqualText(one, other)).toBe(false);
    expect(safeEqualText(other, one)).toBe(false);
  });
});
