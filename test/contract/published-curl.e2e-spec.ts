import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator, SimulatorClock } from '../../libs/esms-voice/src/testing/simulator/index.js';
import { CallbackReceiver } from '../support/callback-receiver.js';
import { until } from '../support/until.js';
import { Contract } from './lib/contract.js';
import { RecordingProxy } from './lib/recording-proxy.js';

const LINES = new Map(
  readFileSync(new URL('published-curl.txt', import.meta.url), 'utf8')
    .split(/^# (?=\w+\n)/m)
    .slice(1)
    .map((part) => {
      const [name, ...lines] = part.trim().split('\n');
      return [name!, lines.join('\n')] as const;
    }),
);
const NOON = Date.UTC(2026, 11, 31, 5);

let simulator: EsmsSimulator;
let receiver: CallbackReceiver;
let proxy: RecordingProxy;

/** Runs a published line by a shell: its host is another, and its blanks are filled in. One ends with a backslash. */
async function run(
  name: string,
  blanks: Record<string, string> = {},
  change = (line: string) => line,
): Promise<object> {
  const values: Record<string, string> = { ApiKey: simulator.apiKey, SecretKey: simulator.secretKey, ...blanks };
  const line = change(LINES.get(name)!)
    .replace('https://rest.esms.vn/MainService.svc/json', proxy.restUrl)
    .replace('https://voiceapi.esms.vn/MainService.svc/json', proxy.voiceUrl)
    .replace(/\{\{(\w+)\}\}/g, (_blank, field: string) => values[field]!);
  const { stdout } = await promisify(execFile)('sh', ['-c', `${line}\n`]);
  return JSON.parse(stdout) as object;
}

const encoded = (blanks: Record<string, string>) =>
  Object.fromEntries(Object.entries(blanks).map(([name, value]) => [name, encodeURIComponent(value)]));

const VOICE = () => ({
  Phone: '0901888484',
  SendDate: '2026/12/31 14:00:00',
  CallbackUrl: `${receiver.url}?ReferenceId=&CallStatus=&SendStatus=`,
});

beforeAll(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0, statusAfterMs: 0, clock: new SimulatorClock(() => NOON) });
  receiver = await CallbackReceiver.start();
  proxy = await RecordingProxy.start(simulator.restUrl);
});

afterAll(() => Promise.all([simulator.stop(), receiver.stop(), proxy.stop()]));

describe('the curl lines of the gateway’s documentation run against the simulator, but for their host', () => {
  it('place an OTP call that rings at its SendDate and is reported', async () => {
    const reply = await run('placeOtpCall', {
      Content: '686868',
      Phone: '0901888484',
      IsUnicode: '0',
      Sandbox: '0',
      campaignid: 'c',
      RequestId: 'otp',
      CallbackUrl: receiver.url,
      SendDate: '"2026-12-31 14:00:00"',
    });
    expect(reply).toMatchObject({ CodeResult: '100', SMSID: expect.any(String) });
    expect(simulator.call('otp')).toMatchObject({ state: 'scheduled', placed: 1, campaignId: 'c' });
  });

  it('place a call from a template, and one from a recording', async () => {
    const template = { TemplateId: '484', VariableListStr: 'Trung||20000', Voice: 'hatieumai', Speed: '0' };
    expect(await run('placeTemplateCall', encoded({ ...VOICE(), ...template, RequestId: 'template' }))).toMatchObject({
      CodeResult: '100',
    });
    const recording = { RecordId: '1234', NumberForward: '0901888485', MaxRepeat: '2', MaxRetry: '2', Ivr: '1' };
    const waits = { TimeWaitToIvr: '10', WaitRetry: '15', RequestId: 'recording' };
    expect(await run('placeRecordingCall', encoded({ ...VOICE(), ...recording, ...waits }))).toMatchObject({
      CodeResult: '100',
    });
    expect(['template', 'recording'].map((id) => simulator.call(id)?.content)).toEqual(['484||Trung||20000', '1234']);
  });

  it('all three of which ring once and are reported', async () => {
    simulator.advanceClock(3 * 3_600_000);
    await until(() => receiver.urls.length === 3);
    const ended = { state: 'delivered', placed: 1, dials: 1 };
    expect(simulator.calls()).toMatchObject([ended, ended, ended]);
  });

  it('ask about a call by the id that they were answered, and know no other', async () => {
    const { callId } = simulator.call('otp')!;
    const ofOurs = (line: string) => line.replace(/RefId=\w+/, `RefId=${callId}`);
    for (const name of ['askRestStatus', 'askReceivers']) {
      expect(Object.values(await run(name))).toContain('105');
      expect(Object.values(await run(name, {}, ofOurs))).toContain('100');
    }
  });

  it('ask for the balance and for the list, whose published line is about SMS', async () => {
    expect(await run('askBalance')).toEqual({ Balance: 1_000_000 - 3 * 850, CodeResponse: '100', UserID: 9999 });
    expect(await run('listCalls')).toMatchObject({ CodeResult: '118' });
    const ofVoice = (line: string) =>
      line.replace('"SmsType": "2"', '"SmsType": "8"').replace('2025-01-02', '2027-01-02');
    expect(await run('listCalls', {}, ofVoice)).toMatchObject({ CodeResult: '100', CountTotal: 3 });
  });

  it('and fit the contract, request and reply', () => {
    const contracts = { rest: new Contract('rest'), voice: new Contract('voice') };
    const isAboutSms = (body: string) => body.includes('"SmsType": "2"');
    const problems = proxy.exchanges
      .filter(({ exchange }) => !isAboutSms(exchange.body))
      .flatMap(({ host, exchange }) => [
        ...contracts[host].requestProblems(exchange),
        ...contracts[host].replyProblems(exchange),
      ]);
    expect(problems).toEqual([]);
    const seen = new Set(Object.values(contracts).flatMap((contract) => [...contract.seen]));
    expect([...LINES.keys()].filter((name) => !seen.has(name))).toEqual([]);
    expect(LINES.size).toBe(7);
  });
});
