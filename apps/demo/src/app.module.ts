import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { EsmsVoiceModule, type CallJournalStore, type EsmsVoiceOptions } from 'nestjs-esms-voice';
import { EsmsVerificationModule } from 'nestjs-esms-voice/verification';
import { AccessGuard } from './access/access.guard.js';
import { BalanceController } from './account/balance.controller.js';
import { CallOutcomesHandler } from './calls/call-outcomes.handler.js';
import { CallsController } from './calls/calls.controller.js';
import { PlaceCallsController } from './calls/place-calls.controller.js';
import { GATEWAY, GatewayModule } from './gateway/gateway.module.js';
import { HealthController } from './health/health.controller.js';
import { JOURNAL, JournalModule } from './journal/journal.module.js';
import { REDIS, RedisModule } from './redis/redis.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SETTINGS, type LiveGateway, type Settings } from './settings/settings.js';
import { toVerificationOptions } from './verification/verification.options.js';
import { VerificationsController } from './verification/verifications.controller.js';
import { WEBHOOK_PATH, WebhookController } from './webhook/webhook.controller.js';

/** The reference application: places calls over HTTP and receives the gateway's callbacks. */
@Module({})
export class AppModule {
  static forSettings(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.forSettings(settings),
        RedisModule,
        EsmsVoiceModule.forRootAsync({
          webhook: { path: WEBHOOK_PATH, mount: false },
          imports: [GatewayModule, JournalModule],
          inject: [SETTINGS, GATEWAY, JOURNAL],
          useFactory: toVoiceOptions,
        }),
        EsmsVerificationModule.forRootAsync({
          imports: [RedisModule],
          inject: [SETTINGS, REDIS],
          useFactory: toVerificationOptions,
        }),
      ],
      controllers: [
        PlaceCallsController,
        CallsController,
        VerificationsController,
        BalanceController,
        HealthController,
        WebhookController,
      ],
      providers: [CallOutcomesHandler, { provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}

function toVoiceOptions(settings: Settings, gateway: LiveGateway, journal: CallJournalStore): EsmsVoiceOptions {
  const { sandbox, publicUrl, callbackKeys, dataKeys, limits, lowBalanceCalls } = settings;
  return {
    ...gateway,
    ...limits,
    journal,
    sandbox,
    ...(lowBalanceCalls > 0 && { balance: { belowCalls: lowBalanceCalls } }),
    callback: { publicUrl, keys: [...callbackKeys] },
    ...(dataKeys && { dataKeys: [...dataKeys] }),
  };
}
