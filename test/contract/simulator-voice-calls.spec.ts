import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EsmsSimulator, SimulatorClock } from '../../libs/esms-voice/src/testing/simulator/index.js';
import { CallbackReceiver } from '../support/callback-receiver.js';
import { until } from '../support/until.js';

interface Samples {
  readonly query: Record<string, string>;
  readonly replies: { readonly name: string; readonly http: number; readonly body: Record<string, unknown> }[];
}

const read = (name: string) => readFileSync(new URL(`../gateway-samples/${name}`, import.meta.url), 'utf8');
const VOICE_REPORT = read('callbacks.txt')
  .split('\n')
  .find((line) => line.startsWith('ReferenceId='))!;
const CALL_ID = /[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}/;
const MODEL_NAMES = [...new URLSearchParams(VOICE_REPORT).keys()].map((name) => `${name}=`).join('&');
const namesOf = (query: string) => [...new URLSearchParams(query).keys()];

let simulator: EsmsSimulator;
let receiver: CallbackReceiver;

beforeEach(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0 });
  receiver = await CallbackReceiver.start();
});

afterEach(() => Promise.all([simulator.stop(), receiver.stop()]));

describe.each([
  ['MakeCallTemplate_V2', 'voice-template.json', 'template', '484||Trung||20000'],
  ['MakeCallRecord_V2', 'voice-recording.json', 'recording', '1234'],
] as const)('%s', (name, file, kind, content) => {
  const { query, replies } = JSON.parse(read(file)) as Samples;

  async function place(fields: Record<string, string> = {}): Promise<{ http: number; text: string; type: unknown }> {
    const { SendDate: _later, ...now } = query;
    const { apiKey, secretKey } = simulator;
    const all = { ...now, ApiKey: apiKey, SecretKey: secretKey, CallbackUrl: receiver.url, ...fields };
    const response = await fetch(`${simulator.voiceUrl}/${name}?${new URLSearchParams(all).toString()}`);
    return { http: response.status, text: await response.text(), type: response.headers.get('content-type') };
  }

  async function reportOf(fields: Record<string, string>): Promise<string> {
    await place(fields);
    await until(() => receiver.urls.length > 0);
    return receiver.query(1);
  }

  it('accepts the published query as it stands, and dials at its SendDate', async () => {
    const dialAt = Date.UTC(2026, 11, 31, 7);
    await simulator.stop();
    simulator = await EsmsSimulator.start({ clock: new SimulatorClock(() => dialAt - 3_600_000) });
    const { text } = await place(query.SendDate ? { SendDate: query.SendDate } : {});
    expect(text).toContain('"CodeResult":"100"');
    const requestId = query.RequestId ?? query.RequestID;
    expect(simulator.calls()).toMatchObject([{ requestId, phone: query.Phone, kind, content, placed: 1 }]);
    simulator.advanceClock(3_599_999);
    expect(simulator.calls()).toMatchObject([{ state: 'scheduled', dials: 0 }]);
    simulator.advanceClock(1);
    expect(simulator.calls()).toMatchObject([{ state: 'dialing', dials: 1 }]);
  });

  it.each(replies)('answers as published, to the letter but for the id: $name', async ({ name: reply, http, body }) => {
    const provoke: Record<string, Record<string, string>> = {
      accepted: {},
      'wrong keys': { SecretKey: 'wrong' },
      'template unknown': { TemplateId: '404' },
    };
    const answer = await place(provoke[reply]);
    expect(answer).toMatchObject({ http, type: 'application/json; charset=utf-8' });
    expect(answer.text.replace(CALL_ID, '…')).toBe(JSON.stringify(body).replace(CALL_ID, '…'));
  });

  it('answers a duplicate and a malformed request without CountRegenerate', async () => {
    await place();
    expect((await place()).text).toBe('{"CodeResult":"124","ErrorMessage":"Request exist 1"}');
    expect((await place({ SendDate: '2026-12-31 14:00:00' })).text).toBe('{"error":"Invalid request"}');
  });

  it('is reported to the letter of the published callback, but for the id', async () => {
    const report = await reportOf({ Phone: '0901888002' });
    expect(report.replace(CALL_ID, '…')).toBe(VOICE_REPORT.replace(/[0-9a-f-]{36}/, '…'));
  });

  it('fills the published model URL in, in its order, and keeps what else stands there', async () => {
    const report = await reportOf({ CallbackUrl: `${receiver.url}?own=a%26b&${MODEL_NAMES}&last=1` });
    expect(namesOf(report)).toEqual(['own', ...namesOf(VOICE_REPORT), 'last']);
    expect(report).toMatch(/^own=a%26b&ReferenceId=[0-9a-f-]+&CallDuration=\d+&CallStatus=ANSWERED&Ivr=\d?&Price=850/);
  });

  it.each([
    [{ code: '103' }, '{"CodeResult":"103","ErrorMessage":"Answered by a fault."}'],
    [{ code: 100 }, '{"CodeResult":100}'],
    [{ code: '124', callId: true }, '{"CodeResult":"124","ErrorMessage":"Answered by a fault.","SMSID":"… "}'],
  ])('answers the code of a fault in its own format: %j', async (given, expected) => {
    for (const when of ['before-accept', 'after-accept'] as const) {
      simulator.setFaults({ rules: [{ when, fault: { kind: 'code', ...given } }] });
      const RequestID = when;
      const id = query.RequestID === undefined ? { RequestId: RequestID } : { RequestID };
      expect((await place(id)).text.replace(/[0-9a-f-]{35,37} /, '… ')).toBe(expected);
      expect(simulator.call(when)).toMatchObject({ kind, placed: when === 'after-accept' ? 1 : 0 });
    }
  });

  it('repeats the id of the call before by a fault, in its own format', async () => {
    const { text } = await place();
    const fault = { kind: 'duplicate-call-id' } as const;
    simulator.setFaults({ rules: [{ when: 'before-accept', fault, kind: [kind, 'otp'] }] });
    expect((await place()).text).toBe(text);
  });

  it('meets the rules of its kind, and no others', async () => {
    const other = kind === 'template' ? 'recording' : 'template';
    const fault = { kind: 'code', code: '140' } as const;
    simulator.setFaults({ rules: [{ when: 'before-accept', fault, kind: ['otp', other, 'status'] }] });
    expect((await place()).text).toContain('"CodeResult":"100"');
    simulator.setFaults({ rules: [{ when: 'before-accept', fault, kind, phone: '484' }] });
    expect((await place()).text).toContain('"CodeResult":"140"');
  });

  it('meets every fault of the wire', async () => {
    const fault = { kind: 'status', status: 503, body: 'busy' } as const;
    simulator.setFaults({ rules: [{ when: 'before-accept', fault }] });
    expect(await place()).toMatchObject({ http: 503, text: 'busy' });
    simulator.setFaults({ rules: [{ when: 'before-accept', fault: { kind: 'reset' } }] });
    await expect(place()).rejects.toThrow('fetch failed');
    expect(simulator.calls()).toMatchObject([{ kind, requests: 2, placed: 0 }]);
  });
});
