import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EsmsSimulator,
  type EsmsSimulatorOptions,
  type SimulatedRequestKind,
} from '../../libs/esms-voice/src/testing/simulator/index.js';
import { CallbackReceiver } from '../support/callback-receiver.js';
import { otpFields } from '../support/place-otp.js';
import { until } from '../support/until.js';
import { Contract } from './lib/contract.js';
import { type Fields, Wire } from './lib/wire.js';

const OTP = '/SendMultipleMessage_V4_post_json/';
const TEMPLATE = '/MakeCallTemplate_V2';
const RECORDING = '/MakeCallRecord_V2';
const MODEL_NAMES = '?ReferenceId=&CallDuration=&CallStatus=&Ivr=&Price=&SentResult=&CID=&SendStatus=';
const PHONE = '0901888484';

const KEYS = { ApiKey: 'simulator', SecretKey: 'simulator' };
const TEMPLATE_FIELDS = { ...KEYS, TemplateId: '484', Phone: PHONE };
const RECORDING_FIELDS = { ...KEYS, TemplateId: '1234', Phone: PHONE, Ivr: '1' };
const LIST = { ...KEYS, SmsType: '8', From: '2020-01-01 00:00:00', To: '2099-01-01 00:00:00', Page: 1, PageSize: 500 };

const contracts = { rest: new Contract('rest'), voice: new Contract('voice') };
type Host = keyof typeof contracts;
/** A request to one of the hosts, and the kind that a fault rule calls it. */
type Asked = readonly [
  kind: SimulatedRequestKind,
  host: Host,
  method: string,
  path: string,
  fields: (callId: string) => Record<string, unknown>,
];

const ASKED: readonly Asked[] = [
  ['otp', 'rest', 'POST', OTP, () => otpFields({ apiKey: 'simulator', secretKey: 'simulator' })],
  ['template', 'voice', 'GET', TEMPLATE, () => TEMPLATE_FIELDS],
  ['recording', 'voice', 'GET', RECORDING, () => RECORDING_FIELDS],
  ['status', 'rest', 'GET', '/GetSendStatus', (callId) => ({ ...KEYS, RefId: callId })],
  ['status', 'voice', 'GET', '/GetSendStatus', (callId) => ({ ...KEYS, ReferenceId: callId })],
  ['receivers', 'rest', 'GET', '/GetSmsReceiverStatus_get', (callId) => ({ ...KEYS, RefId: callId })],
  ['list', 'rest', 'POST', '/GetSmsSentData_V2', () => LIST],
  ['balance', 'rest', 'POST', '/GetBalance_json', () => KEYS],
];
const CODES = (contracts.rest.document.components.schemas['PublishedCode'] as { oneOf: { const: string }[] }).oneOf.map(
  (each) => each.const,
);

let simulator: EsmsSimulator;
let receiver: CallbackReceiver;
let callId: string;

async function open(options: EsmsSimulatorOptions = {}): Promise<void> {
  await simulator?.stop();
  simulator = await EsmsSimulator.start({ answerAfterMs: 0, statusAfterMs: 0, ...options });
}

const wireOf = (host: Host) => new Wire(contracts[host], simulator.restUrl);
const problems = (host: Host, method: string, path: string, fields: Fields) =>
  wireOf(host).problems(method, path, fields);
const ask = ([, host, method, path, fields]: Asked, more: object = {}) =>
  problems(host, method, path, { ...fields(callId), ...more });

beforeEach(async () => {
  await open();
  receiver = await CallbackReceiver.start();
  const { reply } = await wireOf('rest').send('POST', OTP, otpFields(simulator));
  callId = (JSON.parse(reply) as { SMSID: string }).SMSID;
});

afterEach(() => Promise.all([simulator.stop(), receiver.stop()]));

describe('what the simulator answers fits the contract', () => {
  it.each(ASKED)('%s at the %s host: taken, strange keys, an unknown id', async (...asked) => {
    expect(await ask(asked)).toEqual([]);
    expect(await ask(asked, { SecretKey: 'other' })).toEqual([]);
    callId = 'nobody’s';
    expect(await ask(asked)).toEqual([]);
  });

  it.each(ASKED.filter(([, , method]) => method === 'POST'))('%s: no JSON', async (_kind, host, method, path) => {
    expect(await problems(host, method, path, '{')).toEqual([]);
  });

  it.each(['099', '103', '108', '140'])('to a number that ends with %s', async (ending) => {
    for (const asked of ASKED.slice(0, 3)) expect(await ask(asked, { Phone: `0901888${ending}` })).toEqual([]);
  });

  it.each([
    { Phone: '0901888484,0901888485' },
    { Phone: '09018884' },
    { RequestId: 'x'.repeat(51) },
    { SendDate: 'soon' },
  ])('to a call with %j', async (wrong) => {
    for (const asked of ASKED.slice(0, 3)) expect(await ask(asked, wrong)).toEqual([]);
  });

  it('to a call that it knows, to an unknown type, template and recording', async () => {
    const [otp, template, recording] = ASKED as [Asked, Asked, Asked];
    for (const asked of [otp, template, recording, otp]) expect(await ask(asked, { RequestId: 'again' })).toEqual([]);
    for (const SmsType of ['', '2']) expect(await ask(otp, { SmsType })).toEqual([]);
    for (const asked of [template, recording]) expect(await ask(asked, { TemplateId: '404' })).toEqual([]);
  });

  it.each(ASKED)('%s at the %s host: every published code, as a text and as a number', async (...asked) => {
    for (const code of CODES.filter((each) => each !== '100')) {
      for (const written of [code, Number(code)]) {
        simulator.setFaults({
          rules: [{ kind: asked[0], when: 'before-accept', fault: { kind: 'code', code: written } }],
        });
        expect([code, await ask(asked)]).toEqual([code, []]);
      }
    }
  });

  it('100 of a fault, with an id: of a call that is taken twice, of one that is refused', async () => {
    const withId = (code: string) => ({ kind: 'code', code, callId: true }) as const;
    for (const fault of [withId('100'), withId('146'), { kind: 'duplicate-call-id' }] as const) {
      simulator.setFaults({ rules: [{ when: 'before-accept', fault }] });
      for (const asked of ASKED.slice(0, 3)) expect(await ask(asked)).toEqual([]);
    }
  });

  it('pages of the web server', async () => {
    const kind = ASKED.map(([each]) => each);
    simulator.setFaults({ rules: [{ kind, when: 'before-accept', fault: { kind: 'status', status: 503 } }] });
    for (const asked of ASKED) expect(await ask(asked)).toEqual([]);
  });

  it.each(['rest', 'voice'] as const)('and every kind of reply of the %s host has been seen', (host) => {
    const { replyParts, seen } = contracts[host];
    const unseen = replyParts.filter((part) => !seen.has(part));
    expect([replyParts.length > 7, unseen]).toEqual([true, []]);
  });

  it('what does not fit is told', async () => {
    simulator.setFaults({ rules: [{ when: 'after-accept', fault: { kind: 'huge', bytes: 1_024 } }] });
    expect(await ask(ASKED[0]!)).not.toEqual([]);
    simulator.setFaults({ rules: [{ when: 'after-accept', fault: { kind: 'html' } }] });
    expect(await ask(ASKED[0]!)).not.toEqual([]);
    simulator.setFaults({ rules: [{ when: 'after-accept', fault: { kind: 'truncate' } }] });
    await expect(ask(ASKED[0]!)).rejects.toThrow(SyntaxError);
  });
});

describe('what the simulator reports fits the contract', () => {
  const told = { smsReport: new Set<string>(), voiceReport: new Set<string>() };

  async function reportOf(host: Host, method: string, path: string, fields: object): Promise<string> {
    const before = receiver.urls.length;
    await wireOf(host).send(method, path, { ...fields });
    await until(() => receiver.urls.length > before);
    return receiver.query(before + 1);
  }

  function judge(family: Host, query: string): void {
    expect([query, contracts[family].reportProblems(query)]).toEqual([query, []]);
    const names = [...new URLSearchParams(query)].filter(([, value]) => value !== '').map(([name]) => name);
    for (const name of names) told[family === 'rest' ? 'smsReport' : 'voiceReport'].add(name);
  }

  it.each(['484', '001', '002', '004'])('of a number that ends with %s, in both families', async (ending) => {
    const Phone = `0901888${ending}`;
    for (const otpReportFamily of ['sms', 'voice'] as const) {
      await open({ switches: { otpReportFamily } });
      const otp = otpFields(simulator, { Phone, RequestId: 'a', CallbackUrl: receiver.url });
      judge(otpReportFamily === 'sms' ? 'rest' : 'voice', await reportOf('rest', 'POST', OTP, otp));
    }
    const CallbackUrl = `${receiver.url}${MODEL_NAMES}`;
    for (const [path, fields] of [
      [TEMPLATE, TEMPLATE_FIELDS],
      [RECORDING, RECORDING_FIELDS],
    ] as const) {
      judge('voice', await reportOf('voice', 'GET', path, { ...fields, Phone, CallbackUrl }));
      judge('voice', await reportOf('voice', 'GET', path, { ...fields, Phone, CallbackUrl: receiver.url }));
    }
  });

  it.each(['duplicate', 'wrong-phone', 'wrong-id'] as const)('spoilt by %s', async (fault) => {
    simulator.setFaults({ callbackRules: [{ fault }] });
    judge('rest', await reportOf('rest', 'POST', OTP, otpFields(simulator, { CallbackUrl: receiver.url })));
  });

  it.each([
    ['rest', 'smsReport', ['switchsmsid']],
    ['voice', 'voiceReport', []],
  ] as const)('and every field of the %s host has been told with a value', (host, family, neverFilled) => {
    const fields = contracts[host].requestParts.flatMap((part) => part.match(/^\w+Report \? (\w+)$/)?.[1] ?? []);
    expect(fields.filter((name) => !told[family].has(name))).toEqual(neverFilled);
    expect(fields.length).toBeGreaterThan(7);
  });
});
