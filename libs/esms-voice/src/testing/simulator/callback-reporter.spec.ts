import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type AnswerDelivery,
  answerWith,
  CallbackReceiver,
  stayMute,
} from '../../../../../test/support/callback-receiver.js';
import { placeOtp } from '../../../../../test/support/place-otp.js';
import { until } from '../../../../../test/support/until.js';
import { type EsmsSimulatorOptions, EsmsSimulator } from './index.js';

const FAST: EsmsSimulatorOptions = {
  answerAfterMs: 0,
  callbackTimeoutMs: 250,
  callbackRetryDelaysMs: [1, 1, 1, 1, 1],
};
const opened: { stop(): Promise<void> }[] = [];

async function open(options: EsmsSimulatorOptions = {}, answer?: AnswerDelivery) {
  const receiver = await CallbackReceiver.start(answer);
  const simulator = await EsmsSimulator.start({ ...FAST, ...options });
  opened.push(simulator, receiver);
  return { receiver, simulator };
}

const hangUp: AnswerDelivery = (response) => void response.destroy();
const callbacksOf = (simulator: EsmsSimulator) => simulator.call('a')?.callbacks ?? [];
const quiet = () => new Promise((resolve) => setTimeout(resolve, 40));

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

describe('the report of an OTP call', () => {
  it('comes once when it is answered, with own query parameters kept, and is in the ledger without its URL', async () => {
    const { receiver, simulator } = await open();
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: `${receiver.url}?own=1&x=%26` });
    await until(() => callbacksOf(simulator).length > 0);
    await quiet();
    expect(receiver.methods).toEqual(['GET']);
    expect(receiver.query(1)).toMatch(/^own=1&x=%26&SMSID=[0-9a-f]{32}\d+&SendFailed=0&SendStatus=5&/);
    expect(callbacksOf(simulator)).toEqual([
      { at: expect.stringMatching(/^\d{4}-.*Z$/), sendStatus: 5, attempt: 1, status: 200 },
    ]);
  });

  it.each([
    ['001', { SendFailed: '1', SendStatus: '5', SendSuccess: '0' }],
    ['002', { SendFailed: '1', SendStatus: '5', SendSuccess: '0' }],
    ['004', { SendStatus: '4', SendSuccess: '0' }],
  ])('tells of %s', async (digits, fields) => {
    const { receiver, simulator } = await open();
    await placeOtp(simulator, { Phone: `0901888${digits}`, CallbackUrl: receiver.url });
    await until(() => receiver.urls.length > 0);
    expect(Object.fromEntries(new URLSearchParams(receiver.query(1)))).toMatchObject(fields);
  });

  it('is of the voice family where the switch says so', async () => {
    const { receiver, simulator } = await open({ switches: { otpReportFamily: 'voice' } });
    const { SMSID } = await placeOtp(simulator, { CallbackUrl: receiver.url });
    await until(() => receiver.urls.length > 0);
    const fields = new URLSearchParams(receiver.query(1));
    expect(fields.get('ReferenceId')).toBe(SMSID);
    expect(fields.get('CallStatus')).toBe('ANSWERED');
    expect(Number(fields.get('CallDuration'))).toBeGreaterThan(0);
    expect(fields.get('Price')).toBe('850.0000');
  });

  it('is appended in the SMS family, whatever names stand in the CallbackUrl', async () => {
    const { receiver, simulator } = await open();
    await placeOtp(simulator, { CallbackUrl: `${receiver.url}?SendStatus=&SMSID=` });
    await until(() => receiver.urls.length > 0);
    expect(receiver.query(1)).toMatch(/^SendStatus=&SMSID=&SMSID=[0-9a-f]{32}\d+&SendFailed=0&SendStatus=5&/);
  });

  it('does not come for a sandbox call, a refused call or a call without a CallbackUrl', async () => {
    const { receiver, simulator } = await open();
    await placeOtp(simulator, { Sandbox: 1, CallbackUrl: receiver.url });
    await placeOtp(simulator, { Phone: '0901888099', CallbackUrl: receiver.url });
    await placeOtp(simulator, { RequestId: 'a' });
    await until(() => simulator.call('a')?.state === 'delivered');
    await quiet();
    expect(receiver.urls).toEqual([]);
    expect(callbacksOf(simulator)).toEqual([]);
  });

  it.each([
    ['http://192.0.2.1/cb', 'not fetched: CallbackUrl is not loopback'],
    ['https://example.com/cb', 'not fetched: CallbackUrl is not loopback'],
    ['http://127.0.0.1.example.com/cb', 'not fetched: CallbackUrl is not loopback'],
    ['file:///etc/passwd', 'not fetched: CallbackUrl is not an http or https URL'],
    ['nonsense', 'not fetched: CallbackUrl is not an http or https URL'],
  ])('is not fetched from %s', async (CallbackUrl, error) => {
    const { simulator } = await open();
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl });
    await until(() => callbacksOf(simulator).length > 0);
    expect(callbacksOf(simulator)).toEqual([{ at: expect.any(String), sendStatus: 5, attempt: 1, error }]);
  });

  it('is fetched from elsewhere when that is allowed', async () => {
    const { simulator } = await open({ allowRemoteCallbacks: true });
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: 'http://no-such-host.invalid/cb' });
    await until(() => callbacksOf(simulator).length > 0);
    expect(callbacksOf(simulator)[0]?.error).toMatch(/^E[A-Z_]+$/);
  });
});

describe('the repeats of a report', () => {
  it('are five at most while the receiver times out', async () => {
    const { receiver, simulator } = await open({}, stayMute);
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => callbacksOf(simulator).length === 6);
    await quiet();
    expect(new Set(receiver.urls).size).toBe(1);
    expect(callbacksOf(simulator).map(({ attempt, error }) => [attempt, error])).toEqual(
      [1, 2, 3, 4, 5, 6].map((attempt) => [attempt, 'timeout']),
    );
  });

  it('end when the receiver answers in time', async () => {
    const { receiver, simulator } = await open({}, (response, count) => count === 3 && response.end());
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => callbacksOf(simulator).length === 3);
    await quiet();
    expect(callbacksOf(simulator).map(({ status, error }) => status ?? error)).toEqual(['timeout', 'timeout', 200]);
    expect(receiver.urls).toHaveLength(3);
  });

  it('keep their spacing on the clock of the simulator', async () => {
    const { receiver, simulator } = await open({ callbackRetryDelaysMs: [3_600_000] }, stayMute);
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => callbacksOf(simulator).length === 1);
    await quiet();
    expect(receiver.urls).toHaveLength(1);
    simulator.advanceClock(3_600_000);
    await until(() => callbacksOf(simulator).length === 2);
    await quiet();
    expect(receiver.urls).toHaveLength(2);
  });

  it.each([
    ['a receiver that answers 500', answerWith(500), { status: 500 }],
    ['a receiver that redirects', answerWith(302, { location: '/elsewhere' }), { status: 302 }],
    ['a receiver that answers 204', answerWith(204), { status: 204 }],
    ['a receiver that hangs up', hangUp, { error: 'ECONNRESET' }],
  ])('are none for %s in the SMS family, unless the switch says so', async (_name, answer, result) => {
    const usual = await open({}, answer);
    await placeOtp(usual.simulator, { RequestId: 'a', CallbackUrl: usual.receiver.url });
    await until(() => callbacksOf(usual.simulator).length === 1);
    await quiet();
    expect(callbacksOf(usual.simulator)).toMatchObject([result]);
    const switched = await open({ switches: { smsRepeatsOn: 'not-200' } }, answer);
    await placeOtp(switched.simulator, { RequestId: 'a', CallbackUrl: switched.receiver.url });
    await until(() => callbacksOf(switched.simulator).length === 6);
    expect(callbacksOf(switched.simulator)[5]).toMatchObject({ attempt: 6, ...result });
  });

  it.each([
    ['500', answerWith(500)],
    ['no answer', stayMute],
  ])('come on %s in the voice family', async (_name, answer) => {
    const { receiver, simulator } = await open({ switches: { otpReportFamily: 'voice' } }, answer);
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => callbacksOf(simulator).length === 6);
    expect(new Set(receiver.urls).size).toBe(1);
  });

  it('come in the voice family when the receiver is down', async () => {
    const { receiver, simulator } = await open({ switches: { otpReportFamily: 'voice' } });
    const { url } = receiver;
    await receiver.stop();
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: url });
    await until(() => callbacksOf(simulator).length === 6);
    expect(callbacksOf(simulator).map(({ error }) => error)).toEqual(Array(6).fill('ECONNREFUSED'));
  });

  it('are none where no spacing is given', async () => {
    const { receiver, simulator } = await open({ callbackRetryDelaysMs: [] }, stayMute);
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => callbacksOf(simulator).length === 1);
    await quiet();
    expect(receiver.urls).toHaveLength(1);
  });
});

describe('reset in the middle of a report', () => {
  it('cuts the delivery and forgets its repeats', async () => {
    const { receiver, simulator } = await open({ callbackTimeoutMs: 5_000 }, stayMute);
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => receiver.urls.length === 1);
    simulator.reset();
    await quiet();
    expect([simulator.calls(), receiver.urls.length]).toEqual([[], 1]);
  });
});
