import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { maskPhone } from './mask.js';

describe('maskPhone', () => {
  it('hides the middle of a Vietnamese mobile number', () => {
    expect(maskPhone('0901888484')).toBe('090****484');
  });

  it.each([
    ['', ''],
    ['9', '*'],
    ['0901888', '*******'],
    ['09018884', '090**884'],
  ])('masks the short %j as %j', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it('keeps the length, and shows no more than three characters at each end', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,20}$/), (phone) => {
        const masked = maskPhone(phone);
        const shown = masked.replaceAll('*', '');
        expect(masked).toHaveLength(phone.length);
        expect(masked).toMatch(/^(\*{0,7}|\d{3}\*{2,}\d{3})$/);
        expect(shown).toBe(phone.length < 8 ? '' : phone.slice(0, 3) + phone.slice(-3));
      }),
    );
  });

  it('gives numbers that differ in the middle alone one mask', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4}$/), fc.stringMatching(/^\d{4}$/), (one, other) => {
        expect(maskPhone(`090${one}484`)).toBe(maskPhone(`090${other}484`));
      }),
    );
  });
});
