import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EsmsSimulator,
  type FaultRule,
  type SimulatedQuestionKind,
} from '../../libs/esms-voice/src/testing/simulator/index.js';
import { placeOtp } from '../support/place-otp.js';
import { until } from '../support/until.js';

type Body = Record<string, unknown>;
type Question = (keys?: Record<string, string>) => Promise<{ http: number; text: string; type: string | null }>;

const samples = JSON.parse(readFileSync(new URL('../gateway-samples/status.json', import.meta.url), 'utf8')) as Record<
  string,
  { http: number; body: Body }[]
>;
const JSON_TYPE = 'application/json; charset=utf-8';

let simulator: EsmsSimulator;
let callId: string;

beforeEach(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0, statusAfterMs: 0, balance: 36_693 + 850 });
  callId = String((await placeOtp(simulator, { RequestId: 'a' })).SMSID);
  await until(() => simulator.call('a')?.state === 'delivered');
});

afterEach(() => simulator.stop());

async function ask(name: string, fields: Record<string, string>, init?: RequestInit): ReturnType<Question> {
  const query = init ? '' : `?${new URLSearchParams(fields).toString()}`;
  const response = await fetch(`${simulator.url}/MainService.svc/json/${name}${query}`, init);
  return { http: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

const keysOf = (keys = {}) => ({ ApiKey: simulator.apiKey, SecretKey: simulator.secretKey, ...keys });
const get = (name: string, fields: () => Record<string, string>): Question => {
  return (keys) => ask(name, { ...keysOf(keys), ...fields() });
};
const post = (name: string, fields: Body = {}): Question => {
  return (keys) => ask(name, {}, { method: 'POST', body: JSON.stringify({ ...keysOf(keys), ...fields }) });
};

const LIST_FIELDS = { SmsType: '8', From: '2020-01-01 00:00:00', To: '2099-01-01 00:00:00', Page: 1, PageSize: 500 };
const voiceStatus = get('GetSendStatus', () => ({ ReferenceId: callId }));
const restStatus = get('GetSendStatus', () => ({ RefId: callId }));
const receivers = get('GetSmsReceiverStatus_get', () => ({ RefId: callId }));
const list = post('GetSmsSentData_V2', LIST_FIELDS);
const balance = post('GetBalance_json');

const QUESTIONS: [name: string, kind: SimulatedQuestionKind, question: Question, wrongKeys: Body][] = [
  ['voice GetSendStatus', 'status', voiceStatus, samples['voice GetSendStatus']![1]!.body],
  ['rest GetSendStatus', 'status', restStatus, samples['rest GetSendStatus']![1]!.body],
  ['GetSmsReceiverStatus_get', 'receivers', receivers, samples.GetSmsReceiverStatus_get![1]!.body],
  ['GetSmsSentData_V2', 'list', list, { CodeResult: '101', ErrorMessage: 'Authorize Failed' }],
  ['GetBalance_json', 'balance', balance, samples.GetBalance_json![1]!.body],
];

/** Names and types, in order, through arrays and objects. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([name, field]) => [name, shapeOf(field)]);
}

/** The sample with its id replaced by the one asked for. */
const withId = (body: Body) => ('SMSID' in body ? { ...body, SMSID: callId } : body);

describe('the published replies to questions', () => {
  const published = QUESTIONS.filter(([name]) => name in samples);

  it('are all known here', () => {
    const names = Object.keys(samples).filter((name) => name !== 'about');
    expect(new Set(published.map(([name]) => name))).toEqual(new Set(names));
  });

  it.each(published)('have the names, the order and the types of the simulator: %s', async (name, _kind, question) => {
    const { http, text, type } = await question();
    expect([http, type]).toEqual([samples[name]![0]!.http, JSON_TYPE]);
    expect(shapeOf(JSON.parse(text))).toEqual(shapeOf(samples[name]![0]!.body));
  });

  it.each(QUESTIONS)('are given to the letter to wrong keys: %s', async (_name, _kind, question, wrongKeys) => {
    for (const keys of [{ ApiKey: 'other' }, { SecretKey: 'other' }]) {
      expect(await question(keys)).toEqual({ http: 200, text: JSON.stringify(withId(wrongKeys)), type: JSON_TYPE });
    }
  });

  it('of the voice host are given to the letter but for id and duration', async () => {
    const duration = /(?<="CallDuration":)\d+/;
    const sample = { ...samples['voice GetSendStatus']![0]!.body, ReferenceId: callId.toUpperCase() };
    expect((await voiceStatus()).text.replace(duration, '…')).toBe(JSON.stringify(sample).replace(duration, '…'));
  });

  it('of the rest host are given to the letter but for id, the price with four decimals', async () => {
    const sample = JSON.stringify(withId(samples['rest GetSendStatus']![0]!.body));
    expect((await restStatus()).text).toBe(sample.replace('"TotalPrice":850,', '"TotalPrice":850.0000,'));
  });

  it('about receivers are given to the letter but for the network, which follows the number', async () => {
    const sample = JSON.stringify(samples.GetSmsReceiverStatus_get![0]!.body);
    expect((await receivers()).text).toBe(sample.replace('Viettel', 'Mobifone'));
    callId = String((await placeOtp(simulator, { Phone: '0961888484' })).SMSID);
    expect((await receivers()).text).toContain('"NetworkName":"Viettel"');
  });

  it('about the balance are given to the letter', async () => {
    expect((await balance()).text).toBe(JSON.stringify(samples.GetBalance_json![0]!.body));
  });

  it('to the list have the names, the order and the types of the contract', async () => {
    const row = {
      Campaign: '',
      Content: '686868',
      Phone: '0901888484',
      ReferenceId: callId,
      SellPrice: 850,
      SendResult: 1,
      SendStatus: 5,
      SentTime: '/Date(…+0700)/',
      SmsId: 1,
      SmsType: '8',
    };
    const expected = JSON.stringify({ CodeResult: '100', CountTotal: 1, SentData: [row] });
    expect((await list()).text.replace(/\(\d{13}\+/, '(…+')).toBe(expected);
  });

  it('have no code where the question cannot be read', async () => {
    for (const name of ['GetSmsSentData_V2', 'GetBalance_json']) {
      expect((await ask(name, {}, { method: 'POST', body: '{' })).text).toBe('{"error":"Invalid request"}');
      expect((await post(name, { ...LIST_FIELDS, ApiKey: {} })()).text).toBe('{"error":"Invalid request"}');
    }
  });
});

describe.each(QUESTIONS)('a fault on %s', (_name, kind, question, wrongKeys) => {
  const setFault = (fault: FaultRule['fault'], more: Partial<FaultRule> = {}) =>
    simulator.setFaults({ rules: [{ kind, when: 'before-accept', fault, ...more }] });

  it('meets the rules of its kind, and none for calls', async () => {
    const right = await question();
    const fault = { kind: 'code', code: '160' } as const;
    const others = (['status', 'receivers', 'list', 'balance'] as const).filter((other) => other !== kind);
    for (const without of [undefined, ['otp', 'template', 'recording'] as const, others]) {
      setFault(fault);
      expect((await question()).text).toContain('"160"');
      simulator.setFaults({ rules: [{ when: 'before-accept', fault, ...(without ? { kind: without } : {}) }] });
      expect(await question()).toEqual(right);
    }
  });

  it('answers any code in the format of its refusals', async () => {
    const words = { ErrorMessage: 'Answered by a fault.' };
    for (const [code, when] of [
      ['160', 'before-accept'],
      [105, 'after-accept'],
    ] as const) {
      setFault({ kind: 'code', code }, { when });
      const name = 'CodeResult' in wrongKeys ? 'CodeResult' : 'CodeResponse';
      const expected = { ...withId(wrongKeys), [name]: code, ...('ErrorMessage' in wrongKeys ? words : {}) };
      expect((await question()).text).toBe(JSON.stringify(expected));
    }
  });

  it('answers 500, HTML and half of the right reply', async () => {
    setFault({ kind: 'status', status: 500 });
    expect(await question()).toMatchObject({ http: 500, type: 'text/html; charset=utf-8' });
    setFault({ kind: 'html' });
    expect(await question()).toMatchObject({ http: 200, text: expect.stringContaining('<html') });
    simulator.clearFaults();
    const { text } = await question();
    setFault({ kind: 'truncate' }, { when: 'after-accept' });
    expect((await question()).text).toBe(text.slice(0, text.length >> 1));
  });

  it('resets, drops and delays', async () => {
    setFault({ kind: 'reset' });
    await expect(question()).rejects.toThrow('fetch failed');
    setFault({ kind: 'drop' });
    const dropped = question().catch((error: Error) => error.message);
    expect(await Promise.race([dropped, new Promise((resolve) => setTimeout(resolve, 60, 'held'))])).toBe('held');
    setFault({ kind: 'delay', delayMs: 60 });
    const askedAt = Date.now();
    expect((await question()).http).toBe(200);
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(59);
    await simulator.stop();
    expect(await dropped).toBe('fetch failed');
  });

  it('fires so many times as it is told to, also by the control surface', async () => {
    const right = await question();
    const rule = { kind, when: 'before-accept', fault: { kind: 'status', status: 503 }, times: 2 };
    const body = JSON.stringify({ rules: [rule] });
    await fetch(`${simulator.url}/_simulator/faults`, { method: 'POST', body });
    expect([(await question()).http, (await question()).http]).toEqual([503, 503]);
    expect(await question()).toEqual(right);
  });
});

describe('a fault on questions about one call', () => {
  it.each([
    [{ phone: '484' }, 503],
    [{ phone: '001' }, 200],
    [{ requestId: 'a' }, 503],
    [{ requestId: 'b' }, 200],
  ])('with %j answers %i', async (match, http) => {
    const fault = { kind: 'status', status: 503 } as const;
    simulator.setFaults({ rules: [{ kind: ['status', 'receivers'], when: 'before-accept', fault, ...match }] });
    for (const question of [voiceStatus, restStatus, receivers]) expect((await question()).http).toBe(http);
  });
});
