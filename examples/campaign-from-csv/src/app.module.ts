import { Module, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { EsmsVoiceExceptionFilter, EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';
import { EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsService } from './campaigns.service.js';
import { DoNotCallList } from './do-not-call.list.js';

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
    EsmsDispatchModule.forRoot({ ratePerSecond: 20 }),
  ],
  controllers: [CampaignsController],
  providers: [
    CampaignsService,
    DoNotCallList,
    { provide: APP_PIPE, useFactory: () => new ValidationPipe({ transform: true, whitelist: true }) },
    { provide: APP_FILTER, useClass: EsmsVoiceExceptionFilter },
  ],
})
export class AppModule {}
