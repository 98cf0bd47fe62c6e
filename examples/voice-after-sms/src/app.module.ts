import { Module, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { EsmsVoiceExceptionFilter, EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';
import { CodeMessages } from './code-messages.service.js';
import { CodesController } from './codes.controller.js';
import { FakeSmsSender, SmsSender } from './sms-sender.js';

const { env } = process;

@Module({
  imports: [
    EsmsVoiceModule.forRootAsync({
      webhook: { path: 'webhooks/esms' },
      useFactory: () => ({
        apiKey: env.ESMS_API_KEY!,
        secretKey: env.ESMS_SECRET_KEY!,
        restUrl: env.ESMS_REST_URL,
        callback: { publicUrl: env.PUBLIC_URL!, keys: namedKeys(env.CALLBACK_KEYS) },
      }),
    }),
  ],
  controllers: [CodesController],
  providers: [
    CodeMessages,
    { provide: SmsSender, useClass: FakeSmsSender },
    { provide: APP_PIPE, useFactory: () => new ValidationPipe({ transform: true, whitelist: true }) },
    { provide: APP_FILTER, useClass: EsmsVoiceExceptionFilter },
  ],
})
export class AppModule {}
