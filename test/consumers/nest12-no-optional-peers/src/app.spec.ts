import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { AppModule } from './app.module.js';

const OPTIONAL = { bullmq: 'bullmq', opentelemetry: '@opentelemetry/api', terminus: '@nestjs/terminus' };

describe('an application without the optional peers', () => {
  const port = process.env.PORT ?? '3000';
  let gateway: EsmsSimulator;
  let app: INestApplication;

  before(async () => {
    gateway = await EsmsSimulator.start({ answerAfterMs: 100 });
    process.env.ESMS_API_KEY = gateway.apiKey;
    process.env.ESMS_SECRET_KEY = gateway.secretKey;
    process.env.ESMS_REST_URL = gateway.restUrl;
    process.env.PUBLIC_URL = `http://127.0.0.1:${port}`;
    process.env.CALLBACK_KEYS = 'k1:a-secret-of-32-characters-or-more';

    app = await NestFactory.create(AppModule, { logger: ['error'] });
    await app.listen(port, '127.0.0.1');
  });

  after(async () => {
    await app.close();
    await gateway.stop();
  });

  it('places a call and receives its callback', async () => {
    const voice = app.get(EsmsVoiceService);
    const delivered = firstValueFrom(
      voice.events.pipe(
        filter(({ type }) => type === 'delivered'),
        timeout(15_000),
      ),
    );
    const { requestId, state } = await voice.createOtpCall({ phone: '0901888484', content: '686868' });
    assert.equal(state, 'accepted');
    const event = await delivered;
    assert.equal(event.requestId, requestId);
    assert.equal(event.source, 'callback');
    assert.equal(gateway.calls()[0]?.dials, 1);
  });

  it('verifies a phone', async () => {
    const verification = app.get(EsmsVerificationService);
    const { verificationId } = await verification.start({ phone: '0901888486', purpose: 'login' });
    const spoken = gateway.calls().at(-1)!.content;
    const code = /\d(?:, \d)+/.exec(spoken)![0].replaceAll(', ', '');
    assert.equal((await verification.check({ verificationId, code })).status, 'approved');
  });

  for (const [entry, peer] of Object.entries(OPTIONAL)) {
    it(`is told that ${peer} is missing where it imports ${entry}`, async () => {
      const missing = { code: 'ERR_MODULE_NOT_FOUND', message: new RegExp(`Cannot find package '${peer}'`) };
      await assert.rejects(import(`nestjs-esms-voice/${entry}`), missing);
    });
  }
});
