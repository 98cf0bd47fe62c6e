import { Module } from '@nestjs/common';
import { EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';
import { EsmsVerificationModule } from 'nestjs-esms-voice/verification';

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
    EsmsVerificationModule.forRoot({}),
  ],
})
export class AppModule {}
