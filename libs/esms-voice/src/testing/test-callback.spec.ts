import 'reflect-metadata';
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

afterEach(() => app.close());

describe('signTestCallback', () => {
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
