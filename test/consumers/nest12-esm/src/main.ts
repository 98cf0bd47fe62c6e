import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import { filter, firstValueFrom, timeout } from 'rxjs';

@Module({
  imports: [
    EsmsVoiceModule.forRootAsync({
      webhook: { path: 'webhooks/esms' },
      useFactory: () => ({
        apiKey: 'simulator',
        secretKey: 'simulator',
        restUrl: process.env['ESMS_REST_URL']!,
        callback: {
          publicUrl: `http://127.0.0.1:${process.env['PORT']}`,
          keys: [{ id: 'k1', secret: 'consumer-consumer-consumer-consumer' }],
        },
      }),
    }),
  ],
})
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
const voice = app.get(EsmsVoiceService);
const delivered = firstValueFrom(
  voice.events.pipe(
    filter(({ type }) => type === 'delivered'),
    timeout(15_000),
  ),
);
await voice.createOtpCall({ phone: '0901888484', content: '686868' });
console.log('final state:', (await delivered).call.state);
await app.close();
