import { Module } from '@nestjs/common';
import { EsmsVoiceModule } from 'nestjs-esms-voice';

@Module({
  imports: [
    EsmsVoiceModule.forRootAsync({
      webhook: { path: 'webhooks/esms' },
      useFactory: () => ({
        apiKey: 'simulator',
        secretKey: 'simulator',
        restUrl: process.env.ESMS_REST_URL!,
        callback: {
          publicUrl: `http://127.0.0.1:${process.env.PORT}`,
          keys: [{ id: 'k1', secret: 'consumer-consumer-consumer-consumer' }],
        },
      }),
    }),
  ],
})
export class AppModule {}
