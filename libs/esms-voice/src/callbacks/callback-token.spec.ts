import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readToken, signToken, TOKEN_MAX_LENGTH, type FindKey } from './callback-token.js';

const KEY = { id: 'k1', secret: 'a'.repeat(32) };
const OTHER = { id: 'k2', secret: 'b'.repeat(32) };
const KEYS = new Map([
  [KEY.id, { account: 'default', secret: KEY.secret }],
  [OTHER.id, { account: 'marketing', secret: OTHER.secret }],
]);
const findKey: FindKey = (id) => KEYS.get(id) ?? null;

const EXPIRES_AT = 1_800_000_000;
const BEFORE = EXPIRES_AT * 1000 - 1;
const CLAIMS = { account: 'default', requestId: '01998f3a-0000-7000-8000-000000000000', expiresAt: EXPIRES_AT };
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const URL_SAFE = `${BASE64URL}.~`;

const refusalOf = (token: unknown, nowMs = BEFORE): unknown => {
  const reading = readToken(token, findKey, nowMs);
  return 'refusal' in reading ? reading.refusal : 'accepted';
};

const requestIds = fc.stringMatching(/^[A-Za-z0-9._~-]{1,50}$/);

describe('signToken', () => {
  it('writes version, key id, request id, expiry in base 36 and 128 bits of HMAC-SHA-256', () => {
    const [version, keyId, requestId, expiry, mac] = signToken(KEY, CLAIMS).split('.');
    expect([version, keyId, requestId]).toEqual(['1', 'k1', CLAIMS.requestId]);
    expect(parseInt(expiry!, 36)).toBe(EXPIRES_AT);
    expect(Buffer.from(mac!, 'base64url')).toHaveLength(16);
  });

  it('puts a length before each field, so that two splits of one text differ', () => {
    const text = `7:default2:k1${CLAIMS.requestId.length}:${CLAIMS.requestId}6:${EXPIRES_AT.toString(36)}`;
    const hmac = createHmac('sha256', KEY.secret).update(`nestjs-esms-voice/callback-token/1\n${text}`).digest();
    expect(signToken(KEY, CLAIMS).endsWith(`.${hmac.subarray(0, 16).toString('base64url')}`)).toBe(true);
  });

  it('stays within one path segment of 96 characters at its longest', () => {
    const claims = { account: 'a'.repeat(32), requestId: '~'.repeat(50), expiresAt: 36 ** 8 - 1 };
    const token = signToken({ ...KEY, id: 'k'.repeat(8) }, claims);
    expect(token.length).toBeLessThanOrEqual(TOKEN_MAX_LENGTH);
    expect(TOKEN_MAX_LENGTH).toBeLessThanOrEqual(96);
    expect(encodeURIComponent(token)).toBe(token);
  });
});

describe('readToken', () => {
  it('reads back what was signed, dots in the request id and all', () => {
    fc.assert(
      fc.property(requestIds, fc.integer({ min: 1, max: 36 ** 8 - 1 }), (requestId, expiresAt) => {
        const claims = { account: 'default', requestId, expiresAt };
        expect(readToken(signToken(KEY, claims), findKey, expiresAt * 1000)).toEqual({ claims });
      }),
      { numRuns: 300 },
    );
  });

  it.each(['.', '...', '1.k2.x', 'a.b.c.d', '~', '-', 'x.1z.AAAAAAAAAAAAAAAAAAAAAA'])(
    'reads the request id %s from both ends',
    (requestId) => {
      const reading = readToken(signToken(KEY, { ...CLAIMS, requestId }), findKey, BEFORE);
      expect(reading).toEqual({ claims: { ...CLAIMS, requestId } });
    },
  );

  it('refuses every change of one character', () => {
    const token = signToken(KEY, { ...CLAIMS, requestId: 'a.b~c' });
    const changed = token.split('').flatMap((old, at) =>
      URL_SAFE.split('')
        .filter((c) => c !== old)
        .map((c) => token.slice(0, at) + c + token.slice(at + 1)),
    );
    expect(changed.length).toBeGreaterThan(2_000);
    expect(changed.filter((each) => refusalOf(each) === 'accepted')).toEqual([]);
  });

  it('refuses every token that lost or gained one character', () => {
    const token = signToken(KEY, CLAIMS);
    const shorter = token.split('').map((_, at) => token.slice(0, at) + token.slice(at + 1));
    const longer = Array.from({ length: token.length + 1 }, (_, at) =>
      ['A', '0', '.', '='].map((c) => token.slice(0, at) + c + token.slice(at)),
    ).flat();
    expect([...shorter, ...longer].filter((each) => refusalOf(each) === 'accepted')).toEqual([]);
  });

  it('refuses the other spellings of the last letter, which decode to the same mac', () => {
    const token = signToken(KEY, CLAIMS);
    const mac = token.slice(-22);
    const twins = BASE64URL.split('')
      .map((c) => mac.slice(0, -1) + c)
      .filter((twin) => twin !== mac && isTwin(twin, mac));
    expect(twins).toHaveLength(15);
    expect(twins.map((twin) => refusalOf(token.slice(0, -22) + twin))).toEqual(twins.map(() => 'bad-mac'));
  });

  it('refuses the mac of another account, key, request or expiry', () => {
    const macOf = (token: string): string => token.slice(-22);
    const token = signToken(KEY, CLAIMS);
    const others = [
      signToken(KEY, { ...CLAIMS, account: 'marketing' }),
      signToken({ ...KEY, secret: OTHER.secret }, CLAIMS),
      signToken(KEY, { ...CLAIMS, requestId: 'other' }),
      signToken(KEY, { ...CLAIMS, expiresAt: EXPIRES_AT + 1 }),
    ];
    expect(others.map((each) => refusalOf(token.slice(0, -22) + macOf(each)))).toEqual(others.map(() => 'bad-mac'));
  });

  it("refuses a key of one account for another's call", () => {
    expect(refusalOf(signToken(OTHER, CLAIMS))).toBe('bad-mac');
    expect(refusalOf(signToken({ id: KEY.id, secret: OTHER.secret }, CLAIMS))).toBe('bad-mac');
  });

  it('leads by the key to its account', () => {
    const claims = { ...CLAIMS, account: 'marketing' };
    expect(readToken(signToken(OTHER, claims), findKey, BEFORE)).toEqual({ claims });
  });

  it('expires after its last second', () => {
    const token = signToken(KEY, CLAIMS);
    expect(refusalOf(token, EXPIRES_AT * 1000)).toBe('accepted');
    expect(refusalOf(token, EXPIRES_AT * 1000 + 1_000)).toBe('expired');
  });

  it('looks at the mac before the expiry', () => {
    const token = signToken({ ...KEY, secret: OTHER.secret }, { ...CLAIMS, expiresAt: 1 });
    expect(refusalOf(token)).toBe('bad-mac');
  });

  it.each(['none', 'k3', 'valueof', 'keys'])('knows no key %s', (id) => {
    expect(refusalOf(signToken({ ...KEY, id }, CLAIMS))).toBe('unknown-key');
  });

  it.each(['__proto__', 'constructor', 'toString', 'K1', 'k_1', ''])('takes %j for no key id', (id) => {
    expect(refusalOf(signToken({ ...KEY, id }, CLAIMS))).toBe('malformed');
  });

  it.each([[undefined], [null], [1], [{}], [['1.k1.a.1.x']], [''], ['.'], ['....'], ['1.k1'], ['1.k1.a.1.']])(
    'takes %j for no token',
    (token) => {
      expect(refusalOf(token)).toBe('malformed');
    },
  );

  it('takes another version, a line break and a padded mac for no token', () => {
    const token = signToken(KEY, CLAIMS);
    const near = [
      `2${token.slice(1)}`,
      `${token}\n`,
      ` ${token}`,
      `${token}=`,
      `${token}==`,
      token.replace('k1', 'K1'),
    ];
    expect(near.map((each) => refusalOf(each))).toEqual(near.map(() => 'malformed'));
  });

  it('looks for no key and hashes nothing of a megabyte', () => {
    const looked: string[] = [];
    const spy: FindKey = (id) => {
      looked.push(id);
      return null;
    };
    const huge = [signToken(KEY, { ...CLAIMS, requestId: 'a'.repeat(1_000_000) }), '1.'.repeat(500_000)];
    const startedAt = performance.now();
    for (let n = 0; n < 1_000; n += 1) huge.forEach((token) => readToken(token, spy, BEFORE));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(looked).toEqual([]);
  });

  it('never throws and never believes a stranger', () => {
    const pieces = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('1', 'k1', 'k2'));
    const joined = fc.array(pieces, { maxLength: 7 }).map((each) => each.join('.'));
    fc.assert(
      fc.property(fc.oneof(joined, fc.anything()), (token) => expect(refusalOf(token)).not.toBe('accepted')),
      { numRuns: 500 },
    );
  });
});

const isTwin = (a: string, b: string): boolean => Buffer.from(a, 'base64url').equals(Buffer.from(b, 'base64url'));
