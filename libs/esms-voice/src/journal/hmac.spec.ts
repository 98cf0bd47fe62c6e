import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { HmacSha256 } from './hmac.js';

const expected = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

describe('HmacSha256', () => {
  it('is what Node makes of any key and text, whatever came before', () => {
    const key = fc.uint8Array({ maxLength: 64 });
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 500 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(key, texts, (bytes, all) => {
        const hmac = new HmacSha256(bytes);
        expect(all.map((text) => hmac.base64url(text))).toEqual(all.map((text) => expected(bytes, text)));
      }),
    );
  });

  it.each([0, 1, 55, 56, 63, 64, 65, 340, 341, 342, 1_023, 1_024, 1_025, 9_000])(
    'is the same for texts of %i characters of one and of three bytes',
    (length) => {
      const key = Buffer.from('d1-0123456789-0123456789-0123456');
      const hmac = new HmacSha256(key);
      for (const character of ['a', 'ế', '\ud800'])
        expect(hmac.base64url(character.repeat(length))).toBe(expected(key, character.repeat(length)));
    },
  );

  // RFC 4231, test case 2.
  it('is what the standard says', () => {
    const mac = new HmacSha256(Buffer.from('Jefe')).base64url('what do ya want for nothing?');
    expect(Buffer.from(mac, 'base64url').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it.each([64, 65, 131])('takes a key of %i bytes as the standard does, whole and truncated', (length) => {
    const key = Buffer.alloc(length, 0xaa);
    const digest = createHmac('sha256', key).update('a text').digest();
    expect(new HmacSha256(key).base64url('a text')).toBe(digest.toString('base64url'));
    expect(new HmacSha256(key).truncated('a text', 16)).toBe(digest.subarray(0, 16).toString('base64url'));
  });

  it('shows no key', () => {
    const hmac = new HmacSha256(Buffer.from('canary-secret'));
    expect(inspect(hmac, { depth: 9, showHidden: true })).not.toMatch(/canary|63 61 6e/);
  });
});
