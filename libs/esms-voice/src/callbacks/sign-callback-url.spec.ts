import { describe, expect, it } from '@jest/globals';
import { readToken } from './callback-token.js';
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

  it('names every problem at once, and no value', () => {
    const bad = { url: 'x?canary', key: { id: 'K', secret: 'canary' }, requestId: 'ä', expiresAt: new Date(NaN) };
    expect(() => signCallbackUrl(bad)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        problems: ['url', 'key.id', 'key.secret', 'requestId', 'expiresAt'].map((name) =>
          expect.stringMatching(new RegExp(`^${name} must be (?!.*canary)`)),
        ),
      }),
    );
  });
});
