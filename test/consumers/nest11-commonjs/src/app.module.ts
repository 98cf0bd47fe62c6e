import { Module } from '@nestjs/common';
import { EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';

@Module({
  imports: [
    EsmsVoiceModule.forRootAsync({
      webhook: { path: 'webhooks/esms' },
      useFactory: () => ({
        apiKey: process.env.ESMS_API_KEY!,
        secretKey: process.env.ESMS_SECRET_KEY!,
        restUrl: process.env.ESMS_REST_URL,
        callback: { publicUrl: process.env.PUBLIC_URL!, keys: namedKeys(process.env.CALLBACK_KEYS) },
      }),
    }),
  ],
})
export class AppModule {}
