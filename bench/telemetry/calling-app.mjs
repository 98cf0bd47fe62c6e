import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';

const key = (id) => [{ id, secret: `${id}-0123456789-0123456789-0123456789` }];

/** `createOtpCall` with everything on: validation, journal, signed callback URL, hashes, gate, breaker, events. */
export async function startCalling(url, modules = []) {
  const voice = EsmsVoiceModule.forRoot({
    apiKey: 'bench-api-key',
    secretKey: 'bench-secret-key',
    restUrl: url,
    maxInFlight: 256,
    callback: { publicUrl: 'https://demo.example.com', keys: key('k1') },
    dataKeys: key('d1'),
    webhook: { path: 'webhooks/esms', mount: false },
  });
  const root = { module: class Root {}, imports: [voice, ...modules] };
  const app = await NestFactory.createApplicationContext(root, { logger: false });
  const service = app.get(EsmsVoiceService, { strict: false });
  service.events.subscribe(() => undefined);
  let calls = 0;
  const nextPhone = () => `0901${String(calls++ % 1_000_000).padStart(6, '0')}`;
  return () => service.createOtpCall({ phone: nextPhone(), content: '686868' });
}
