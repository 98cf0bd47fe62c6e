import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE, PHONE, SECOND, T0, VerificationHost } from '../../../../test/support/verification-host.js';
import { InvalidInputError } from '../errors/errors.js';
import { VerificationLimitedError } from './errors.js';
import { isVerificationId } from './verification-keys.js';
import type { EsmsVerificationOptions } from './verification-options.js';

const MANY_CALLS = { numberHour: { max: 100 }, numberDay: { max: 100 } };

let host: VerificationHost;

async function boot(options: EsmsVerificationOptions = {}): Promise<VerificationHost> {
  host = await VerificationHost.start(options);
  return host;
}

afterEach(() => host.stop());

describe('start', () => {
  it('rings the number and tells how the verification stands', async () => {
    await boot();
    const { verificationId, call, ...standing } = await host.start();
    expect(isVerificationId(verificationId)).toBe(true);
    expect(standing).toEqual({
      purpose: 'login',
      phone: '090****484',
      status: 'pending',
      expiresAt: new Date(T0 + 3 * MINUTE),
      nextCallAt: new Date(T0 + MINUTE),
      callsLeft: 2,
      attemptsLeft: 5,
      called: true,
    });
    expect(call).toEqual({ requestId: host.recorder.last!.requestId, state: 'accepted', reason: null });
    expect(host.recorder.calls).toMatchObject([{ phone: PHONE, kind: 'otp', isUnicode: true }]);
    expect(host.recorder.lastContent()).toMatch(/^Mã xác thực của bạn là: (\d, ){5}\d\. Xin nhắc lại: /);
  });

  it('rings nobody inside the pause and gives the same verification', async () => {
    await boot();
    const first = await host.start();
    host.advance(MINUTE - 1);
    const { called, ...second } = await host.start({ phone: '+84 901-888-484' });
    expect(called).toBe(false);
    expect(second).toEqual({ ...first, called: undefined });
    expect(host.rings).toBe(1);
    expect(await host.toldTypes()).toEqual(['called', 'waited']);
  });

  it('rings once for a double click', async () => {
    await boot();
    const [first, second] = await Promise.all([host.start(), host.start()]);
    expect(first.verificationId).toBe(second.verificationId);
    expect([first.called, second.called]).toEqual([true, false]);
    expect(host.rings).toBe(1);
  });

  it('speaks the same code again while its window lasts', async () => {
    await boot();
    const first = await host.start();
    const code = host.code();
    host.advance(MINUTE);
    const again = await host.start();
    expect(again).toMatchObject({
      verificationId: first.verificationId,
      called: true,
      expiresAt: first.expiresAt,
      nextCallAt: new Date(T0 + 3 * MINUTE),
      callsLeft: 1,
    });
    expect([host.rings, host.code()]).toEqual([2, code]);
    expect(again.call.requestId).not.toBe(first.call.requestId);
    expect(await host.check(first.verificationId, code)).toMatchObject({ status: 'approved' });
  });

  it('speaks another code at each call where it is told to, and the one before is good for nothing', async () => {
    await boot({ newCodeEachCall: true });
    const { verificationId } = await host.start();
    const before = host.code();
    host.advance(MINUTE);
    const again = await host.start();
    expect(again).toMatchObject({ verificationId, expiresAt: new Date(T0 + 4 * MINUTE) });
    expect(host.code()).not.toBe(before);
    expect(await host.check(verificationId, before)).toEqual({ status: 'pending', attemptsLeft: 4 });
    expect(await host.check(verificationId, host.code())).toMatchObject({ status: 'approved' });
  });

  it('speaks a new code after the old one expired, with the old guess count', async () => {
    await boot();
    const { verificationId } = await host.start();
    const before = host.code();
    await host.guessWrong(verificationId, 3);
    host.advance(3 * MINUTE);
    const again = await host.start();
    expect(again).toMatchObject({ verificationId, called: true, attemptsLeft: 2 });
    expect(host.code()).not.toBe(before);
    expect(await host.guessWrong(verificationId, 2)).toMatchObject([{ attemptsLeft: 1 }, { status: 'locked' }]);
  });

  it('never gives guesses back for ringing again in the window', async () => {
    await boot();
    const { verificationId } = await host.start();
    await host.guessWrong(verificationId, 4);
    host.advance(MINUTE);
    expect((await host.start()).attemptsLeft).toBe(1);
    expect(await host.guessWrong(verificationId, 1)).toEqual([{ status: 'locked', attemptsLeft: 0 }]);
  });

  it('begins another verification once one was approved, at once', async () => {
    await boot();
    const { verificationId } = await host.start();
    await host.check(verificationId, host.code());
    const next = await host.start();
    expect(next.called).toBe(true);
    expect(next.verificationId).not.toBe(verificationId);
  });

  it('begins another one for another purpose, which waits for the pause of the number', async () => {
    await boot();
    const { verificationId } = await host.start();
    expect(await host.refusal({ purpose: 'transfer' })).toMatchObject({
      rule: 'number-cooldown',
      retryAfterMs: MINUTE,
    });
    host.advance(MINUTE);
    const other = await host.start({ purpose: 'transfer' });
    expect(other.verificationId).not.toBe(verificationId);
    expect(await host.check(verificationId, host.code())).toMatchObject({ status: 'pending' });
  });

  it('pauses longer after each call of an hour', async () => {
    await boot({ limits: MANY_CALLS, lifetimeMs: HOUR });
    const pauses: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { called, nextCallAt } = await host.start();
      expect(called).toBe(true);
      pauses.push((nextCallAt.getTime() - host.clock.now) / SECOND);
      host.clock.now = nextCallAt.getTime() - 1;
      expect((await host.start()).called).toBe(false);
      host.clock.now = nextCallAt.getTime();
    }
    expect(pauses).toEqual([60, 120, 300, 300, 300]);
  });

  it.each([
    ['a text', 'Code {code} for {purpose}', 'Code 1, 2 for signing in'],
    ['a function of the code', (code: string, purpose: string) => `${purpose}: ${code}`, 'signing in: 12'],
    ['a function that gives a sentence', () => ({ content: 'ma 1, 2', isUnicode: false }), 'ma 1, 2'],
  ])('says %s', async (_, content, said) => {
    await boot({ purposes: { login: 'signing in' }, content });
    await host.start();
    expect(
      host.recorder
        .lastContent()!
        .replace(/\d(, \d)+/, '1, 2')
        .replace(/\d{6}/, '12'),
    ).toBe(said);
    await host.stop();
    await boot({ purposes: { login: 'signing in' } });
    await host.start({ content });
    expect(
      host.recorder
        .lastContent()!
        .replace(/\d(, \d)+/, '1, 2')
        .replace(/\d{6}/, '12'),
    ).toBe(said);
  });

  it('says what the code is for', async () => {
    await boot({ purposes: { login: 'đăng nhập' } });
    await host.start();
    expect(host.recorder.lastContent()).toContain('Mã xác thực đăng nhập của bạn là:');
  });

  it.each([4, 10])('speaks %i digits', async (digits) => {
    await boot({ digits, earSafe: true });
    await host.start();
    expect(host.code()).toHaveLength(digits);
  });

  it.each([
    ['no phone', { phone: undefined as never }, /phone/],
    ['a landline', { phone: '02838222888' }, /phone/],
    ['a foreign number', { phone: '+12025550123' }, /phone/],
    ['no purpose', { purpose: '' }, /purpose/],
    ['a purpose with a space', { purpose: 'log in' }, /purpose/],
    ['no address', { ip: 'localhost' }, /ip/],
    ['an empty user id', { userId: '' }, /userId/],
    ['a content without a code', { content: 'hello' }, /content/],
  ])('refuses %s, counts nothing and rings nobody', async (_, change, problem) => {
    await boot();
    const error = await host.refusal(change);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as Error).message).toMatch(problem);
    expect(host.rings).toBe(0);
    expect((await host.start()).callsLeft).toBe(2);
  });

  it('names every problem at once', async () => {
    await boot();
    const input = { phone: '1', purpose: '', ip: 'x', userId: '', content: '' };
    expect(await host.refusal(input)).toMatchObject({ problems: { length: 5 } });
    expect(await host.service.start(undefined as never).catch((error: unknown) => error)).toBeInstanceOf(
      InvalidInputError,
    );
  });

  it('takes purposes of the list alone', async () => {
    await boot({ purposes: { login: 'đăng nhập' } });
    expect(await host.refusal({ purpose: 'transfer' })).toMatchObject({ problems: ['purpose must be one of login'] });
  });
});

describe('the limits of a number', () => {
  it('let three calls through in an hour', async () => {
    await boot({ cooldownsMs: [0] });
    for (let n = 2; n >= 0; n -= 1) {
      expect((await host.start()).callsLeft).toBe(n);
      host.advance(SECOND);
    }
    const waited = await host.start();
    expect(waited).toMatchObject({ called: false, nextCallAt: new Date(T0 + HOUR) });
    host.advance(3 * MINUTE);
    const error = await host.refusal();
    expect(error).toBeInstanceOf(VerificationLimitedError);
    expect(error).toMatchObject({ rule: 'number-hour', retryAfterMs: HOUR - 3 * MINUTE - 3 * SECOND });
    host.clock.now = T0 + HOUR;
    expect((await host.start()).called).toBe(true);
    expect(host.rings).toBe(4);
  });

  it('let five calls through in a day', async () => {
    await boot({ cooldownsMs: [0], limits: { numberHour: { max: 100 } } });
    for (let n = 0; n < 5; n += 1) {
      expect((await host.start()).called).toBe(true);
      host.advance(HOUR);
    }
    expect(await host.refusal()).toMatchObject({ rule: 'number-day', retryAfterMs: 19 * HOUR });
    host.clock.now = T0 + DAY;
    expect((await host.start()).called).toBe(true);
  });

  it('refuse a number with too many wrong codes, right code or not, until it is unblocked', async () => {
    await boot({ limits: { ...MANY_CALLS, numberFailures: { max: 2 } } });
    const { verificationId } = await host.start();
    await host.guessWrong(verificationId, 2);
    expect(await host.check(verificationId, host.code())).toEqual({ status: 'locked', attemptsLeft: 0 });
    host.advance(DAY / 2);
    expect(await host.refusal()).toMatchObject({ rule: 'number-failures', retryAfterMs: null });
    await host.service.unblock('+84 901 888 484');
    const { verificationId: next } = await host.start();
    expect(await host.check(next, host.code())).toMatchObject({ status: 'approved' });
  });

  it.each([
    ['number-hour', { numberHour: { max: 1, recordOnly: true } }],
    ['number-day', { numberDay: { max: 1, recordOnly: true } }],
  ])('only tell of what %s would have refused, where they only record', async (rule, limits) => {
    await boot({ cooldownsMs: [0], limits });
    await host.start();
    host.advance(SECOND);
    const { called, callsLeft, verificationId } = await host.start();
    expect([called, host.rings]).toEqual([true, 2]);
    expect(callsLeft).not.toBe(0);
    expect(await host.told()).toMatchObject([
      { type: 'called' },
      { type: 'would-limit', rule },
      { type: 'called-again' },
    ]);
    const { timeline } = (await host.service.explain(verificationId))!;
    expect(timeline).toContainEqual(expect.objectContaining({ what: 'would-limit', why: rule }));
  });

  it('only tell of wrong codes, where they only record', async () => {
    await boot({ limits: { numberFailures: { max: 2, recordOnly: true } } });
    const { verificationId } = await host.start();
    await host.guessWrong(verificationId, 3);
    host.advance(MINUTE);
    expect((await host.start()).called).toBe(true);
    expect(await host.told()).toContainEqual(expect.objectContaining({ type: 'would-limit', rule: 'number-failures' }));
    expect(await host.check(verificationId, host.code())).toMatchObject({ status: 'approved' });
  });

  it('tell nothing bounds the calls where all of them only record', async () => {
    const recordOnly = { max: 1, recordOnly: true };
    await boot({ limits: { numberHour: recordOnly, numberDay: recordOnly } });
    expect((await host.start()).callsLeft).toBeNull();
  });
});

describe('a stranger who types the number', () => {
  it('locks its owner out of nothing', async () => {
    await boot({ limits: { numberFailures: { max: 5 } } });
    const first = await host.start({ userId: 'owner' });
    await host.check(first.verificationId, host.code());
    const strange = await host.start({ userId: 'stranger' });
    await host.guessWrong(strange.verificationId, 5);
    host.advance(MINUTE);
    expect(await host.refusal({ userId: 'stranger' })).toMatchObject({ rule: 'number-failures' });
    expect(await host.refusal({ userId: null })).toMatchObject({ rule: 'number-failures' });
    const own = await host.start({ userId: 'owner' });
    expect(own.called).toBe(true);
    expect(await host.service.check({ phone: PHONE, purpose: 'login', userId: 'owner', code: host.code() })).toEqual({
      status: 'approved',
      attemptsLeft: 0,
    });
  });

  it('does not use up its calls, and has a verification of their own', async () => {
    await boot({ cooldownsMs: [0] });
    const first = await host.start({ userId: 'owner' });
    await host.check(first.verificationId, host.code());
    host.advance(2 * HOUR);
    const strange = await host.start();
    for (let n = 0; n < 4; n += 1) {
      host.advance(SECOND);
      await host.start();
    }
    const own = await host.start({ userId: 'owner' });
    expect(own).toMatchObject({ called: true, callsLeft: 2 });
    expect(own.verificationId).not.toBe(strange.verificationId);
  });

  it('does not count as its owner once the owner typed the code of a call that both asked for', async () => {
    const lanes: string[] = [];
    await boot({ beforeCall: ({ lane }) => void lanes.push(lane) });
    await host.start({ userId: 'stranger' });
    const { verificationId } = await host.start({ userId: 'owner' });
    await host.check(verificationId, host.code());
    host.advance(HOUR);
    await host.start({ userId: 'stranger' });
    expect(lanes).toEqual(['unproved', 'unproved']);
  });
});
