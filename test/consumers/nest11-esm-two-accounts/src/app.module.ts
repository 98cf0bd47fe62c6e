import { Module } from '@nestjs/common';
import { EsmsVoiceModule } from 'nestjs-esms-voice';
import { AlertsAccount, LoginAccount } from './accounts.js';
import { CallsModule } from './calls.module.js';

@Module({
  imports: [
    EsmsVoiceModule.forRootAsync({ isGlobal: true, webhook: { path: 'webhooks/esms' }, useClass: LoginAccount }),
    EsmsVoiceModule.forRootAsync({
      name: 'alerts',
      isGlobal: true,
      webhook: { path: 'webhooks/esms' },
      useClass: AlertsAccount,
    }),
    CallsModule,
  ],
})
export class AppModule {}
