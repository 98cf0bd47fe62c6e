import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { GatewayServer } from '../../../../test/support/gateway-server.js';
import { signCallbackUrl } from '../callbacks/sign-callback-url.js';
import {
  EsmsCallbacks,
  EsmsVoiceAccounts,
  EsmsVoiceModule,
  EsmsVoiceService,
  type AccountReference,
  type RuntimeAccount,
} from '../index.js';

const secretOf = (name: string): string => `${name}-secret-`.padEnd(40, '0');
const keyOf = (name: string) => ({ id: `k${name}`, secret: secretOf(name) });

let gateway: GatewayServer;
let app: INestApplication;
let asked: AccountReference[];
let failure: Error | null;

beforeEach(async () => {
  gateway = await GatewayServer.start();
  asked = [];
  failure = null;
});
afterEach(async () => {
  await app.close();
  await gateway.stop();
});

const optionsOf = (name: string) => ({
  apiKey: `api-${name}`,
  secretKey: 's',
  restUrl: gateway.url,
  callback: { publicUrl: 'https://otp.example', keys: [keyOf(name)] },
});

/** A table of two accounts, as an application would read it from its database. */
async function resolve(reference: AccountReference): Promise<RuntimeAccount | null> {
  asked.push(reference);
  await new Promise((done) => setTimeout(done, 5));
  if (failure) throw failure;
  const name = 'name' in reference ? reference.name : reference.keyId.slice(1);
  return ['north', 'south'].includes(name) ? { name, ...optionsOf(name) } : null;
}

async function start(extra: object = { accounts: { resolve } }): Promise<EsmsVoiceAccounts> {
  const voice = EsmsVoiceModule.forRoot({ ...optionsOf('default'), ...extra, webhook: { path: 'esms' } });
  const module = await Test.createTestingModule({ imports: [voice] }).compile();
  app = module.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  return app.get(EsmsVoiceAccounts);
}

/** Reports a call of an account; the token is signed with the key given. */
async function report(account: string, requestId: string, key = keyOf(account)): Promise<number> {
  const url = signCallbackUrl({ url: `${await app.getUrl()}/esms`, key, account, requestId });
  return (await fetch(`${url}?SMSID=id-${requestId}&SendStatus=5&SendSuccess=1&SendFailed=0`)).status;
}

describe('accounts that are known only at run time', () => {
  it('are resolved by name once, each with its own keys and its own calls', async () => {
    const accounts = await start();
    const [north, again] = await Promise.all([accounts.get('north'), accounts.get('north')]);
    expect(again).toBe(north);
    expect(await accounts.get('north')).toBe(north);
    expect(asked).toEqual([{ name: 'north' }]);
    await north.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    expect(gateway.bodies[0]).toMatchObject({
      ApiKey: 'api-north',
      CallbackUrl: expect.stringMatching(/\/1\.knorth\./),
    });
    expect(await app.get(EsmsVoiceService).getCall('r-1')).toBeNull();
    expect(await north.getCall('r-1')).toMatchObject({ account: 'north', state: 'accepted' });
  });

  it('are resolved by the key id of a callback, and are the same account either way', async () => {
    const accounts = await start();
    expect(await report('south', 'r-1')).toBe(200);
    expect(asked).toEqual([{ keyId: 'ksouth' }]);
    expect(await (await accounts.get('south')).getCall('r-1')).toMatchObject({ account: 'south', state: 'delivered' });
    expect(asked).toHaveLength(1);
  });

  it('know the configured account too, and ask nobody for it', async () => {
    const accounts = await start();
    expect(await accounts.get('default')).toBe(app.get(EsmsVoiceService));
    expect(await report('default', 'r-1')).toBe(200);
    expect(asked).toEqual([]);
  });

  it('answer a key id that leads nowhere with 403, and ask about it once', async () => {
    await start();
    expect([await report('east', 'r-1'), await report('east', 'r-2')]).toEqual([403, 403]);
    expect(asked).toEqual([{ keyId: 'keast' }]);
    expect(app.get(EsmsCallbacks).counts().refused).toEqual({ 'unknown-key': 2 });
  });

  it('still verify the token: the key id of one account does not open another', async () => {
    await start();
    expect(await report('south', 'r-1', { id: 'ksouth', secret: secretOf('wrong') })).toBe(403);
    expect(await report('north', 'r-1', keyOf('south'))).toBe(403);
  });

  it('answer 503 where the resolver fails, and ask again the next time', async () => {
    const accounts = await start();
    failure = new Error('the database is down, canary');
    expect(await report('south', 'r-1')).toBe(503);
    await expect(accounts.get('south')).rejects.toMatchObject({ code: 'ACCOUNT_UNAVAILABLE' });
    failure = null;
    expect(await report('south', 'r-1')).toBe(200);
  });

  it('store the last callbacks while the application stops, and begin nothing more', async () => {
    const accounts = await start();
    await accounts.beforeApplicationShutdown();
    expect(await report('south', 'r-1')).toBe(200);
    const south = await accounts.get('south');
    expect(await south.getCall('r-1')).toMatchObject({ state: 'delivered' });
    const late = south.createOtpCall({ phone: '0901888484', content: '1' });
    await expect(late).rejects.toMatchObject({ code: 'CALL_NOT_SENT' });
    expect(gateway.bodies).toEqual([]);
  });

  it('are found by name however many are asked for at once, and however many strangers call', async () => {
    let answer = (): void => undefined;
    const isAnswered = new Promise<void>((done) => (answer = done));
    const find = async (reference: AccountReference) => {
      await isAnswered;
      const name = 'name' in reference ? reference.name : null;
      return (
        name && { ...optionsOf(name), name, callback: { publicUrl: 'none', keys: [{ ...keyOf(name), id: name }] } }
      );
    };
    const accounts = await start({ accounts: { resolve: find } });
    const strangers = Array.from({ length: 17 }, (_, n) => accounts.resolveKey(`s${n}`).catch(() => 'refused'));
    const named = Array.from({ length: 20 }, (_, n) => accounts.get(`a${n}`));
    answer();
    expect(await Promise.all(strangers)).toEqual([...Array<boolean>(16).fill(false), 'refused']);
    expect((await Promise.all(named)).map(({ account }) => account)).toContain('a19');
  });

  it('say of a name that nobody has that there is no such account', async () => {
    const accounts = await start();
    await expect(accounts.get('east')).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    await app.close();
    await expect((await start({})).get('north')).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  });

  it('are checked like configured ones: every problem is named, and no other account is harmed', async () => {
    const accounts = await start({
      accounts: {
        resolve: () => ({ name: 'north', apiKey: '', secretKey: 's', callback: { publicUrl: 'x', keys: [] } }),
      },
    });
    await expect(accounts.get('north')).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      problems: expect.arrayContaining([expect.stringMatching(/^apiKey/), expect.stringMatching(/^callback\.keys/)]),
    });
    expect(await report('default', 'r-1')).toBe(200);
  });
});
