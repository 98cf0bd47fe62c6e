import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EsmsSimulator,
  type EsmsSimulatorOptions,
  SimulatorClock,
} from '../../libs/esms-voice/src/testing/simulator/index.js';
import { CallbackReceiver } from '../support/callback-receiver.js';
import { otpFields } from '../support/place-otp.js';
import { until } from '../support/until.js';

interface ReplySample {
  readonly name: string;
  readonly http: number;
  readonly body: Record<string, unknown>;
}

const read = (name: string) => readFileSync(new URL(`../gateway-samples/${name}`, import.meta.url), 'utf8');
const otp = JSON.parse(read('voice-otp.json')) as { request: Record<string, unknown>; replies: ReplySample[] };
const balances = (JSON.parse(read('status.json')) as { GetBalance_json: ReplySample[] }).GetBalance_json;
const [manyReceivers, shortest, newest, voice] = read('callbacks.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#')) as [string, string, string, string];

const ID_FIELDS = /("SMSID":|(?:SMSID|ReferenceId)=)"?[0-9a-f-]+"?/;
const withoutIds = (text: string) => text.replace(ID_FIELDS, '$1…');
const namesOf = (query: string) => [...new URLSearchParams(query).keys()];

let simulator: EsmsSimulator;
let receiver: CallbackReceiver;

async function open(options: EsmsSimulatorOptions): Promise<void> {
  await simulator.stop();
  simulator = await EsmsSimulator.start({ answerAfterMs: 0, ...options });
}

async function post(path: string, body: unknown): Promise<{ http: number; text: string; type: string | null }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${simulator.restUrl}/${path}`, { method: 'POST', headers, body: text });
  return { http: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

const place = (body: unknown) => post('SendMultipleMessage_V4_post_json/', body);
const placeWith = (fields: Record<string, unknown>) => place(otpFields(simulator, fields));

async function reportOf(fields: Record<string, unknown>): Promise<string> {
  await placeWith({ CallbackUrl: receiver.url, ...fields });
  await until(() => receiver.urls.length > 0);
  return receiver.query(1);
}

beforeEach(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0 });
  receiver = await CallbackReceiver.start();
});

afterEach(() => Promise.all([simulator.stop(), receiver.stop()]));

describe('the published request of an OTP call', () => {
  const filledIn = () => ({
    ...otp.request,
    ApiKey: simulator.apiKey,
    SecretKey: simulator.secretKey,
    CallbackUrl: receiver.url,
  });

  it('is accepted as it stands, every field understood', async () => {
    expect(JSON.parse((await place(filledIn())).text)).toMatchObject({ CodeResult: '100' });
    const { RequestId, Phone, Content, campaignid } = otp.request;
    expect(simulator.calls()).toMatchObject([
      { requestId: RequestId, phone: Phone, content: Content, campaignId: campaignid, sandbox: false, placed: 1 },
    ]);
  });

  it('rings at its SendDate and reports to its CallbackUrl', async () => {
    const dialAt = Date.UTC(2026, 11, 31, 7);
    await open({ clock: new SimulatorClock(() => dialAt - 3_600_000) });
    await place(filledIn());
    simulator.advanceClock(3_599_999);
    expect(simulator.calls()).toMatchObject([{ state: 'scheduled', dials: 0 }]);
    simulator.advanceClock(1);
    expect(simulator.calls()).toMatchObject([{ state: 'delivered', dials: 1 }]);
    await until(() => receiver.urls.length === 1);
    expect(new URLSearchParams(receiver.query(1)).get('RequestId')).toBe(otp.request.RequestId);
  });

  it.each(Object.entries(otp.request))('has a field %s of the published type', async (name, sample) => {
    const wrongType = typeof sample === 'number' ? { not: 'a number' } : { not: 'a string' };
    const isRead = name !== 'IsUnicode';
    const { text } = await place({ ...filledIn(), SendDate: undefined, [name]: wrongType });
    expect(text.includes('"error":"Invalid request"')).toBe(isRead);
  });

  it('is answered with and without the trailing slash', async () => {
    for (const slash of ['', '/']) {
      const { text } = await post(`SendMultipleMessage_V4_post_json${slash}`, otpFields(simulator));
      expect(text).toContain('"CodeResult":"100"');
    }
  });
});

describe('the published replies to an OTP call', () => {
  const provoke: Record<string, () => ReturnType<typeof place>> = {
    accepted: () => placeWith({}),
    'wrong keys': () => placeWith({ SecretKey: 'wrong' }),
    'phone malformed': () => placeWith({ Phone: '09018884' }),
    duplicate: async () => {
      await placeWith({ RequestId: 'a' });
      return placeWith({ RequestId: 'a' });
    },
    'no code at all': () => place('{"ApiKey":'),
  };
  // The simulator answers a duplicate in the older form; 146 belongs to messages with a brand name.
  const neverAnswered = ['duplicate, newer', 'error that carries an SMSID'];

  it('are all known here', () => {
    const names = otp.replies.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set([...Object.keys(provoke), ...neverAnswered]));
  });

  it.each(otp.replies.filter(({ name }) => !neverAnswered.includes(name)))(
    'are given to the letter but for the id: $name',
    async ({ name, http, body }) => {
      const reply = await provoke[name]?.();
      expect(reply).toMatchObject({ http, type: 'application/json; charset=utf-8' });
      expect(withoutIds(reply?.text ?? '')).toBe(withoutIds(JSON.stringify(body)));
    },
  );

  it('carry an id of the published form', async () => {
    const sample = String(otp.replies[0]?.body.SMSID);
    const { SMSID } = JSON.parse((await placeWith({})).text) as { SMSID: string };
    for (const id of [sample, SMSID]) expect(id).toMatch(/^[0-9a-f]{32}\d{3,5}$/);
  });
});

describe('the published replies of GetBalance_json', () => {
  it.each(balances)('are given to the letter: %j', async ({ http, body }) => {
    await open({ balance: 36_693 });
    const SecretKey = body.CodeResponse === '100' ? simulator.secretKey : 'wrong';
    const reply = await post('GetBalance_json', { ApiKey: simulator.apiKey, SecretKey });
    expect(reply).toMatchObject({ http, text: JSON.stringify(body) });
  });
});

describe('the published callbacks', () => {
  it('of the SMS family have the names and the order of the simulator', async () => {
    const names = namesOf(await reportOf({}));
    expect(names).toEqual(namesOf(manyReceivers));
    expect(names.slice(0, -1)).toEqual(namesOf(newest));
    expect(names.slice(0, 9)).toEqual(namesOf(shortest));
  });

  it('of the SMS family are given to the letter but for id and type', async () => {
    await open({ pricePerCall: 470 });
    const published = withoutIds(newest).replace('TypeId=23', 'TypeId=8');
    expect(withoutIds(await reportOf({}))).toBe(`${published}&switchsmsid=`);
  });

  it('of the SMS family write a failure like the published one, for one receiver', async () => {
    const failed = new URLSearchParams(await reportOf({ Phone: '0901888002' }));
    const published = new URLSearchParams(manyReceivers);
    for (const name of ['SendStatus', 'SendSuccess', 'TotalPrice', 'RequestId', 'switchsmsid']) {
      expect([name, failed.get(name)]).toEqual([name, published.get(name)]);
    }
    expect(failed.get('SendFailed')).toBe(failed.get('TotalReceiver'));
    expect(published.get('SendFailed')).toBe(published.get('TotalReceiver'));
  });

  it('of the voice family are given to the letter but for the id', async () => {
    await open({ switches: { otpReportFamily: 'voice' } });
    expect(withoutIds(await reportOf({ Phone: '0901888002' }))).toBe(withoutIds(voice));
  });

  it('carry the id of the reply and of the request', async () => {
    const { text } = await placeWith({ RequestId: 'order-7', CallbackUrl: receiver.url });
    await until(() => receiver.urls.length > 0);
    const report = new URLSearchParams(receiver.query(1));
    expect(report.get('SMSID')).toBe((JSON.parse(text) as { SMSID: string }).SMSID);
    expect(report.get('RequestId')).toBe('order-7');
  });
});
