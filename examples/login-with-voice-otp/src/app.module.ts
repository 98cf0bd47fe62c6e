import { Module, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { EsmsVoiceExceptionFilter, EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';
import { EsmsVerificationModule } from 'nestjs-esms-voice/verification';
import { AuthController } from './auth/auth.controller.js';
import { UsersService } from './auth/users.service.js';
import { VoiceFactor } from './voice-factor.service.js';

const { env } = process;

@Module({
  imports: [
    JwtModule.registerAsync({ useFactory: () => ({ secret: env.JWT_SECRET! }) }),
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
  controllers: [AuthController],
  providers: [
    UsersService,
    VoiceFactor,
    { provide: APP_PIPE, useFactory: () => new ValidationPipe({ transform: true, whitelist: true }) },
    { provide: APP_FILTER, useClass: EsmsVoiceExceptionFilter },
  ],
})
export class AppModule {}
