import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE, T0, VerificationHost } from '../../../../../test/support/verification-host.js';
import { EsmsVoiceOptionsError } from '../../errors/errors.js';
import type { CallToPlace, EndedCall } from '../call-policy.js';
import { InMemoryCounters } from '../stores/in-memory-counters.js';
import { spendCeiling, type SpendCeilingOptions } from './spend-ceiling.js';

const OPTIONS: SpendCeilingOptions = { vnd: 2_500, vndPerCall: 850 };

let counters: InMemoryCounters;
let policy: ReturnType<typeof spendCeiling>;
let ids = 0;

function set(options: Partial<SpendCeilingOptions> = {}): void {
  counters = new InMemoryCounters();
  policy = spendCeiling({ ...OPTIONS, ...options });
}

function aCall(change: Partial<CallToPlace> = {}): CallToPlace {
  const who = {
    phone: '0901888484',
    prefix: '090',
    purpose: 'login',
    lane: 'unproved',
    ip: null,
    userId: null,
  } as const;
  return { requestId: `v-${++ids}`, verificationId: 'v', at: T0, ...who, ...change };
}

const ask = async (call: CallToPlace) => policy.beforeCall(call, counters);
const end = ({ requestId, at }: CallToPlace, state: EndedCall['state'], price: number | null) =>
  policy.ended!({ requestId, state, price, placedAt: at }, counters);
const spent = (at = T0) => counters.sum({ key: 'spend', windowMs: DAY }, at - DAY, at);

describe('spendCeiling', () => {
  it('refuses a call that would pass the ceiling, and says when it may be tried again', async () => {
    set();
    for (let n = 0; n < 2; n += 1) expect(await ask(aCall())).toBeNull();
    expect(await ask(aCall())).toEqual({
      reason: '1700 VND of 2500 are spent or set aside',
      retryAfterMs: expect.any(Number),
    });
    expect(await spent()).toBe(1_700);
  });

  it('lets calls through again once the window has moved on', async () => {
    set({ windowMs: HOUR });
    for (let n = 0; n < 2; n += 1) await ask(aCall());
    const refusal = (await ask(aCall())) as { retryAfterMs: number };
    expect(refusal.retryAfterMs).toBeGreaterThanOrEqual(HOUR);
    expect(await ask(aCall({ at: T0 + refusal.retryAfterMs - 1 }))).not.toBeNull();
    expect(await ask(aCall({ at: T0 + refusal.retryAfterMs }))).toBeNull();
  });

  it.each([
    ['delivered', 700, 700],
    ['delivered', 1_200, 1_200],
    ['delivered', null, 850],
    ['undelivered', 0, 0],
    ['undelivered', null, 850],
    ['rejected', null, 0],
    ['rejected', 850, 0],
  ] as const)('settles a %s call at %p VND to %i, however often it is told', async (state, price, after) => {
    set();
    const call = aCall();
    await ask(call);
    for (let n = 0; n < 3; n += 1) await end(call, state, price);
    expect(await spent()).toBe(after);
  });

  it('gives back a call that was not placed, once, told as rejected or not', async () => {
    set();
    const call = aCall();
    await ask(call);
    await policy.notPlaced!(call, counters);
    await end(call, 'rejected', null);
    expect(await spent()).toBe(0);
  });

  it('settles into the time when the call was placed', async () => {
    set({ windowMs: HOUR });
    const call = aCall();
    await ask(call);
    await end(call, 'delivered', 2_500);
    expect(await ask(aCall({ at: T0 + HOUR - 1 }))).not.toBeNull();
    expect(await ask(aCall({ at: T0 + HOUR + 5 * MINUTE }))).toBeNull();
  });

  it('keeps a reserve for purposes that are named', async () => {
    set({ reserve: { vnd: 1_000, purposes: ['payment'] } });
    expect(await ask(aCall())).toBeNull();
    expect(await ask(aCall())).toMatchObject({ reason: '850 VND of 1500 are spent or set aside' });
    expect(await ask(aCall({ purpose: 'payment' }))).toBeNull();
    expect(await ask(aCall({ purpose: 'payment' }))).toMatchObject({ reason: /of 2500/ });
  });

  it('goes on counting where it only records', async () => {
    set({ recordOnly: true });
    for (let n = 0; n < 2; n += 1) await ask(aCall());
    expect(policy.recordOnly).toBe(true);
    for (let n = 0; n < 2; n += 1) expect(await ask(aCall())).not.toBeNull();
    expect(await spent()).toBe(4 * 850);
  });

  it('holds for calls at once', async () => {
    set();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => ask(aCall())));
    expect(verdicts.filter((verdict) => verdict === null)).toHaveLength(2);
  });

  it.each([
    [{ vnd: 0 }, /vnd: must be/],
    [{ vnd: Number.NaN }, /vnd: must be/],
    [{ vndPerCall: undefined as never }, /vndPerCall: must be/],
    [{ windowMs: 1 }, /windowMs: must be/],
    [{ reserve: { vnd: 2_501, purposes: [] } }, /spendCeiling\.reserve/],
  ])('refuses options %j', (options, problem) => {
    expect(() => set(options)).toThrow(EsmsVoiceOptionsError);
    expect(() => set(options)).toThrow(problem);
  });
});

describe('through the service', () => {
  let hosts: VerificationHost[] = [];

  afterEach(() => Promise.all(hosts.map((host) => host.stop())));

  it('holds, takes back what the gateway refuses, and says which rule refused', async () => {
    hosts = [await VerificationHost.start({ beforeCall: spendCeiling(OPTIONS) })];
    const host = hosts[0]!;
    const start = (n: number) => host.start({ phone: `090188848${n}` });
    host.recorder.refuseNext('103');
    await start(0).catch(() => undefined);
    await start(1);
    await start(2);
    await expect(start(3)).rejects.toMatchObject({ rule: 'spend-ceiling', code: 'VERIFICATION_LIMITED' });
    expect(host.rings).toBe(3);
  });

  it('hears from the account what became of a call', async () => {
    hosts = [await VerificationHost.start({ clock: Date.now, beforeCall: spendCeiling(OPTIONS) })];
    const host = hosts[0]!;
    const start = (n: number) => host.start({ phone: `090188848${n}` });
    host.recorder.refuseNext('103');
    await start(0).catch(() => undefined);
    await host.told();
    for (let n = 1; n <= 2; n += 1) await start(n);
    await expect(start(3)).rejects.toMatchObject({ rule: 'spend-ceiling' });
  });
});
