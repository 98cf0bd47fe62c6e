import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from './app.module.js';

describe('an application of NestJS 12 in ESM', () => {
  const port = process.env.PORT ?? '3000';
  let gateway: EsmsSimulator;
  let app: INestApplication;

  beforeAll(async () => {
    gateway = await EsmsSimulator.start({ answerAfterMs: 100 });
    process.env.ESMS_API_KEY = gateway.apiKey;
    process.env.ESMS_SECRET_KEY = gateway.secretKey;
    process.env.ESMS_REST_URL = gateway.restUrl;
    process.env.PUBLIC_URL = `http://127.0.0.1:${port}`;
    process.env.CALLBACK_KEYS = 'k1:a-secret-of-32-characters-or-more';

    const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = module.createNestApplication();
    await app.listen(port, '127.0.0.1');
  });

  afterAll(async () => {
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
    expect(state).toBe('accepted');
    expect(await delivered).toMatchObject({ requestId, source: 'callback' });
    expect(gateway.calls()).toMatchObject([{ requestId, content: '686868', dials: 1 }]);
  }, 20_000);
});
