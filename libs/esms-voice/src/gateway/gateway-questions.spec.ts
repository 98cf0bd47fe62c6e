import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DELIVERED, DIALING } from '../../../../test/support/a-call.js';
import { AskedGateway } from '../../../../test/support/asked-gateway.js';
import { answerCode, answerWith, reset, stayMute } from '../../../../test/support/gateway-server.js';
import type { CallKind } from '../calls/call-state.js';

const REST = { CodeResponse: '100', SMSID: 'sms-1', SendStatus: 5, SendSuccess: 1, SendFailed: 0, TotalPrice: 850 };
const VOICE = { CodeResponse: '100', ReferenceId: 'sms-1', SendStatus: 5, SentResult: 1, CallStatus: 'ANSWERED' };

let gateway: AskedGateway;

beforeEach(async () => {
  gateway = await AskedGateway.start(300);
});

afterEach(() => gateway.stop());

const status = (kind: CallKind | null = 'otp', callId = 'sms-1') => gateway.questions.status(callId, kind);

describe('status', () => {
  it.each([
    ['otp', 'rest'],
    [null, 'rest'],
    ['template', 'voice'],
    ['recording', 'voice'],
  ] as const)('of a call of kind %s asks the %s host first, and nobody else where it knows', async (kind, host) => {
    gateway.answers.rest = answerWith(REST);
    gateway.answers.voice = answerWith(VOICE);
    expect(await status(kind)).toMatchObject({ kind: 'found', host, report: { standing: DELIVERED, callId: 'sms-1' } });
    expect(gateway.asked).toEqual([`${host} sms-1`]);
  });

  it.each([
    ['knows no such call', answerCode('105')],
    ['refuses', answerCode('101')],
    ['hangs up', reset],
    ['does not answer', stayMute],
    ['answers HTML', answerWith('<html>100</html>', 500)],
    ['answers without a code', answerWith({ SendStatus: 5, SendSuccess: 1 })],
    ['answers too much', answerWith({ ...REST, more: 'x'.repeat(100_000) })],
    ['says nothing certain', answerWith({ ...REST, SendSuccess: 0 })],
    ['answers about another call', answerWith({ ...REST, SMSID: 'sms-2' })],
  ])('asks the other host where the first one %s', async (_, answer) => {
    gateway.answers.rest = answer;
    gateway.answers.voice = answerWith(VOICE);
    expect(await status()).toMatchObject({ kind: 'found', host: 'voice', report: { standing: DELIVERED } });
    expect(gateway.asked).toEqual(['rest sms-1', 'voice sms-1']);
  });

  it('remembers who answered, for each kind of call', async () => {
    gateway.answers.voice = answerWith(VOICE);
    await status();
    await status();
    expect(gateway.asked.splice(0)).toEqual(['rest sms-1', 'voice sms-1', 'voice sms-1']);
    await status(null);
    expect(gateway.asked.splice(0)).toEqual(['rest sms-1', 'voice sms-1']);
    gateway.answers.voice = answerCode('105');
    gateway.answers.rest = answerWith(REST);
    await status();
    await status();
    expect(gateway.asked).toEqual(['voice sms-1', 'rest sms-1', 'rest sms-1']);
  });

  it('does not remember who said nothing certain', async () => {
    gateway.answers.voice = answerWith({ ...VOICE, SendStatus: 9 });
    expect(await status()).toMatchObject({ kind: 'found', host: 'voice', report: { standing: null } });
    await status();
    expect(gateway.asked).toEqual(['rest sms-1', 'voice sms-1', 'rest sms-1', 'voice sms-1']);
  });

  it('gives what little the first one said where the other one knows nothing', async () => {
    gateway.answers.rest = answerWith({ ...REST, SendSuccess: 0 });
    gateway.answers.voice = reset;
    expect(await status()).toMatchObject({ kind: 'found', host: 'rest', report: { standing: null, price: 850 } });
  });

  it.each([
    ['105', '105', 'not-found'],
    ['105', '101', 'not-found'],
    ['101', '105', 'failed'],
    ['101', '140', 'failed'],
  ])('lets the word of the likelier host stand where neither knows: %s and %s', async (first, other, kind) => {
    gateway.answers.rest = answerCode(first);
    gateway.answers.voice = answerCode(other);
    const finding = await status();
    expect(finding.kind).toBe(kind);
    if (finding.kind === 'failed') expect(finding.answer).toMatchObject({ code: first });
  });

  it('compares ids without case and without blanks; an answer without one is about the call', async () => {
    gateway.answers.rest = answerWith({ ...REST, SMSID: ' SMS-1 ' });
    expect(await status()).toMatchObject({ kind: 'found', host: 'rest' });
    gateway.answers.rest = answerWith({ ...REST, SMSID: '' });
    expect(await status()).toMatchObject({ kind: 'found', host: 'rest' });
    expect(gateway.asked).toHaveLength(2);
  });

  it('takes the sooner of two hosts that are certain, whatever the HTTP status', async () => {
    gateway.answers.rest = answerWith({ ...REST, SendStatus: 7 }, 500);
    gateway.answers.voice = answerWith(VOICE);
    expect(await status()).toMatchObject({ host: 'rest', report: { standing: DIALING } });
  });

  it('never throws, whatever the id', async () => {
    await expect(status('otp', 'a\ud800 &b')).resolves.toEqual({ kind: 'not-found' });
    expect(gateway.asked[0]).toBe('rest a\ufffd &b');
  });
});

describe('saysNoAnswer', () => {
  it.each([
    [{ ...VOICE, CallStatus: 'NOANSWERED' }, true],
    [{ ...VOICE, CallStatus: 'NOANSWERED', ReferenceId: 'sms-2' }, false],
    [VOICE, false],
    [{ CodeResult: '105' }, false],
  ])('reads %j as %j', async (body, says) => {
    gateway.answers.voice = answerWith(body);
    expect(await gateway.questions.saysNoAnswer('sms-1')).toBe(says);
    expect(gateway.asked).toEqual(['voice sms-1']);
  });

  it('is false where nobody answers', async () => {
    gateway.answers.voice = reset;
    expect(await gateway.questions.saysNoAnswer('sms-1')).toBe(false);
  });
});

describe('receivers and sentCalls', () => {
  const query = { from: new Date(0), to: new Date(1_000), page: 2 };

  it('give what was found', async () => {
    gateway.answers.receivers = answerWith({ CodeResult: '100', ReceiverList: [{ Phone: '0901888484' }] });
    gateway.answers.list = answerWith({ CodeResult: 100, CountTotal: 7, SentData: [{ ReferenceId: 'sms-1' }] });
    expect(await gateway.questions.receivers('sms-1')).toMatchObject({
      kind: 'found',
      value: [{ phone: '090****484' }],
    });
    expect(await gateway.questions.sentCalls(query)).toMatchObject({
      kind: 'found',
      value: { total: 7, rows: [{ callId: 'sms-1' }] },
    });
    expect(gateway.asked).toEqual(['receivers sms-1', 'list 2']);
  });

  it.each([
    ['not-found', answerCode('105')],
    ['failed', answerCode('101')],
    ['failed', reset],
    ['failed', answerWith('<html></html>')],
  ])('are %s', async (kind, answer) => {
    gateway.answers.receivers = gateway.answers.list = answer;
    expect(await gateway.questions.receivers('sms-1')).toMatchObject({ kind });
    expect(await gateway.questions.sentCalls(query)).toMatchObject({ kind });
  });

  it('read a page of four megabytes and no larger one', async () => {
    const page = (length: number) => answerWith({ CodeResult: '100', SentData: [{ Content: 'x'.repeat(length) }] });
    gateway.answers.list = page(4_000_000);
    expect((await gateway.questions.sentCalls(query)).kind).toBe('found');
    gateway.answers.list = page(4_300_000);
    expect((await gateway.questions.sentCalls(query)).kind).toBe('failed');
  });
});

it('shows no key and no number, during a question and after it', async () => {
  gateway.answers.rest = stayMute;
  const shown = (): string => inspect(gateway.questions, { depth: 20, showHidden: true });
  const asking = gateway.questions.status('0901888484', 'otp');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(gateway.asked).toHaveLength(1);
  expect(shown()).not.toMatch(/canary|0901888484/);
  const finding = await asking;
  expect(shown() + inspect(finding, { depth: 20, showHidden: true })).not.toMatch(/canary|0901888484/);
});
