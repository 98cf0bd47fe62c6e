import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  isVerificationId,
  isVerificationRequestId,
  newVerificationRequestId,
  newWindowId,
  tagOfId,
  VerificationKeys,
} from './verification-keys.js';

const OLD = { id: 'old', secret: 'o'.repeat(32) };
const NEW = { id: 'new', secret: 'n'.repeat(32) };
const PHONE = '0901888484';
const SHAPE = { digits: 6, earSafe: false };

const keys = new VerificationKeys([OLD]);
const rotated = new VerificationKeys([NEW, OLD]);
const seed = { windowId: 'w', phone: PHONE, purpose: 'login' };

describe('VerificationKeys', () => {
  it('names a number by 16 characters that are the same in each process, and differ by number and key', () => {
    expect(keys.tagOf(PHONE)).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(new VerificationKeys([OLD]).tagOf(PHONE)).toBe(keys.tagOf(PHONE));
    expect(keys.tagOf('0901888485')).not.toBe(keys.tagOf(PHONE));
    expect(rotated.tagOf(PHONE)).not.toBe(keys.tagOf(PHONE));
  });

  it('finds a number under every key, the newest first', () => {
    expect(rotated.tagsOf(PHONE)).toEqual([rotated.tagOf(PHONE), keys.tagOf(PHONE)]);
  });

  it('makes the codes of the first key, and the proofs of all', () => {
    const tag = keys.tagOf(PHONE);
    const proof = keys.proofOf(tag, '123456');
    expect(proof).toMatch(/^old:[A-Za-z0-9_-]{22}$/);
    expect(rotated.proofOf(tag, '123456')).toMatch(/^new:/);
    expect(rotated.proofsOf(tag, '123456')).toEqual([rotated.proofOf(tag, '123456'), proof]);
    expect(rotated.codeOf(seed, SHAPE)).toBe(new VerificationKeys([NEW]).codeOf(seed, SHAPE));
  });

  it('gives a window the same code each time, and another to what differs in anything', () => {
    const code = keys.codeOf(seed, SHAPE);
    expect(new VerificationKeys([OLD]).codeOf({ ...seed }, SHAPE)).toBe(code);
    const others = [
      { ...seed, windowId: 'w2' },
      { ...seed, phone: '0901888485' },
      { ...seed, purpose: 'pay' },
      // The same text when put together.
      { windowId: `w${PHONE}`, phone: '', purpose: 'login' },
    ];
    const codes = others.map((other) => keys.codeOf(other, { digits: 10, earSafe: false }));
    expect(new Set([...codes, keys.codeOf(seed, { digits: 10, earSafe: false })]).size).toBe(others.length + 1);
  });

  it('proves a code for one number alone', () => {
    expect(keys.proofOf('a'.repeat(16), '123456')).not.toBe(keys.proofOf('b'.repeat(16), '123456'));
    expect(keys.proofOf('a'.repeat(16), '123456')).not.toBe(keys.proofOf('a'.repeat(16), '123457'));
  });

  it('keeps purposes apart: the same text has another hash for each', () => {
    const text = PHONE;
    const hashes = [keys.tagOf(text), keys.callerHash('user', text), keys.callerHash('ip', text)];
    expect(new Set(hashes.map((hash) => hash.slice(0, 16))).size).toBe(hashes.length);
    expect(keys.callerHash('user', text)).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('is random for a process where it is given no keys', () => {
    expect(VerificationKeys.random().tagOf(PHONE)).not.toBe(VerificationKeys.random().tagOf(PHONE));
  });

  it('shows nothing of itself', () => {
    const shown = inspect(rotated, { depth: 9, showHidden: true }) + JSON.stringify(rotated);
    for (const secret of [OLD.secret, NEW.secret, PHONE]) expect(shown).not.toContain(secret);
    expect(shown).not.toMatch(/buffer|hmac|#keys/i);
  });
});

describe('the ids of verification', () => {
  it('begin with the tag of the number, and are random after it', () => {
    const tag = keys.tagOf(PHONE);
    const [one, other] = [keys.newId(tag), keys.newId(tag)];
    expect(one).not.toBe(other);
    expect(tagOfId(one)).toBe(tag);
    expect(isVerificationId(one)).toBe(true);
  });

  it.each([undefined, 1, '', 'x'.repeat(37), 'x'.repeat(39), `${'x'.repeat(37)}}`, `${'x'.repeat(38)}\n`])(
    'are not %p',
    (text) => {
      expect(isVerificationId(text)).toBe(false);
    },
  );

  it('of its calls are told from others', () => {
    const requestId = newVerificationRequestId();
    expect(requestId).not.toBe(newVerificationRequestId());
    expect(requestId).toMatch(/^v-[A-Za-z0-9_-]{22}$/);
    expect(isVerificationRequestId(requestId)).toBe(true);
    expect(isVerificationRequestId('0190f5d2-7b5e-7000-8000-000000000000')).toBe(false);
    expect(newWindowId()).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});
