import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsVoiceModule, EsmsVoiceService } from '../../libs/esms-voice/src/index.js';
import { EsmsSimulator } from '../../libs/esms-voice/src/testing/simulator/index.js';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { CALLBACK_KEY, WEBHOOK_PATH } from '../support/webhook-host.js';
import { Contract } from './lib/contract.js';
import { RecordingProxy } from './lib/recording-proxy.js';

const PHONE = '0901888484';
const HOUR_MS = 3_600_000;
const inAnHour = () => new Date(Date.now() + HOUR_MS);

const contracts = { rest: new Contract('rest'), voice: new Contract('voice') };
const reports: string[] = [];
let simulator: EsmsSimulator;
let proxy: RecordingProxy;
let app: INestApplication;
let voice: EsmsVoiceService;

/** An application whose gateway is behind the proxy, and whose callbacks are kept as they come. */
async function openApplication(): Promise<void> {
  const port = await freePort();
  const options = EsmsVoiceModule.forRoot({
    apiKey: simulator.apiKey,
    secretKey: simulator.secretKey,
    restUrl: proxy.restUrl,
    voiceUrl: proxy.voiceUrl,
    callback: { publicUrl: `http://127.0.0.1:${port}`, keys: [CALLBACK_KEY] },
    settlement: { enabled: false },
    webhook: { path: WEBHOOK_PATH },
  });
  const module = await Test.createTestingModule({ imports: [options] }).compile();
  app = module.createNestApplication({ logger: false });
  app.use((request: { url: string }, _response: unknown, next: () => void) => {
    reports.push(request.url.split('?')[1] ?? '');
    next();
  });
  await app.listen(port, '127.0.0.1');
  voice = app.get(EsmsVoiceService);
}

/** Every call that the library can place, with as much and as little as it can say. */
async function placeEveryKind(): Promise<void> {
  await voice.createOtpCall({ phone: PHONE, content: '686868', requestId: 'otp' });
  await voice.createOtpCall({
    phone: '+84 901 888 001',
    content: 'Mã của bạn là 6 8 6 8',
    isUnicode: true,
    campaignId: 'c',
  });
  await voice.createOtpCall({ phone: PHONE, content: '686868', sandbox: true });
  await voice.createOtpCall({ phone: PHONE, content: '686868', sendAt: inAnHour() });
  await voice.createTemplateCall({ phone: PHONE, templateId: 484, requestId: 'template' });
  await voice.createTemplateCall({
    phone: '0901888002',
    templateId: '484',
    variables: ['Trung', '20000'],
    voice: 'hatieumai',
    speed: -3,
    sendAt: inAnHour(),
  });
  await voice.createRecordingCall({ phone: PHONE, recordingId: 1234, requestId: 'recording' });
  await voice.createRecordingCall({
    phone: '0901888003',
    recordingId: '1234',
    forwardTo: '02871002454',
    maxRepeat: 2,
    maxRetry: 1,
    retryWaitSeconds: 15,
    ivrKey: 1,
    ivrWaitSeconds: 10,
    sendAt: inAnHour(),
  });
}

/** Every question that it can ask. */
async function askEverything(): Promise<void> {
  for (const requestId of ['otp', 'template', 'recording']) {
    await voice.getCallStatus({ requestId });
    await voice.getReceivers({ requestId });
  }
  await voice.getBalance();
  const window = { from: new Date(Date.now() - HOUR_MS), to: inAnHour() };
  for await (const call of voice.listSentCalls(window)) expect(call.callId).not.toBeNull();
  await voice.findCall({ phone: PHONE, ...window });
}

beforeAll(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0, statusAfterMs: 0 });
  proxy = await RecordingProxy.start(simulator.restUrl);
  await openApplication();
  await placeEveryKind();
  await until(() => reports.length >= 4);
  await askEverything();
  simulator.advanceClock(2 * HOUR_MS);
  await until(() => reports.length >= 8);
});

afterAll(async () => {
  await app.close();
  await proxy.stop();
  await simulator.stop();
});

describe('the library, from end to end', () => {
  it('sends nothing that the contract does not know', () => {
    const problems = proxy.exchanges.flatMap(({ host, exchange }) => contracts[host].requestProblems(exchange));
    expect(problems).toEqual([]);
    expect(proxy.exchanges.length).toBeGreaterThan(15);
  });

  it('is answered nothing that the contract does not know', () => {
    const problems = proxy.exchanges.flatMap(({ host, exchange }) => contracts[host].replyProblems(exchange));
    expect(problems).toEqual([]);
  });

  it('is told of its calls in both families', () => {
    const families = { rest: /(^|&)SMSID=/, voice: /(^|&)ReferenceId=/ };
    for (const name of ['rest', 'voice'] as const) {
      const own = reports.filter((query) => families[name].test(query));
      expect(own.flatMap((query) => contracts[name].reportProblems(query))).toEqual([]);
    }
  });

  it.each(['rest', 'voice'] as const)('has used every operation and every field of the %s host', (name) => {
    const { requestParts, seen } = contracts[name];
    expect(requestParts.filter((part) => !seen.has(part))).toEqual([]);
    expect(requestParts.length).toBeGreaterThan(30);
  });
});
