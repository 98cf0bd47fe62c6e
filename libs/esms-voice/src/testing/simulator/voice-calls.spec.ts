import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CallbackReceiver } from '../../../../../test/support/callback-receiver.js';
import { placeOtp } from '../../../../../test/support/place-otp.js';
import { until } from '../../../../../test/support/until.js';
import { EsmsSimulator, type EsmsSimulatorOptions, SimulatorClock } from './index.js';

type Fields = Record<string, string | undefined>;

const START = Date.UTC(2026, 5, 1, 2);
const TEMPLATE = 'MakeCallTemplate_V2';
const RECORDING = 'MakeCallRecord_V2';

let simulator: EsmsSimulator;
let receiver: CallbackReceiver;

async function open(options: EsmsSimulatorOptions = {}): Promise<void> {
  await simulator.stop();
  simulator = await EsmsSimulator.start({ clock: new SimulatorClock(() => START), answerAfterMs: 1_000, ...options });
}

async function place(name: string, fields: Fields = {}): Promise<Record<string, unknown>> {
  const { apiKey, secretKey } = simulator;
  const all: Fields = { ApiKey: apiKey, SecretKey: secretKey, TemplateId: '484', Phone: '0901888484', ...fields };
  const given = Object.entries(all).filter((field): field is [string, string] => field[1] !== undefined);
  const response = await fetch(`${simulator.voiceUrl}/${name}?${new URLSearchParams(given).toString()}`);
  return (await response.json()) as Record<string, unknown>;
}

const codeOf = async (name: string, fields: Fields = {}) => (await place(name, fields)).CodeResult;
const reports = () => receiver.urls.map((_url, n) => Object.fromEntries(new URLSearchParams(receiver.query(n + 1))));
const callbacksOf = (requestId: string) => simulator.call(requestId)?.callbacks.length ?? 0;

beforeEach(async () => {
  simulator = await EsmsSimulator.start();
  receiver = await CallbackReceiver.start();
  await open();
});

afterEach(() => Promise.all([simulator.stop(), receiver.stop()]));

describe.each([
  [TEMPLATE, 'template', '104', 'Template not found'],
  [RECORDING, 'recording', '106', 'Recording not found'],
])('%s', (name, kind, unknownCode, unknownWords) => {
  it('rings, is delivered and is reported by the voice family', async () => {
    const { SMSID } = await place(name, { RequestId: 'a', CallbackUrl: receiver.url });
    expect(simulator.call('a')).toMatchObject({ kind, placed: 1, callId: String(SMSID).trim() });
    expect(simulator.balance).toBe(1_000_000 - 850);
    simulator.advanceClock(1_000);
    await until(() => callbacksOf('a') === 1);
    expect(simulator.call('a')).toMatchObject({ state: 'delivered', dials: 1 });
    const [report] = reports();
    expect(report).toMatchObject({ ReferenceId: String(SMSID).trim(), CallStatus: 'ANSWERED', SentResult: '1' });
    expect(report).toMatchObject({ Price: '850.0000', Ivr: '', SendStatus: '5' });
  });

  it('reads its parameters without case, the request id in both spellings', async () => {
    const { apiKey, secretKey } = simulator;
    const shouted = { APIKEY: apiKey, secretkey: secretKey, TEMPLATEID: '7', phone: '0901888484', requestid: 'a' };
    const none = { ApiKey: undefined, SecretKey: undefined, TemplateId: undefined, Phone: undefined };
    expect(await codeOf(name, { ...none, ...shouted })).toBe('100');
    expect(await codeOf(name, { RequestID: 'a' })).toBe('124');
    expect(simulator.call('a')).toMatchObject({ requests: 2, placed: 1 });
  });

  it.each([
    ['101', { ApiKey: 'other' }, 'Authorize Failed'],
    ['101', { SecretKey: undefined }, 'Authorize Failed'],
    [unknownCode, { TemplateId: '404' }, unknownWords],
    [unknownCode, { TemplateId: '0' }, unknownWords],
    [unknownCode, { TemplateId: undefined }, unknownWords],
    ['163', { Phone: '0901888484,0901888485' }, 'Only one phone number is allowed.'],
    ['108', { Phone: '09018884' }, 'The phone number 09018884 is not valid.'],
    ['108', { Phone: undefined }, 'The phone number  is not valid.'],
    ['99', { Phone: '0901888099' }, 'The phone number 0901888099 is blocked.'],
    ['103', { Phone: '0901888103' }, 'Balance not enough to send message.'],
    ['108', { Phone: '0901888108' }, 'The phone number 0901888108 is not valid.'],
    ['140', { Phone: '0901888140' }, 'The IP address is not allowed to send.'],
  ])('answers %s to %j and rings nothing', async (code, fields, message) => {
    expect(await place(name, { RequestId: 'a', ...fields })).toEqual({ CodeResult: code, ErrorMessage: message });
    simulator.advanceClock(60_000);
    expect(simulator.call('a')).toMatchObject({ kind, state: 'refused', placed: 0, dials: 0, callId: null });
    expect(simulator.balance).toBe(1_000_000);
  });

  it.each([{ RequestId: 'x'.repeat(51) }, { SendDate: '2026-12-31 14:00:00' }, { SendDate: '2026/02/30 14:00:00' }])(
    'has no code when it cannot be read: %j',
    async (fields) => expect(await place(name, fields)).toEqual({ error: 'Invalid request' }),
  );

  it('is dialled at its SendDate, slashes and Vietnam time', async () => {
    expect(await codeOf(name, { RequestId: 'a', SendDate: '2026/06/01 10:00:00' })).toBe('100');
    simulator.advanceClock(3_599_999);
    expect(simulator.call('a')).toMatchObject({ state: 'scheduled', dials: 0 });
    simulator.advanceClock(1);
    expect(simulator.call('a')).toMatchObject({ state: 'dialing', dials: 1 });
  });

  it('knows the ids that it is told of, and no others', async () => {
    await open({ templates: ['0', '7'], recordings: ['0', '7'] });
    const codes = await Promise.all(['0', '7', '484'].map((TemplateId) => codeOf(name, { TemplateId })));
    expect(codes).toEqual(['100', '100', unknownCode]);
  });

  it('shares its request ids with OTP calls, unless each host has its own', async () => {
    await placeOtp(simulator, { RequestId: 'a' });
    expect(await codeOf(name, { RequestId: 'a' })).toBe('124');
    await open({ switches: { idWindow: 'per-host' } });
    await placeOtp(simulator, { RequestId: 'a' });
    expect(await codeOf(name, { RequestId: 'a' })).toBe('100');
    expect(await codeOf(name, { RequestId: 'a' })).toBe('124');
    expect(await placeOtp(simulator, { RequestId: 'a' })).toMatchObject({ CodeResult: '124' });
    expect(simulator.call('a')).toMatchObject({ requests: 4, placed: 2, kind });
    simulator.reset();
    expect(await codeOf(name, { RequestId: 'a' })).toBe('100');
  });

  it('uses its id up when it is refused where the switch says so', async () => {
    await open({ switches: { refusedUsesRequestId: true } });
    await place(name, { RequestId: 'a', TemplateId: '404' });
    expect(await codeOf(name, { RequestId: 'a' })).toBe('124');
  });

  it('has its names filled into the CallbackUrl, or appended where the switch says so', async () => {
    const CallbackUrl = `${receiver.url}?own=1&SentResult=&ReferenceId=`;
    const SMSID = String((await place(name, { CallbackUrl })).SMSID).trim();
    simulator.advanceClock(1_000);
    await until(() => receiver.urls.length === 1);
    expect(receiver.query(1)).toBe(`own=1&SentResult=1&ReferenceId=${SMSID}`);
    await open({ switches: { callbackNames: 'append' } });
    await place(name, { CallbackUrl });
    simulator.advanceClock(1_000);
    await until(() => receiver.urls.length === 2);
    expect(receiver.query(2)).toMatch(/^own=1&SentResult=&ReferenceId=&ReferenceId=[0-9a-f-]+&CallDuration=\d+&/);
  });
});

describe('a template call', () => {
  it.each(['hatieumai', 'ngoclam', 'male', 'female'])('may be spoken by %s', async (Voice) => {
    expect(await codeOf(TEMPLATE, { Voice, Speed: '-3' })).toBe('100');
  });

  it.each([{ Voice: 'robot' }, { Speed: '4' }, { Speed: '-4' }, { Speed: '1.5' }, { Speed: 'fast' }])(
    'has no code when it cannot be read: %j',
    async (fields) => expect(await place(TEMPLATE, fields)).toEqual({ error: 'Invalid request' }),
  );

  it('is in the ledger with its id and its variables', async () => {
    await place(TEMPLATE, { RequestId: 'a', VariableListStr: 'Trung||20000' });
    await place(TEMPLATE, { RequestId: 'b' });
    expect(simulator.calls().map(({ content }) => content)).toEqual(['484||Trung||20000', '484']);
  });

  it('is not redialled, whatever it asks for', async () => {
    await place(TEMPLATE, { RequestId: 'a', Phone: '0901888001', MaxRetry: '2' });
    simulator.advanceClock(60_000);
    expect(simulator.call('a')).toMatchObject({ state: 'undelivered', dials: 1 });
  });
});

describe('a recording call', () => {
  it.each([
    { MaxRetry: 'two' },
    { MaxRetry: '100' },
    { MaxRetry: '-1' },
    { WaitRetry: '1.5' },
    { MaxRepeat: 'x' },
    { Ivr: '12' },
    { Ivr: '*' },
    { TimeWaitToIvr: 'x' },
  ])('has no code when it cannot be read: %j', async (fields) => {
    expect(await place(RECORDING, fields)).toEqual({ error: 'Invalid request' });
  });

  it('redials an unanswered number as often as ordered, and reports each round', async () => {
    const redials = { MaxRetry: '2', WaitRetry: '15' };
    await place(RECORDING, { RequestId: 'a', Phone: '0901888001', CallbackUrl: receiver.url, ...redials });
    simulator.advanceClock(1_000);
    expect(simulator.call('a')).toMatchObject({ state: 'undelivered', dials: 1 });
    await until(() => callbacksOf('a') === 1);
    simulator.advanceClock(14_999);
    expect(simulator.call('a')).toMatchObject({ state: 'undelivered', dials: 1 });
    expect(simulator.balance).toBe(1_000_000 - 850);
    simulator.advanceClock(1);
    expect(simulator.call('a')).toMatchObject({ state: 'dialing', dials: 2 });
    simulator.advanceClock(60_000);
    await until(() => callbacksOf('a') === 3);
    expect(simulator.call('a')).toMatchObject({ state: 'undelivered', placed: 1, dials: 3 });
    const round = { CallStatus: 'NO ANSWER', SentResult: '0' };
    expect(reports()).toMatchObject([round, round, round]);
    expect(simulator.balance).toBe(1_000_000);
  });

  it('to …003 is answered at the first redial, with the key pressed', async () => {
    const redials = { MaxRetry: '2', WaitRetry: '15', Ivr: '7' };
    await place(RECORDING, { RequestId: 'a', Phone: '0901888003', CallbackUrl: receiver.url, ...redials });
    simulator.advanceClock(1_000);
    await until(() => callbacksOf('a') === 1);
    simulator.advanceClock(60_000);
    await until(() => callbacksOf('a') === 2);
    expect(simulator.call('a')).toMatchObject({ state: 'delivered', placed: 1, dials: 2 });
    expect(reports()).toMatchObject([
      { CallStatus: 'NO ANSWER', SentResult: '0', Ivr: '', Price: '0.0000' },
      { CallStatus: 'ANSWERED', SentResult: '1', Ivr: '7', Price: '850.0000' },
    ]);
    expect(simulator.balance).toBe(1_000_000 - 850);
  });

  it('is redialled after a report that came before the reply', async () => {
    simulator.setFaults({ callbackRules: [{ fault: 'before-reply' }] });
    const redials = { MaxRetry: '1', WaitRetry: '15' };
    await place(RECORDING, { RequestId: 'a', Phone: '0901888003', CallbackUrl: receiver.url, ...redials });
    expect([receiver.urls.length, simulator.call('a')?.state]).toEqual([1, 'undelivered']);
    simulator.advanceClock(16_000);
    await until(() => receiver.urls.length === 2);
    expect(simulator.call('a')).toMatchObject({ state: 'delivered', dials: 2 });
  });

  it('stays in a full ledger while a redial is to come, and goes once there is none', async () => {
    await open({ maxCalls: 2 });
    await place(RECORDING, { RequestId: 'a', Phone: '0901888001', MaxRetry: '1', WaitRetry: '15' });
    simulator.advanceClock(1_000);
    for (const RequestId of ['b', 'c']) await place(RECORDING, { RequestId, Phone: '0901888099' });
    expect(simulator.calls().map(({ requestId }) => requestId)).toEqual(['a', 'c']);
    simulator.advanceClock(60_000);
    for (const RequestId of ['d', 'e']) await place(RECORDING, { RequestId, Phone: '0901888099' });
    expect(simulator.calls().map(({ requestId }) => requestId)).toEqual(['d', 'e']);
  });

  it('rings no more after reset', async () => {
    await place(RECORDING, { RequestId: 'a', Phone: '0901888001', MaxRetry: '9', CallbackUrl: receiver.url });
    simulator.advanceClock(999);
    simulator.reset();
    simulator.advanceClock(60_000);
    expect([simulator.calls(), simulator.balance, receiver.urls]).toEqual([[], 1_000_000, []]);
  });
});
