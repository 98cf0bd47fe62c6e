import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND, T0, VerificationHost } from '../../../../test/support/verification-host.js';
import type { EsmsVerificationOptions } from './verification-options.js';

const TESTER = '0901000001';
const CODE = '246802';
const testNumbers = [{ phone: '+84 901 000 001', code: CODE, expiresAt: new Date(T0 + HOUR) }];
const NONE = { max: 0, windowMs: HOUR };

let host: VerificationHost;

async function boot(options: EsmsVerificationOptions = {}): Promise<void> {
  host = await VerificationHost.start({ testNumbers, ...options });
}

const startTester = () => host.start({ phone: TESTER });

afterEach(() => host.stop());

describe('a test number', () => {
  it('is verified by its code, and never dialled', async () => {
    await boot();
    const started = await startTester();
    expect(started).toMatchObject({ called: true, phone: '090****001', callsLeft: null, call: { state: null } });
    expect(await host.check(started.verificationId, '000000')).toEqual({ status: 'pending', attemptsLeft: 4 });
    expect(await host.check(started.verificationId, CODE)).toMatchObject({ status: 'approved' });
    expect(host.rings).toBe(0);
  });

  it('has no limits and no policies', async () => {
    const beforeCall = () => ({ reason: 'never' });
    await boot({ beforeCall, limits: { numberHour: { max: 1 }, numberDay: { max: 1 }, global: NONE, prefix: NONE } });
    for (let n = 0; n < 20; n += 1) {
      const { called, verificationId } = await startTester();
      expect(called).toBe(true);
      await host.check(verificationId, n % 2 === 0 ? '000000' : CODE);
    }
    expect(host.rings).toBe(0);
  });

  it('keeps its guess budget', async () => {
    await boot();
    const { verificationId } = await startTester();
    for (let n = 0; n < 5; n += 1) await host.check(verificationId, '000000');
    expect(await host.check(verificationId, CODE)).toMatchObject({ status: 'locked' });
  });

  it('is a number like any other once it expired, and so is a code of the minute before', async () => {
    await boot();
    host.advance(HOUR - MINUTE);
    const { verificationId, expiresAt } = await startTester();
    expect(expiresAt).toEqual(new Date(T0 + HOUR));
    expect(host.service.testNumberCount).toBe(1);
    host.advance(MINUTE);
    expect(host.service.testNumberCount).toBe(0);
    expect(await host.check(verificationId, CODE)).toMatchObject({ status: 'expired' });
    expect((await startTester()).called).toBe(true);
    expect(host.rings).toBe(1);
    expect(await host.check(verificationId, host.code())).toMatchObject({ status: 'approved' });
  });

  it('leaves all other numbers as they are', async () => {
    await boot();
    const { verificationId } = await host.start();
    expect(await host.check(verificationId, CODE === host.code() ? host.wrongCode() : CODE)).toMatchObject({
      status: 'pending',
    });
    host.advance(SECOND);
    expect([host.rings, (await host.start()).called]).toEqual([1, false]);
  });

  it('is told of in the log at start', async () => {
    await boot();
    expect(host.logged).toContainEqual(expect.stringMatching(/^1 test numbers are verified by codes/));
    expect(host.logged.join('\n')).not.toContain(CODE);
  });
});

describe('in production', () => {
  const before = process.env['NODE_ENV'];

  const inProduction = async (start: () => Promise<void>): Promise<void> => {
    process.env['NODE_ENV'] = 'production';
    try {
      await start();
    } finally {
      process.env['NODE_ENV'] = before;
    }
  };

  it('test numbers are refused', async () => {
    await inProduction(async () => {
      await expect(boot()).rejects.toThrow(/testNumbers: are refused in production; set allowTestNumbersInProduction/);
      await expect(boot({ allowTestNumbersInProduction: false })).rejects.toThrow(/testNumbers/);
    });
    await boot();
  });

  it('they are taken where that is allowed by name', async () => {
    await inProduction(() => boot({ allowTestNumbersInProduction: true }));
    expect((await startTester()).called).toBe(true);
  });

  it('none are needed', async () => {
    await inProduction(() => boot({ testNumbers: [] }));
    expect(host.service.testNumberCount).toBe(0);
  });
});

it.each([
  ['a text', 'x', /testNumbers: must be a list/],
  ['no code', [{ phone: TESTER, expiresAt: new Date() }], /testNumbers\[0\]\.code/],
  ['no phone', [{ code: CODE, expiresAt: new Date() }], /testNumbers\[0\]\.phone/],
  ['no expiry', [{ phone: TESTER, code: CODE }], /testNumbers\[0\]\.expiresAt/],
  ['an expiry without a zone', [{ phone: TESTER, code: CODE, expiresAt: '2026-06-15T00:00:00' }], /expiresAt/],
  [
    'a code of letters',
    [...testNumbers, { phone: TESTER, code: 'abcd', expiresAt: new Date() }],
    /testNumbers\[1\]\.code/,
  ],
  ['null', null, /testNumbers/],
])('%s is no list of test numbers', async (_, numbers, problem) => {
  await boot();
  await expect(VerificationHost.start({ testNumbers: numbers as never })).rejects.toThrow(problem);
});

it('an expiry may be text with a zone', async () => {
  await boot({ testNumbers: [{ phone: TESTER, code: CODE, expiresAt: new Date(T0 + DAY).toISOString() }] });
  expect(host.service.testNumberCount).toBe(1);
});
