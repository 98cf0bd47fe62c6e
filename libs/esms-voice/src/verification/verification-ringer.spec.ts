import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { CountingJournal } from '../../../../test/support/counting-journal.js';
import { HOUR, MINUTE, VerificationHost } from '../../../../test/support/verification-host.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import type { CallPolicy } from './call-policy.js';
import type { EsmsVerificationOptions } from './verification-options.js';

const ONE = { max: 1, windowMs: HOUR };
/** Each of them is used up by one call. */
const ONE_OF_ALL = { numberHour: { max: 1 }, ip: ONE, user: ONE, prefix: ONE, global: ONE };
const CALLER = { ip: '203.0.113.7', userId: 'u-1' };

/** Keeps count of what it set aside. */
class Reserving implements CallPolicy {
  readonly name = 'reserving';
  reserved = 0;

  async beforeCall(): Promise<void> {
    this.reserved += 1;
  }

  async notPlaced(): Promise<void> {
    this.reserved -= 1;
  }
}

let host: VerificationHost;
let policy: Reserving;

async function boot(options: EsmsVerificationOptions = {}, journal = new InMemoryCallJournal()): Promise<void> {
  policy = new Reserving();
  host = await VerificationHost.start({ limits: ONE_OF_ALL, beforeCall: policy, ...options }, { options: { journal } });
}

afterEach(() => host.stop());

describe('a call that the gateway refuses', () => {
  it('is told as it was refused, and gives every count back', async () => {
    await boot();
    host.recorder.refuseNext('103').refuseNext('108');
    expect(await host.refusal(CALLER)).toMatchObject({ code: 'GATEWAY_REFUSED', gatewayCode: '103' });
    expect(policy.reserved).toBe(0);
    expect(await host.refusal(CALLER)).toMatchObject({ code: 'GATEWAY_REFUSED', gatewayCode: '108' });
    expect(policy.reserved).toBe(0);
    expect(await host.start(CALLER)).toMatchObject({ called: true, callsLeft: 0, attemptsLeft: 5 });
    expect([policy.reserved, host.rings]).toEqual([1, 3]);
  });

  it('leaves no verification behind, and says so in event and timeline', async () => {
    await boot();
    host.recorder.refuseNext('103');
    await host.refusal(CALLER);
    const [event] = await host.told();
    expect(event).toMatchObject({
      type: 'not-called',
      rule: 'GATEWAY_REFUSED',
      requestId: host.recorder.last!.requestId,
    });
    const explanation = (await host.service.explain(event!.verificationId!))!;
    expect(explanation).toMatchObject({ status: 'cancelled', call: { state: 'rejected', reason: 'refused' } });
    expect(explanation.timeline).toContainEqual(
      expect.objectContaining({ what: 'not-called', why: 'GATEWAY_REFUSED' }),
    );
    expect(await host.check(event!.verificationId!, host.code())).toMatchObject({ status: 'not-found' });
  });

  it('leaves the code of the call before good', async () => {
    await boot({ limits: {} });
    const { verificationId } = await host.start();
    const code = host.code();
    host.advance(MINUTE);
    host.recorder.refuseNext('103');
    await host.refusal();
    expect((await host.start()).called).toBe(true);
    expect(host.code()).toBe(code);
    expect(await host.check(verificationId, code)).toMatchObject({ status: 'approved' });
  });

  it('leaves the code of the call before good where each call has its own', async () => {
    await boot({ limits: {}, newCodeEachCall: true });
    const { verificationId } = await host.start();
    const code = host.code();
    host.advance(MINUTE);
    host.recorder.refuseNext('103');
    await host.refusal();
    expect(await host.check(verificationId, code)).toMatchObject({ status: 'approved' });
  });

  it('leaves what had expired expired', async () => {
    await boot({ limits: {} });
    const { verificationId } = await host.start();
    host.advance(HOUR);
    host.recorder.refuseNext('103');
    await host.refusal();
    expect(await host.service.find(verificationId)).toMatchObject({ status: 'expired' });
  });
});

describe('a call whose outcome is unknown', () => {
  it('counts as placed, and its code may be typed', async () => {
    await boot();
    host.recorder.confuseNext();
    const started = await host.start(CALLER);
    expect(started).toMatchObject({ called: true, callsLeft: 0, call: { state: 'unknown' } });
    expect(policy.reserved).toBe(1);
    expect((await host.start(CALLER)).called).toBe(false);
    expect(await host.check(started.verificationId, host.code())).toMatchObject({ status: 'approved' });
    expect(await host.toldTypes()).toEqual(['called', 'waited', 'approved']);
  });
});

describe('a call that is not even tried', () => {
  it('gives every count back where the journal is full', async () => {
    await boot({}, new InMemoryCallJournal(1));
    host.recorder.confuseNext();
    await host.voice.createOtpCall({ phone: '0902888484', content: '1' }).catch(() => undefined);
    for (let n = 0; n < 2; n += 1) expect(await host.refusal(CALLER)).toMatchObject({ code: 'JOURNAL_FULL' });
    expect([policy.reserved, host.rings]).toEqual([0, 1]);
  });

  it('gives every count back where the journal cannot be reached', async () => {
    const journal = new CountingJournal();
    await boot({}, journal);
    const insert = journal.insert.bind(journal);
    journal.insert = async () => Promise.reject(new Error('down'));
    expect(await host.refusal(CALLER)).toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    journal.insert = insert;
    expect((await host.start(CALLER)).called).toBe(true);
    expect([policy.reserved, host.rings]).toEqual([1, 1]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no words');
      },
    ],
    ['is empty', () => ''],
    ['is too long', () => 'x'.repeat(501)],
  ])('gives every count back where the content %s', async (_, content) => {
    await boot();
    await host.refusal({ ...CALLER, content });
    expect([policy.reserved, host.rings]).toEqual([0, 0]);
    expect((await host.start(CALLER)).called).toBe(true);
  });
});
