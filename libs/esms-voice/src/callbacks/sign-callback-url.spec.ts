import { describe, expect, it } from '@jest/globals';
import { ApplicationConfig } from '@nestjs/core';
import { InvalidInputError } from '../errors/errors.js';
import { readToken } from './callback-token.js';
import { CallbackUrlSigner } from './callback-url.js';
import { signCallbackUrl, type SignCallbackUrlInput } from './sign-callback-url.js';

const KEY = { id: 'k1', secret: 'sign-callback-url-secret-0123456789' };
const INPUT: SignCallbackUrlInput = { url: 'https://otp.example/webhooks/esms', key: KEY, requestId: 'r.1' };
const NOW = Date.now();

const claimsOf = (url: string) =>
  readToken(new URL(url).pathname.split('/').at(-1), () => ({ account: 'alerts', secret: KEY.secret }), NOW);

describe('signCallbackUrl', () => {
  it('signs what the webhook verifies: account, request id and expiry', () => {
    const expiresAt = new Date(NOW + 60_000);
    const url = signCallbackUrl({ ...INPUT, account: 'alerts', expiresAt });
    expect(url).toMatch(/^https:\/\/otp\.example\/webhooks\/esms\/1\.k1\.r\.1\.[^/?]+$/);
    expect(claimsOf(url)).toEqual({
      claims: { account: 'alerts', requestId: 'r.1', expiresAt: Math.ceil(expiresAt.getTime() / 1000) },
    });
  });

  it('is good for 8 days unless told otherwise, and takes slashes off the end of the URL', () => {
    const reading = claimsOf(signCallbackUrl({ ...INPUT, account: 'alerts', url: `${INPUT.url}//` }));
    const { expiresAt } = (reading as { claims: { expiresAt: number } }).claims;
    expect(expiresAt - NOW / 1000).toBeCloseTo(8 * 24 * 60 * 60, -2);
  });

  it.each(['template', 'recording'] as const)('names the fields that a %s call wants to hear', (kind) => {
    expect(signCallbackUrl({ ...INPUT, kind })).toMatch(
      /\?ReferenceId=&CallDuration=&CallStatus=&Ivr=&Price=&SentResult=&CID=&SendStatus=$/,
    );
  });

  it('signs as the module does', () => {
    const signer = new CallbackUrlSigner(
      { account: 'default', publicUrl: 'https://otp.example', path: 'webhooks/esms', keys: [KEY] },
      new ApplicationConfig(),
    );
    const from = new Date(NOW);
    const expiresAt = new Date(NOW + 8 * 24 * 60 * 60 * 1000);
    for (const kind of ['otp', 'template', 'recording'] as const) {
      expect(signCallbackUrl({ ...INPUT, expiresAt, kind })).toBe(signer.sign('r.1', from, kind));
    }
  });

  it('stays within one segment of 96 characters, however late it expires', () => {
    const expiresAt = new Date(Date.UTC(9_999, 11, 31));
    const key = { ...KEY, id: 'k'.repeat(8) };
    const token = signCallbackUrl({ ...INPUT, key, requestId: '~'.repeat(50), expiresAt })
      .split('/')
      .at(-1)!;
    expect(token.length).toBeLessThanOrEqual(96);
    const findKey = () => ({ account: 'default', secret: KEY.secret });
    expect(readToken(token, findKey, NOW)).toMatchObject({ claims: { requestId: '~'.repeat(50) } });
  });

  const problemsOf = (input: unknown): readonly string[] => {
    try {
      signCallbackUrl(input as SignCallbackUrlInput);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return error.problems;
    }
  };

  it('names every problem at once, and no value', () => {
    const problems = problemsOf({
      url: 'x?canary',
      key: { id: 'Canary', secret: 'canary' },
      requestId: 'canary ä',
      account: 'canary.x',
      expiresAt: new Date(NaN),
      kind: 'canary',
    });
    expect(problems.map((problem) => problem.split(' must be ')[0])).toEqual([
      'url',
      'key.id',
      'key.secret',
      'requestId',
      'account',
      'expiresAt',
      'kind',
    ]);
    expect(problems.join()).not.toMatch(/canary/i);
  });

  it.each([[undefined], [null], [1], ['x'], [{}], [{ key: null }], [[]]])(
    'refuses %j in the place of its input',
    (input) => {
      expect(problemsOf(input)).toHaveLength(4);
    },
  );

  it.each([
    ['url', 'javascript:alert(1)'],
    ['url', 'ftp://otp.example/x'],
    ['url', 'otp.example/webhooks'],
    ['url', 'https://'],
    ['url', 'https://user:pass@otp.example/x'],
    ['url', 'https://otp.example/a b'],
    ['url', 'https://otp.example/x?'],
    ['url', 'https://otp.example/x#'],
    ['url', new URL('https://otp.example')],
    ['requestId', ''],
    ['requestId', 'a/b'],
    ['requestId', 'a'.repeat(51)],
    ['requestId', 5],
    ['requestId', null],
    ['account', ''],
    ['account', null],
    ['expiresAt', null],
    ['expiresAt', Date.now()],
    ['expiresAt', '2030-01-01'],
    ['expiresAt', new Date(-1)],
    ['expiresAt', new Date(Date.UTC(10_000, 0))],
    ['kind', 'sms'],
    ['kind', '__proto__'],
  ])('refuses the %s %p', (field, value) => {
    expect(problemsOf({ ...INPUT, [field]: value })).toEqual([expect.stringMatching(new RegExp(`^${field} must be `))]);
  });
});
