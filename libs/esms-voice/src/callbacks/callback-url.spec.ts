import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ApplicationConfig } from '@nestjs/core';
import { readToken } from './callback-token.js';
import { CallbackUrlSigner, type CallbackUrlOptions } from './callback-url.js';

const DAY_S = 24 * 60 * 60;
const KEY = { id: 'new', secret: 'n'.repeat(32) };
const OPTIONS: CallbackUrlOptions = {
  account: 'default',
  publicUrl: 'https://otp.example/base',
  path: 'webhooks/esms',
  keys: [KEY, { id: 'old', secret: 'o'.repeat(32) }],
};
const FROM = new Date('2026-07-01T00:00:00.001Z');

const application = (prefix = ''): ApplicationConfig => {
  const config = new ApplicationConfig();
  config.setGlobalPrefix(prefix);
  return config;
};

describe('CallbackUrlSigner', () => {
  it('signs with the first key, for 8 days from then', () => {
    const url = new CallbackUrlSigner(OPTIONS, application()).sign('r.1', FROM, 'otp');
    const token = url.slice('https://otp.example/base/webhooks/esms/'.length);
    expect(url).toBe(`https://otp.example/base/webhooks/esms/${token}`);
    const reading = readToken(token, (id) => ({ account: 'default', secret: id === 'new' ? KEY.secret : '' }), 0);
    const expiresAt = Math.ceil(FROM.getTime() / 1000) + 8 * DAY_S;
    expect(reading).toEqual({ claims: { account: 'default', requestId: 'r.1', expiresAt } });
  });

  it.each(['api', '/api', 'api/', '/api/v1/'])('reads the prefix %s when it first signs, not before', (prefix) => {
    const config = application();
    const signer = new CallbackUrlSigner(OPTIONS, config);
    config.setGlobalPrefix(prefix);
    const path = new URL(signer.sign('r-1', FROM, 'otp')).pathname;
    expect(path.startsWith(`/base/${prefix.replace(/^\/|\/$/g, '')}/webhooks/esms/1.new.r-1.`)).toBe(true);
  });

  it('shows no key to util.inspect', () => {
    const shown = inspect(new CallbackUrlSigner(OPTIONS, application()), { depth: 10, showHidden: true });
    expect(shown).not.toContain(KEY.secret);
  });
});
