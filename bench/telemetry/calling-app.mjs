import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import { keys, phones } from '../lib/fixtures.mjs';

/** `createOtpCall` with everything on: validation, journal, signed callback URL, hashes, gate, breaker, events. */
export async function startCalling(url, modules = []) {
  const voice = EsmsVoiceModule.forRoot({
    apiKey: 'bench-api-key',
    secretKey: 'bench-secret-key',
    restUrl: url,
    maxInFlight: 256,
    callback: { publicUrl: 'https://demo.example.com', keys: keys('k1') },
    dataKeys: keys('d1'),
    webhook: { path: 'webhooks/esms', mount: false },
  });
  const root = { module: class Root {}, imports: [voice, ...modules] };
  const app = await NestFactory.createApplicationContext(root, { logger: false });
  const service = app.get(EsmsVoiceService, { strict: false });
  service.events.subscribe(() => undefined);
  const nextPhone = phones();
  return () => service.createOtpCall({ phone: nextPhone(), content: '686868' });
}
