import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';

/** `createOtpCall` with everything on: validation, journal, signed callback URL, hashes, gate, breaker, events. */
export async function create(url) {
  const key = (id) => [{ id, secret: `${id}-0123456789-0123456789-0123456789` }];
  const module = EsmsVoiceModule.forRoot({
    apiKey: 'bench-api-key',
    secretKey: 'bench-secret-key',
    restUrl: url,
    maxInFlight: 256,
    callback: { publicUrl: 'https://demo.example.com', keys: key('k1') },
    dataKeys: key('d1'),
    webhook: { path: 'webhooks/esms', mount: false },
  });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const voice = app.get(EsmsVoiceService);
  voice.events.subscribe(() => undefined);
  let calls = 0;
  const nextPhone = () => `0901${String(calls++ % 1_000_000).padStart(6, '0')}`;
  return () => voice.createOtpCall({ phone: nextPhone(), content: '686868' });
}
