import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DataKeys } from './data-keys.js';

const OLD = { id: 'k1', secret: 'old-secret_old-secret_old-secret_1' };
const NEW = { id: 'k2', secret: 'new-secret_new-secret_new-secret_2' };

const PHONE = '0901888484';

/** HKDF-SHA-256 (RFC 5869) of one block and without salt, step by step. */
function hashByHand(secret: string, purpose: string, text: string): string {
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(secret, 'utf8').digest();
  const key = createHmac('sha256', extracted).update(`nestjs-esms-voice/${purpose}\x01`).digest();
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url').slice(0, 32);
}

describe('DataKeys', () => {
  it.each(['phone', 'request'] as const)(
    'hashes a %s under a key of its own, by HKDF from the secret as UTF-8',
    (purpose) => {
      const text = purpose === 'phone' ? PHONE : '["otp","0901888484","Mã 6868"]';
      expect(new DataKeys([NEW, OLD]).hash(purpose, text)).toBe(`k2:${hashByHand(NEW.secret, purpose, text)}`);
    },
  );

  it('gives one text another hash for each purpose and each secret; the id of a key is no part of it', () => {
    const sameId = { id: OLD.id, secret: NEW.secret };
    const hashes = [OLD, NEW, sameId].flatMap((key) => {
      const keys = new DataKeys([key]);
      return [keys.hash('phone', PHONE), keys.hash('request', PHONE)].map((hash) => hash.split(':')[1]);
    });
    expect(new Set(hashes).size).toBe(4);
    expect(hashes.slice(4)).toEqual(hashes.slice(2, 4));
  });

  it('hides the text, and has one length whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5, maxLength: 40 }), (text) => {
        const hash = new DataKeys([OLD]).hash('phone', text);
        expect(hash).toMatch(/^k1:[A-Za-z0-9_-]{32}$/);
        expect(hash).not.toContain(text);
      }),
    );
  });

  it('knows the text of its own hash, and no other text or purpose', () => {
    const keys = new DataKeys([OLD]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        expect(keys.matches('phone', text, keys.hash('phone', text))).toBe(true);
        expect(keys.matches('phone', other, keys.hash('phone', text))).toBe(text === other);
        expect(keys.matches('request', text, keys.hash('phone', text))).toBe(false);
      }),
    );
  });

  it('compares under every key, hashes under the first, and cannot say once a key is gone', () => {
    const hash = new DataKeys([OLD]).hash('phone', PHONE);
    const rotated = new DataKeys([NEW, OLD]);
    expect(rotated.matches('phone', PHONE, hash)).toBe(true);
    expect(rotated.matches('phone', '0901888485', hash)).toBe(false);
    expect(rotated.hash('phone', PHONE)).toMatch(/^k2:/);
    expect(new DataKeys([NEW]).matches('phone', PHONE, hash)).toBeNull();
  });

  it.each(['', ':', 'k9:abc', 'no colon', `:${'a'.repeat(32)}`])(
    'cannot say for the hash %j, which no key made',
    (hash) => {
      expect(new DataKeys([OLD]).matches('phone', PHONE, hash)).toBeNull();
    },
  );

  it.each(['k1:', 'k1:short', `k1:${'A'.repeat(32)}`, `k1:${'é'.repeat(16)}`])('denies the hash %j', (hash) => {
    expect(new DataKeys([OLD]).matches('phone', PHONE, hash)).toBe(false);
  });

  it('has random keys of its own in each process that was given none', () => {
    const [one, other] = [DataKeys.random(), DataKeys.random()];
    const hash = one.hash('phone', PHONE);
    expect(one.matches('phone', PHONE, hash)).toBe(true);
    expect(other.matches('phone', PHONE, hash)).toBe(false);
  });
});
