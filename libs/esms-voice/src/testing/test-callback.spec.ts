import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EsmsVoiceService } from '../index.js';
import { EsmsVoiceTestingModule, signTestCallback, smsReport, voiceReport } from './index.js';

const KEY = { id: 'k1', secret: 'test-callback-secret-0123456789-abc' };
let app: INestApplication;
let url: string;

async function start(): Promise<EsmsVoiceService> {
  const voice = EsmsVoiceTestingModule.forTest({
    webhook: { path: 'webhooks/esms' },
    options: { callback: { publicUrl: 'https://otp.example', keys: [KEY] } },
  });
  const module = await Test.createTestingModule({ imports: [voice] }).compile();
  app = module.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/webhooks/esms`;
  return app.get(EsmsVoiceService);
}

const PUBLISHED = readFileSync('test/gateway-samples/callbacks.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const [SMS_SAMPLE, , , VOICE_SAMPLE] = PUBLISHED as [string, string, string, string];

describe('smsReport and voiceReport', () => {
  it('write the published samples, names and order', () => {
    expect(
      smsReport({
        SMSID: 'dc712784-9c5f-4c69-b9a8-ea69d56adc9a87',
        SendFailed: 2,
        TotalReceiver: 2,
        TotalSent: 2,
        TypeId: 2,
        phonenumber: '0901888484',
      }),
    ).toBe(SMS_SAMPLE);
    expect(voiceReport({ ReferenceId: '066107ee-6ec4-4283-b595-aa74977c65c5', SentResult: 0 })).toBe(VOICE_SAMPLE);
  });

  it('take every field that is published, and no value for another', () => {
    const sms = {
      SMSID: 'a',
      SendFailed: 1,
      SendStatus: 7,
      SendSuccess: 2,
      TotalPrice: 3,
      TotalReceiver: 4,
      TotalSent: 5,
      RequestId: 'r&1=ä',
      TypeId: 6,
      telcoid: 8,
      phonenumber: '+84901888484',
      switchsmsid: 's',
    };
    const voice = {
      ReferenceId: 'b',
      CallDuration: 1,
      CallStatus: 'NO ANSWER',
      Ivr: '2',
      Price: 3,
      SentResult: 0,
      CID: '028',
      SendStatus: 7,
    } as const;
    const written = [smsReport(sms), voiceReport(voice)].map((query) => Object.fromEntries(new URLSearchParams(query)));
    const asText = (fields: object) =>
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, `${value}`]));
    expect(written).toEqual([
      { ...asText(sms), TotalPrice: '3.0000' },
      { ...asText(voice), Price: '3.0000' },
    ]);
  });
});

describe('signTestCallback', () => {
  afterEach(() => app.close());

  it.each([
    ['a delivered OTP call', smsReport({ SMSID: 'recorded-1' }), { state: 'delivered', reason: null, price: 850 }],
    [
      'a failed OTP call',
      smsReport({ SMSID: 'recorded-1', SendFailed: 1, phonenumber: '0901888484' }),
      { state: 'undelivered', reason: 'failed', price: 0 },
    ],
    [
      'an answered call',
      voiceReport({ ReferenceId: 'RECORDED-1', Ivr: '1' }),
      { state: 'delivered', reason: null, durationSeconds: 13, pressedKey: '1', callerNumber: '02871002454' },
    ],
    [
      'an unanswered call',
      voiceReport({ ReferenceId: 'recorded-1', SentResult: 0, CallStatus: 'NO ANSWER' }),
      { state: 'undelivered', reason: 'no-answer', durationSeconds: 0 },
    ],
    ['a call on its way', smsReport({ SMSID: 'recorded-1', SendStatus: 7 }), { state: 'dialing' }],
  ])('makes the callback of %s', async (_, report, call) => {
    const voice = await start();
    await voice.createOtpCall({ phone: '0901888484', content: '686868', requestId: 'r-1' });
    const response = await fetch(signTestCallback({ url, key: KEY, requestId: 'r-1', report }));
    expect(response.status).toBe(200);
    expect(await voice.getCall('r-1')).toMatchObject(call);
  });

  it('signs for one account, and until a moment', async () => {
    await start();
    const report = smsReport({ SMSID: 'x' });
    const wrong = [{ account: 'other' }, { expiresAt: new Date(0) }];
    const urls = wrong.map((change) => signTestCallback({ url, key: KEY, requestId: 'r-1', report, ...change }));
    const replies = await Promise.all(urls.map((each) => fetch(each)));
    expect(replies.map(({ status }) => status)).toEqual([403, 403]);
  });
});
