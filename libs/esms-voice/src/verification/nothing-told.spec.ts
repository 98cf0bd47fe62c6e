import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { UnreliableStore } from '../../../../test/support/unreliable-store.js';
import { HOUR, MINUTE, T0, VerificationHost } from '../../../../test/support/verification-host.js';
import { EsmsVerificationModule } from './esms-verification.module.js';
import { resolveVerificationOptions } from './resolve-verification-options.js';
import type { EsmsVerificationOptions } from './verification-options.js';

const CANARY_PHONE = '0907654321';
const CANARY_TESTER = '0907654322';
const CANARY_CODE = '975310';
const CANARY_SECRET = 'canary-data-secret-0123456789-0123456789';
const CANARY_CALLER = { ip: '203.0.113.77', userId: 'canary-user' };
/** The number without its first digits, in any form; what is masked does not hold it. */
const PHONE_DIGITS = /7654 ?32[12]/;

const OPTIONS: EsmsVerificationOptions = {
  dataKeys: [{ id: 'k1', secret: CANARY_SECRET }],
  testNumbers: [{ phone: CANARY_TESTER, code: CANARY_CODE, expiresAt: new Date(T0 + HOUR) }],
  limits: { global: { max: 3, windowMs: HOUR }, numberFailures: { max: 3, recordOnly: true } },
};

let host: VerificationHost;
let store: UnreliableStore;
/** Codes that were spoken. */
let codes: string[];
/** All that was told: answers, errors, events, explanations. */
let told: unknown[];

beforeEach(async () => {
  store = new UnreliableStore();
  host = await VerificationHost.start({ ...OPTIONS, store });
  [codes, told] = [[CANARY_CODE], []];
});

afterEach(() => host.stop());

const keep = async (step: Promise<unknown>): Promise<void> =>
  void told.push(await step.catch((error: unknown) => error));

async function start(change: object = {}): Promise<string> {
  const started = host.start({ phone: CANARY_PHONE, ...CANARY_CALLER, ...change });
  await keep(started);
  if (host.recorder.last) codes.push(host.code());
  return started.then(
    ({ verificationId }) => verificationId,
    () => '',
  );
}

/** As much as anybody can read out of a value. */
function textOf(value: unknown): string {
  const deep = { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null } as const;
  const stack = value instanceof Error ? `${value.stack} ${inspect(value.cause, deep)}` : '';
  return [inspect(value, deep), JSON.stringify(value), String(value), stack].join('\n');
}

function expectNothingIn(text: string): void {
  expect(text).not.toMatch(PHONE_DIGITS);
  expect(text).not.toMatch(/canary/);
  for (const code of codes) {
    expect(text).not.toContain(code);
    expect(text).not.toContain(code.split('').join(', '));
  }
}

describe('no code, number or key', () => {
  it('is in an answer, an event, a timeline or a log line', async () => {
    const id = await start();
    await start();
    await keep(host.check(id, host.wrongCode()));
    await keep(host.check(id, '12'));
    await keep(host.check(id, `${host.code()}x`));
    host.advance(MINUTE);
    host.recorder.confuseNext();
    await start();
    host.advance(2 * MINUTE);
    host.recorder.refuseNext('103');
    await start();
    await start({ content: () => '' });
    await start();
    await keep(host.check(id, host.code()));
    await start({ phone: CANARY_TESTER });
    await start({ phone: '0907654323', content: CANARY_PHONE });
    await start({ phone: `${CANARY_PHONE}9`, purpose: `${CANARY_PHONE} x` });
    await start({ phone: '0912345678' });
    await keep(host.service.check({ phone: CANARY_PHONE, purpose: 'login', code: host.code() }));
    await keep(host.service.find(id));
    await keep(host.service.explain(id));
    await keep(host.service.unblock(`${CANARY_PHONE}9`));
    told.push(...(await host.told()));
    expect(new Set(await host.toldTypes())).toEqual(
      new Set(['called', 'called-again', 'waited', 'wrong', 'not-called', 'approved', 'limited']),
    );
    for (const value of told) expectNothingIn(textOf(value));
    expectNothingIn(host.logged.join('\n'));
    expect(host.logged).not.toEqual([]);
  });

  it('is in an error of the store, of a policy or of a content', async () => {
    const id = await start();
    store.fail('all');
    await start({ phone: '0907654323' });
    await keep(host.check(id, host.code()));
    await keep(host.service.cancel({ verificationId: id }));
    await keep(host.service.explain(id));
    expect(told.slice(1).every((value) => value instanceof Error)).toBe(true);
    for (const value of told) expectNothingIn(textOf(value));
  });

  it('is in what a policy throws', async () => {
    const failing = await VerificationHost.start({
      beforeCall: ({ phone }) => {
        throw new Error(`canary ${phone}`);
      },
    });
    await keep(failing.start({ phone: CANARY_PHONE }));
    await failing.stop();
    for (const value of told) expectNothingIn(textOf(value));
  });

  it('is in what a policy throws that is told what became of a call', async () => {
    const approved = () => {
      throw new Error(`canary ${CANARY_PHONE}`);
    };
    const failing = await VerificationHost.start({ beforeCall: { name: 'mine', beforeCall: () => null, approved } });
    const { verificationId } = await failing.start({ phone: CANARY_PHONE });
    expect(await failing.check(verificationId, failing.code())).toMatchObject({ status: 'approved' });
    await failing.stop();
    expect(failing.logged).toContainEqual(expect.stringMatching(/policy mine did not take .*: Error\./));
    expectNothingIn(failing.logged.join('\n'));
  });

  it('is seen by who inspects the service, its keys or its module', async () => {
    await start();
    expectNothingIn(inspect(host.service, { depth: 20, showHidden: true }));
    const { keys } = resolveVerificationOptions(OPTIONS);
    expectNothingIn(inspect(keys, { depth: 20, showHidden: true }));
    expectNothingIn(JSON.stringify(keys));
    expectNothingIn(inspect(new EsmsVerificationModule()));
  });

  it('is kept in the store in clear', async () => {
    const id = await start();
    await keep(host.check(id, host.wrongCode()));
    expectNothingIn(inspect(store, { depth: 20, maxArrayLength: null }));
  });

  it.each<[string, object]>([
    ['a key', { dataKeys: [{ id: 'k1', secret: 'canary' }] }],
    ['a test number', { testNumbers: [{ phone: `${CANARY_PHONE}9`, code: `${CANARY_CODE}x`, expiresAt: 'canary' }] }],
    ['a list of numbers', { phones: { deny: [`${CANARY_PHONE} `] } }],
    ['a purpose', { purposes: { 'canary x': 'canary' } }],
  ])('is in the error of an option: %s', async (_, options) => {
    await keep(VerificationHost.start(options));
    expect(told[0]).toBeInstanceOf(Error);
    expectNothingIn(textOf(told[0]));
  });
});
