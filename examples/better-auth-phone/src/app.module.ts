import { Module } from '@nestjs/common';
import { EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';
import { EsmsVerificationModule, EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { createAuth } from './auth.js';

const { env } = process;

/** Injection token of better-auth. */
export const AUTH = Symbol('auth');

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
    EsmsVerificationModule.forRoot({ purposes: { login: 'đăng nhập' } }),
  ],
  providers: [{ provide: AUTH, inject: [EsmsVerificationService], useFactory: createAuth }],
})
export class AppModule {}
