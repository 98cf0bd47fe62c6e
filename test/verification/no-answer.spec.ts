import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EsmsVoiceModule } from 'nestjs-esms-voice';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { EsmsVerificationModule, EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { MINUTE } from '../support/verification-host.js';

let simulator: EsmsSimulator;
let app: INestApplication;
let service: EsmsVerificationService;
let now: number;

beforeEach(async () => {
  now = Date.now();
  simulator = await EsmsSimulator.start({ answerAfterMs: 20, statusAfterMs: 0 });
  const port = await freePort();
  const voice = EsmsVoiceModule.forRoot({
    apiKey: simulator.apiKey,
    secretKey: simulator.secretKey,
    restUrl: simulator.restUrl,
    callback: {
      publicUrl: `http://127.0.0.1:${port}`,
      keys: [{ id: 'k1', secret: 'callback-secret-0123456789-0123456789' }],
    },
    webhook: { path: 'webhooks/esms' },
  });
  const verification = EsmsVerificationModule.forRoot({ clock: () => now });
  const module = await Test.createTestingModule({ imports: [voice, verification] }).compile();
  app = module.createNestApplication({ logger: false });
  await app.listen(port, '127.0.0.1');
  service = app.get(EsmsVerificationService);
});

afterEach(async () => {
  await app.close();
  await simulator.stop();
});

const becomes = async (verificationId: string, state: string): Promise<void> =>
  until(async () => (await service.find(verificationId))?.call.state === state, 5_000);

it('tells that it rang and nobody answered, and rings again', async () => {
  const phone = '0901888001';
  const { verificationId } = await service.start({ phone, purpose: 'login' });
  await becomes(verificationId, 'undelivered');
  await until(async () => (await service.find(verificationId))?.call.reason === 'no-answer', 5_000);
  expect(await service.start({ phone, purpose: 'login' })).toMatchObject({
    verificationId,
    called: false,
    status: 'pending',
    call: { state: 'undelivered', reason: 'no-answer' },
  });
  now += MINUTE;
  expect(await service.start({ phone, purpose: 'login' })).toMatchObject({ verificationId, called: true });
  expect(simulator.calls().filter(({ placed }) => placed)).toHaveLength(2);
  const { timeline } = (await service.explain(verificationId))!;
  expect(timeline).toContainEqual(expect.objectContaining({ about: 'call', what: 'undelivered', why: 'callback' }));
});

it('tells that it was answered, which verifies nobody', async () => {
  const { verificationId } = await service.start({ phone: '0901888484', purpose: 'login' });
  await becomes(verificationId, 'delivered');
  expect(await service.find(verificationId)).toMatchObject({ status: 'pending', attemptsLeft: 5 });
});

it('tells what the gateway refused', async () => {
  await expect(service.start({ phone: '0901888108', purpose: 'login' })).rejects.toMatchObject({
    code: 'GATEWAY_REFUSED',
    gatewayCode: '108',
  });
  expect((await service.start({ phone: '0901888484', purpose: 'login' })).called).toBe(true);
});
