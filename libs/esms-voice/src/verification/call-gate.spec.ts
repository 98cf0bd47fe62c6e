import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, T0, VerificationHost } from '../../../../test/support/verification-host.js';
import { UnreliableStore } from '../../../../test/support/unreliable-store.js';
import type { BeforeCall, CallPolicy, CallToPlace } from './call-policy.js';
import { VerificationLimitedError, VerificationUnavailableError } from './errors.js';
import type { StartVerificationInput } from './start-request.js';
import type { EsmsVerificationOptions, VerificationLimitOptions } from './verification-options.js';

const TWO = { max: 2, windowMs: HOUR };

let host: VerificationHost;
let numbers = 0;

async function boot(options: EsmsVerificationOptions = {}): Promise<void> {
  host = await VerificationHost.start(options);
}

/** A number of this prefix that no other start of these tests rang. */
const nextPhone = (prefix = '090'): string => `${prefix}${String(1_000_000 + ++numbers)}`;

const startOther = (change: Partial<StartVerificationInput> = {}) => host.start({ phone: nextPhone(), ...change });
const refuseOther = (change: Partial<StartVerificationInput> = {}) => host.refusal({ phone: nextPhone(), ...change });

afterEach(() => host.stop());

/** A limit of two calls, a caller it counts, and one that it counts apart. */
const SCOPES: readonly [
  keyof VerificationLimitOptions,
  Partial<StartVerificationInput>,
  Partial<StartVerificationInput>,
][] = [
  ['ip', { ip: '203.0.113.7' }, { ip: '203.0.113.8' }],
  ['user', { userId: 'u-1' }, { userId: 'u-2' }],
  ['prefix', {}, { phone: '0911234567' }],
  ['global', {}, {}],
];

describe.each(SCOPES)('the limit per %s', (scope, caller, other) => {
  it('lets so many calls through in a window, whatever the number', async () => {
    await boot({ limits: { ip: null, [scope]: TWO } });
    await startOther(caller);
    host.advance(MINUTE);
    await startOther(caller);
    const error = await refuseOther(caller);
    expect(error).toBeInstanceOf(VerificationLimitedError);
    expect(error).toMatchObject({ rule: scope, reason: '2 calls are the limit' });
    const { retryAfterMs } = error as VerificationLimitedError;
    expect(retryAfterMs).toBeGreaterThan(HOUR - 2 * MINUTE);
    expect(host.rings).toBe(2);
    if (scope !== 'global') expect((await startOther(other)).called).toBe(true);
    host.advance(retryAfterMs! - 1);
    expect(await refuseOther(caller)).toMatchObject({ rule: scope });
    host.advance(1);
    expect((await startOther(caller)).called).toBe(true);
  });

  it('only tells what it would have refused, where it only records', async () => {
    await boot({ limits: { ip: null, [scope]: { ...TWO, recordOnly: true } } });
    for (let n = 0; n < 3; n += 1) expect((await startOther(caller)).called).toBe(true);
    expect(host.rings).toBe(3);
    const told = await host.told();
    const breach = { type: 'would-limit', rule: scope, reason: '2 calls are the limit' };
    expect(told).toMatchObject([{ type: 'called' }, { type: 'called' }, breach, { type: 'called' }]);
    const { timeline } = (await host.service.explain(told[2]!.verificationId!))!;
    expect(timeline).toContainEqual(expect.objectContaining({ what: 'would-limit', why: scope }));
  });

  it('gives its count back where the gateway refuses', async () => {
    await boot({ limits: { ip: null, [scope]: { ...TWO, max: 1 } } });
    host.recorder.refuseNext('103');
    await refuseOther(caller);
    expect((await startOther(caller)).called).toBe(true);
  });

  it('may be zero', async () => {
    await boot({ limits: { ip: null, [scope]: { ...TWO, max: 0 } } });
    expect(await refuseOther(caller)).toMatchObject({ rule: scope, retryAfterMs: HOUR });
  });
});

describe('the limit per IP', () => {
  it('is ten an hour unless told otherwise', async () => {
    await boot();
    const caller = { ip: '203.0.113.7' };
    for (let n = 0; n < 10; n += 1) await startOther(caller);
    expect(await refuseOther(caller)).toMatchObject({ rule: 'ip' });
    expect((await startOther()).called).toBe(true);
  });

  it('counts an IPv6 /64 as one, in any spelling', async () => {
    await boot({ limits: { ip: { max: 1, windowMs: HOUR } } });
    await startOther({ ip: '2001:db8:1:2::1' });
    expect(await refuseOther({ ip: '2001:0DB8:0001:0002:ffff::9' })).toMatchObject({ rule: 'ip' });
    expect((await startOther({ ip: '2001:db8:1:3::1' })).called).toBe(true);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('passes loopback over: %s', async (ip) => {
    await boot({ limits: { ip: { max: 0, windowMs: HOUR } } });
    expect((await startOther({ ip })).called).toBe(true);
  });
});

describe('a limit that refuses', () => {
  it('gives back what the others and the number counted, and leaves no verification', async () => {
    const ip = { max: 1, windowMs: HOUR };
    await boot({ limits: { ip, user: { ...ip, max: 0 }, numberHour: { max: 1 } } });
    const phone = nextPhone();
    const caller = { phone, ip: '203.0.113.7' };
    expect(await host.refusal({ ...caller, userId: 'u-1' })).toMatchObject({ rule: 'user' });
    expect(await host.start(caller)).toMatchObject({ called: true, callsLeft: 0 });
    const [limited] = await host.told();
    expect(limited).toMatchObject({ type: 'limited', rule: 'user', reason: '0 calls are the limit' });
    expect(await host.service.find(limited!.verificationId!)).toMatchObject({ status: 'cancelled' });
  });

  it('is not asked where the number may not be rung', async () => {
    await boot({ limits: { global: { max: 1, windowMs: HOUR } } });
    await host.start();
    for (let n = 0; n < 3; n += 1) expect((await host.start()).called).toBe(false);
    expect(host.rings).toBe(1);
  });
});

describe('beforeCall', () => {
  it('is told of the call', async () => {
    const asked: CallToPlace[] = [];
    await boot({ beforeCall: (call) => void asked.push(call) });
    const { verificationId, call } = await host.start({ ip: '::ffff:203.0.113.7', userId: 'u-1' });
    expect(asked).toEqual([
      {
        requestId: call.requestId,
        verificationId,
        phone: '0901888484',
        prefix: '090',
        purpose: 'login',
        lane: 'unproved',
        ip: '203.0.113.7',
        userId: 'u-1',
        at: T0,
      },
    ]);
  });

  it.each<[string, BeforeCall]>([
    ['at once', () => ({ reason: 'closed on Sundays', retryAfterMs: 5_000 })],
    ['later', async () => ({ reason: 'closed on Sundays', retryAfterMs: 5_000 })],
  ])('refuses %s, with a reason for the application alone', async (_, beforeCall) => {
    await boot({ beforeCall, limits: { global: { max: 1, windowMs: HOUR } } });
    const error = (await host.refusal()) as VerificationLimitedError;
    expect(error).toMatchObject({ rule: 'beforeCall', reason: 'closed on Sundays', retryAfterMs: 5_000 });
    expect(error.message).not.toContain('Sundays');
    expect(await host.refusal()).toMatchObject({ rule: 'beforeCall' });
    expect(host.rings).toBe(0);
    expect((await host.told())[0]).toMatchObject({ type: 'limited', rule: 'beforeCall', reason: 'closed on Sundays' });
  });

  it.each<[string, BeforeCall]>([
    [
      'throws',
      () => {
        throw new Error('canary');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('canary');
      },
    ],
  ])('lets nothing pass where it %s, and gives the counts back', async (_, beforeCall) => {
    let isBroken = true;
    const limits = { global: { max: 1, windowMs: HOUR }, numberHour: { max: 1 } };
    await boot({ limits, beforeCall: (...ask) => (isBroken ? beforeCall(...ask) : null) });
    const error = await host.refusal();
    expect(error).toBeInstanceOf(VerificationUnavailableError);
    expect(error).toMatchObject({ code: 'VERIFICATION_UNAVAILABLE', cause: { message: 'Error' } });
    expect(host.rings).toBe(0);
    isBroken = false;
    expect((await host.start()).called).toBe(true);
  });
});

describe('policies', () => {
  const asked: string[] = [];

  /** Writes down what it is asked and told. */
  const policy = (name: string, change: Partial<CallPolicy> = {}): CallPolicy => ({
    name,
    beforeCall: () => void asked.push(`${name} before`),
    notPlaced: async () => void asked.push(`${name} not placed`),
    approved: async () => void asked.push(`${name} approved`),
    ...change,
  });
  const refuses: Partial<CallPolicy> = { beforeCall: () => ({ reason: 'no' }) };

  const takeAsked = (): string[] => asked.splice(0);

  it('are asked in order until one refuses; those before it take back', async () => {
    takeAsked();
    await boot({ beforeCall: [policy('a'), policy('b'), policy('c', refuses), policy('d')] });
    expect(await host.refusal()).toMatchObject({ rule: 'c', reason: 'no' });
    expect(takeAsked()).toEqual(['a before', 'b before', 'a not placed', 'b not placed']);
  });

  it('that only record are told of, and take back as if they had let it pass', async () => {
    takeAsked();
    await boot({ beforeCall: [policy('a', { ...refuses, recordOnly: true }), policy('b')] });
    host.recorder.refuseNext('103');
    await host.refusal();
    expect(takeAsked()).toEqual(['b before', 'a not placed', 'b not placed']);
    expect((await host.start()).called).toBe(true);
    expect(await host.told()).toContainEqual(expect.objectContaining({ type: 'would-limit', rule: 'a', reason: 'no' }));
  });

  it('are not asked where a limit refuses', async () => {
    takeAsked();
    await boot({ limits: { global: { max: 0, windowMs: HOUR } }, beforeCall: policy('a') });
    expect(await host.refusal()).toMatchObject({ rule: 'global' });
    expect(takeAsked()).toEqual([]);
  });

  it('hear of a right code, and a call that was placed is not taken back', async () => {
    takeAsked();
    await boot({ beforeCall: policy('a') });
    const { verificationId } = await host.start();
    await host.guessWrong(verificationId, 1);
    await host.check(verificationId, host.code());
    expect(takeAsked()).toEqual(['a before', 'a approved']);
  });

  it('that fail to take back hide neither the refusal nor the other counts', async () => {
    takeAsked();
    const broken = policy('a', {
      notPlaced: () => {
        throw new Error('broken');
      },
    });
    await boot({ beforeCall: [broken, policy('b')], limits: { global: { max: 1, windowMs: HOUR } } });
    host.recorder.refuseNext('103');
    expect(await host.refusal()).toMatchObject({ code: 'GATEWAY_REFUSED' });
    expect(takeAsked()).toEqual(['a before', 'b before', 'b not placed']);
    expect((await host.start()).called).toBe(true);
  });

  it('take back where the timeline cannot be written', async () => {
    takeAsked();
    const store = new UnreliableStore();
    await boot({ store, beforeCall: [policy('a'), policy('b', { ...refuses, recordOnly: true })] });
    store.fail(['note']);
    expect(await host.refusal()).toBeInstanceOf(VerificationUnavailableError);
    expect(takeAsked()).toEqual(['a before', 'a not placed', 'b not placed']);
    expect(host.rings).toBe(0);
  });
});
