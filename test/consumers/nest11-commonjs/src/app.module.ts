import { Module } from '@nestjs/common';
import { EsmsVoiceModule } from 'nestjs-esms-voice';

@Module({
  imports: [
    EsmsVoiceModule.forRootAsync({
      webhook: { path: 'webhooks/esms' },
      useFactory: () => ({
        apiKey: process.env.ESMS_API_KEY!,
        secretKey: process.env.ESMS_SECRET_KEY!,
        restUrl: process.env.ESMS_REST_URL,
        callback: { publicUrl: process.env.PUBLIC_URL!, keys: [{ id: 'k1', secret: process.env.CALLBACK_SECRET! }] },
      }),
    }),
  ],
})
export class AppModule {}
