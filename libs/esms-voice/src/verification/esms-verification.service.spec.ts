import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, PHONE, SECOND, T0, VerificationHost } from '../../../../test/support/verification-host.js';
import { InvalidInputError } from '../errors/errors.js';
import { InMemoryVerificationStore } from './stores/in-memory-verification-store.js';
import type { EsmsVerificationOptions } from './verification-options.js';

const NOT_FOUND = { status: 'not-found', attemptsLeft: 0 };
const NOBODY = 'A'.repeat(38);

let host: VerificationHost;

async function boot(options: EsmsVerificationOptions = {}): Promise<VerificationHost> {
  host = await VerificationHost.start(options);
  return host;
}

afterEach(() => host.stop());

describe('check', () => {
  it('approves the code that was spoken, once', async () => {
    await boot();
    const { verificationId } = await host.start();
    expect(await host.check(verificationId, host.code())).toEqual({ status: 'approved', attemptsLeft: 0 });
    expect(await host.check(verificationId, host.code())).toEqual(NOT_FOUND);
    expect(await host.toldTypes()).toEqual(['called', 'approved']);
  });

  it('locks at the fifth wrong code, for the right one too', async () => {
    await boot();
    const { verificationId } = await host.start();
    expect(await host.guessWrong(verificationId, 5)).toEqual([
      { status: 'pending', attemptsLeft: 4 },
      { status: 'pending', attemptsLeft: 3 },
      { status: 'pending', attemptsLeft: 2 },
      { status: 'pending', attemptsLeft: 1 },
      { status: 'locked', attemptsLeft: 0 },
    ]);
    expect(await host.check(verificationId, host.code())).toEqual({ status: 'locked', attemptsLeft: 0 });
    expect(await host.toldTypes()).toEqual(['called', 'wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked']);
  });

  it('approves until the moment of expiry and not then', async () => {
    await boot();
    const { verificationId, expiresAt } = await host.start();
    const [first, code] = [verificationId, host.code()];
    host.clock.now = expiresAt.getTime();
    expect(await host.check(first, code)).toEqual({ status: 'expired', attemptsLeft: 5 });
    host.clock.now -= 1;
    expect(await host.check(first, code)).toMatchObject({ status: 'approved' });
  });

  it('goes by number, purpose and user as well', async () => {
    await boot();
    await host.start();
    const by = (change: object) =>
      host.service.check({ phone: '+84 901 888 484', purpose: 'login', code: host.code(), ...change });
    expect(await by({ purpose: 'transfer' })).toEqual(NOT_FOUND);
    expect(await by({ phone: '0901888485' })).toEqual(NOT_FOUND);
    expect(await by({})).toMatchObject({ status: 'approved' });
    expect(await by({})).toEqual(NOT_FOUND);
  });

  it('finds what was started under an older data key, by number and by id', async () => {
    const store = new InMemoryVerificationStore();
    const [older, newer] = ['k1', 'k2'].map((id) => ({ id, secret: `${id}-secret-0123456789-0123456789-012` }));
    const before = await VerificationHost.start({ store, dataKeys: [older!] });
    await boot({ store, dataKeys: [newer!, older!] });
    const [code, { verificationId }] = [await before.start().then(() => before.code()), await before.start()];
    await before.stop();
    const by = { phone: PHONE, purpose: 'login' };
    expect(await host.service.check({ ...by, code: code === '000000' ? '000001' : '000000' })).toMatchObject({
      attemptsLeft: 4,
    });
    expect(await host.check(verificationId, code)).toMatchObject({ status: 'approved' });
    expect(await host.service.check({ ...by, code })).toEqual(NOT_FOUND);
  });

  it.each(['686868', '68 68 68', '68-68-68', ' 6.8.6.8.6.8 '])('reads a code that was typed as %p', async (typed) => {
    await boot({ testNumbers: [{ phone: PHONE, code: '686868', expiresAt: new Date(T0 + DAY) }] });
    const { verificationId } = await host.start();
    expect(await host.check(verificationId, typed)).toMatchObject({ status: 'approved' });
  });

  it.each(['', 'abcdef', '123', '12345678901', '12345x', ' '.repeat(36) + '686868', '６８６８６８', 686868, null])(
    'takes %p for no code: it costs no guess',
    async (typed) => {
      await boot();
      const { verificationId } = await host.start();
      const checked = host.check(verificationId, typed as string);
      await expect(checked).rejects.toThrow(InvalidInputError);
      await expect(checked).rejects.toMatchObject({ problems: ['code must be 4 to 10 digits, as text'] });
      expect(await host.service.find(verificationId)).toMatchObject({ attemptsLeft: 5 });
    },
  );

  it('takes a text that goes on after a code for none', async () => {
    await boot();
    const { verificationId } = await host.start();
    await expect(host.check(verificationId, `${host.code()}${' '.repeat(34)}1`)).rejects.toThrow(InvalidInputError);
  });

  it.each(['', 'x', NOBODY, `${NOBODY}A`, '__proto__', '../../etc', 5, null])(
    'knows no verification %p',
    async (verificationId) => {
      await boot();
      expect(await host.check(verificationId as string, '123456')).toEqual(NOT_FOUND);
      expect(await host.service.cancel({ verificationId: verificationId as string })).toBe(false);
      expect(await host.service.find(verificationId as string)).toBeNull();
      expect(await host.service.explain(verificationId as string)).toBeNull();
    },
  );

  it('wants an id, or number and purpose', async () => {
    await boot();
    const check = host.service.check({ code: '123456', userId: '' } as never);
    await expect(check).rejects.toMatchObject({ problems: { length: 3 } });
    await expect(host.service.check(undefined as never)).rejects.toThrow(InvalidInputError);
    await expect(host.service.cancel(undefined as never)).rejects.toThrow(InvalidInputError);
  });
});

describe('cancel', () => {
  it('ends a verification: its code is good for nothing', async () => {
    await boot();
    const { verificationId } = await host.start();
    expect(await host.service.cancel({ verificationId })).toBe(true);
    expect(await host.check(verificationId, host.code())).toEqual(NOT_FOUND);
    expect(await host.service.cancel({ verificationId })).toBe(false);
    expect(await host.service.find(verificationId)).toMatchObject({ status: 'cancelled', attemptsLeft: 0 });
    expect(await host.toldTypes()).toEqual(['called', 'cancelled']);
  });

  it('goes by number and purpose as well, and ends no pause', async () => {
    await boot();
    const { verificationId } = await host.start();
    expect(await host.service.cancel({ phone: PHONE, purpose: 'transfer' })).toBe(false);
    expect(await host.service.cancel({ phone: PHONE, purpose: 'login' })).toBe(true);
    expect(await host.refusal()).toMatchObject({ rule: 'number-cooldown' });
    host.advance(MINUTE);
    expect((await host.start()).verificationId).not.toBe(verificationId);
  });

  it('changes nothing of what is approved', async () => {
    await boot();
    const { verificationId } = await host.start();
    await host.check(verificationId, host.code());
    expect(await host.service.cancel({ verificationId })).toBe(false);
    expect(await host.service.find(verificationId)).toMatchObject({ status: 'approved' });
  });
});

describe('find', () => {
  it('tells how a verification stands at that moment', async () => {
    await boot();
    const { verificationId, expiresAt, call } = await host.start();
    await host.guessWrong(verificationId, 1);
    expect(await host.service.find(verificationId)).toEqual({
      verificationId,
      purpose: 'login',
      phone: '090****484',
      status: 'pending',
      expiresAt,
      nextCallAt: new Date(T0 + MINUTE),
      callsLeft: 2,
      attemptsLeft: 4,
      call,
    });
    host.advance(3 * MINUTE);
    expect(await host.service.find(verificationId)).toMatchObject({ status: 'expired', attemptsLeft: 4 });
    host.advance(DAY);
    await host.start({ phone: '0902888484' });
  });
});

describe('explain', () => {
  it('tells what was decided, rung and typed, all masked', async () => {
    await boot({ limits: { numberHour: { max: 1, recordOnly: true } } });
    const { verificationId, call } = await host.start();
    host.advance(SECOND);
    await host.start();
    await host.guessWrong(verificationId, 1);
    host.advance(MINUTE);
    const again = await host.start();
    await host.check(verificationId, host.code());
    const explanation = (await host.service.explain(verificationId))!;
    expect(explanation).toMatchObject({ verificationId, status: 'approved', phone: '090****484' });
    const own = explanation.timeline.filter(({ about }) => about === 'verification');
    expect(own.map(({ what, why, requestId }) => [what, why, requestId])).toEqual([
      ['called', null, call.requestId],
      ['waited', 'number-cooldown', null],
      ['wrong', null, null],
      ['would-limit', 'number-hour', null],
      ['called-again', null, again.call.requestId],
      ['approved', null, null],
    ]);
    const calls = explanation.timeline.filter(({ about }) => about === 'call');
    expect(calls.map(({ what, requestId }) => [what, requestId])).toEqual([
      ['pending', call.requestId],
      ['accepted', call.requestId],
      ['pending', again.call.requestId],
      ['accepted', again.call.requestId],
    ]);
  });

  it('keeps its steps in order', async () => {
    await boot({ clock: Date.now });
    const { verificationId } = await host.start();
    const { timeline } = (await host.service.explain(verificationId))!;
    const times = timeline.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(timeline[0]).toMatchObject({ what: 'called' });
  });
});

describe('unblock', () => {
  it('takes a number, and no other text', async () => {
    await boot();
    await expect(host.service.unblock('1')).rejects.toThrow(InvalidInputError);
    await expect(host.service.unblock('0901888484')).resolves.toBeUndefined();
  });
});

describe('events', () => {
  it('come after the answer, and end with the application', async () => {
    await boot();
    let isOver = false;
    host.service.events.subscribe({ complete: () => (isOver = true) });
    const { verificationId, call } = await host.start({ ip: '203.0.113.7', userId: 'u-1' });
    expect(host.events).toEqual([]);
    expect(await host.told()).toEqual([
      {
        type: 'called',
        at: new Date(T0),
        verificationId,
        phone: '090****484',
        purpose: 'login',
        rule: null,
        reason: null,
        requestId: call.requestId,
      },
    ]);
    await host.stop();
    expect(isOver).toBe(true);
  });

  it('tell of a start that a limit refused before there was a verification', async () => {
    await boot();
    await host.start();
    await host.refusal({ purpose: 'transfer' });
    expect((await host.told()).at(-1)).toMatchObject({
      type: 'limited',
      verificationId: null,
      phone: '090****484',
      purpose: 'transfer',
      rule: 'number-cooldown',
    });
  });
});
