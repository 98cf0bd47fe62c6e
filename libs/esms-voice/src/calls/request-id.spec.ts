import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isRequestId, newRequestId } from './request-id.js';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ALLOWED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-';

const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

const timeOf = (id: string): number => parseInt(id.replaceAll('-', '').slice(0, 12), 16);
const bitsOf = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`);

describe('newRequestId', () => {
  it('is a UUID version 7 of its millisecond, and a request id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
        const id = newRequestId(now);
        expect(id).toMatch(UUID_V7);
        expect(timeOf(id)).toBe(now);
        expect(isRequestId(id)).toBe(true);
      }),
    );
  });

  it('carries the time of now when it is given none', () => {
    const before = Date.now();
    const time = timeOf(newRequestId());
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  it('takes zero as a time', () => {
    expect(newRequestId(0)).toMatch(/^00000000-0000-7/);
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 2 ** 40 }), (now, later) => {
        expect(newRequestId(now) < newRequestId(now + later)).toBe(true);
      }),
    );
  });

  it('never comes twice, within one millisecond and across its pool of random bytes', () => {
    const ids = Array.from({ length: 10_000 }, () => newRequestId(1));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('draws each of its 74 free bits', () => {
    const ids = Array.from({ length: 500 }, () => bitsOf(newRequestId(0)));
    const everSet = ids.reduce((all, bits) => all | bits, 0n);
    const alwaysSet = ids.reduce((all, bits) => all & bits, (1n << 128n) - 1n);
    const varying = everSet & ~alwaysSet;
    expect(varying.toString(2).replaceAll('0', '')).toHaveLength(74);
  });
});

describe('isRequestId', () => {
  it('takes 1 to 50 of its characters', () => {
    const text = fc.string({ unit: fc.constantFrom(...ALLOWED.split('')), minLength: 1, maxLength: 50 });
    fc.assert(fc.property(text, (id) => isRequestId(id)));
    expect(isRequestId('a'.repeat(50))).toBe(true);
    expect(isRequestId('a'.repeat(51))).toBe(false);
    expect(isRequestId('')).toBe(false);
    expect(isRequestId('0')).toBe(true);
  });

  it('refuses a text with any other character, wherever it stands', () => {
    const part = fc.string({ unit: fc.constantFrom(...ALLOWED.split('')), maxLength: 20 });
    const other = anyCharacter.filter((c) => !ALLOWED.includes(c));
    fc.assert(fc.property(part, other, part, (head, bad, tail) => !isRequestId(head + bad + tail)));
    expect(isRequestId('r-1\n')).toBe(false);
    expect(isRequestId('r/1')).toBe(false);
    expect(isRequestId('é')).toBe(false);
  });
});
