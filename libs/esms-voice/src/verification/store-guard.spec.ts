import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { UnreliableStore, type StoreStep } from '../../../../test/support/unreliable-store.js';
import { HOUR, MINUTE, PHONE, VerificationHost } from '../../../../test/support/verification-host.js';
import { toHttpError } from '../errors/http-error.js';
import { VerificationStoreFullError, VerificationUnavailableError } from './errors.js';
import { InMemoryVerificationStore } from './stores/in-memory-verification-store.js';

let store: UnreliableStore;
let host: VerificationHost;

beforeEach(async () => {
  store = new UnreliableStore();
  host = await VerificationHost.start({ store, limits: { global: { max: 2, windowMs: HOUR } } });
});

afterEach(() => host.stop());

/** What is told of a store that fails: that it does, and nothing of what it said. */
function expectUnavailable(error: unknown): void {
  expect(error).toBeInstanceOf(VerificationUnavailableError);
  expect(toHttpError(error as VerificationUnavailableError)).toMatchObject({
    statusCode: 503,
    retryAfterSeconds: 5,
    body: { code: 'VERIFICATION_UNAVAILABLE', message: 'Verification is not available now.' },
  });
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toMatch(/canary|0901888484/);
  expect(error).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
}

const failureOf = (step: Promise<unknown>): Promise<unknown> =>
  step.then(
    () => null,
    (error: unknown) => error,
  );

describe.each(['before', 'after'] as const)('a store that fails %s it does its step', (when) => {
  it.each<StoreStep>(['start', 'take'])('rings nobody: %s', async (step) => {
    store.fail([step], when);
    expectUnavailable(await host.refusal());
    expect(host.rings).toBe(0);
  });

  it('approves nothing', async () => {
    const { verificationId } = await host.start();
    store.fail(['check'], when);
    for (const code of [host.code(), host.wrongCode()]) {
      expectUnavailable(await failureOf(host.check(verificationId, code)));
    }
    store.outage = null;
    const after = await host.check(verificationId, host.code());
    expect(after.status).toBe(when === 'before' ? 'approved' : 'not-found');
    expect(await host.toldTypes()).toEqual(when === 'before' ? ['called', 'approved'] : ['called']);
  });

  it('tells so to who cancels, looks and unblocks', async () => {
    const { verificationId } = await host.start();
    store.fail('all', when);
    expectUnavailable(await failureOf(host.service.cancel({ verificationId })));
    expectUnavailable(await failureOf(host.service.find(verificationId)));
    expectUnavailable(await failureOf(host.service.explain(verificationId)));
    expectUnavailable(await failureOf(host.service.unblock(PHONE)));
  });

  it('tells of the refusal that came first where it cannot take back', async () => {
    store.fail(['takeBack', 'add'], when);
    host.recorder.refuseNext('103');
    expect(await host.refusal()).toMatchObject({ code: 'GATEWAY_REFUSED', gatewayCode: '103' });
  });
});

describe('a store that fails', () => {
  it('keeps the counts that it cannot take back', async () => {
    store.fail(['takeBack', 'add']);
    host.recorder.refuseNext('103');
    await host.refusal();
    store.outage = null;
    expect((await host.start()).called).toBe(false);
    host.advance(MINUTE);
    expect((await host.start()).called).toBe(true);
    expect(await host.refusal({ phone: '0902888484' })).toMatchObject({ rule: 'global' });
  });

  it('is believed again once it works', async () => {
    store.fail('all');
    expectUnavailable(await host.refusal());
    store.outage = null;
    const { verificationId } = await host.start();
    expect(await host.check(verificationId, host.code())).toMatchObject({ status: 'approved' });
  });
});

it('a full store says that it is full', async () => {
  await host.stop();
  host = await VerificationHost.start({ store: new InMemoryVerificationStore(1) });
  await host.start();
  const error = await host.refusal({ phone: '0902888484' });
  expect(error).toBeInstanceOf(VerificationStoreFullError);
  expect(toHttpError(error as VerificationStoreFullError).statusCode).toBe(503);
  expect(host.rings).toBe(1);
});
