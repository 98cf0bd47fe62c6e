import { Module, type DynamicModule } from '@nestjs/common';
import { EsmsVoiceModule, type CallJournalStore, type EsmsVoiceOptions } from 'nestjs-esms-voice';
import { EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { EsmsTelemetryModule } from 'nestjs-esms-voice/opentelemetry';
import { EsmsHealthModule } from 'nestjs-esms-voice/terminus';
import { EsmsVerificationModule } from 'nestjs-esms-voice/verification';
import { CallOutcomesHandler } from './calls/call-outcomes.handler.js';
import { toDispatchOptions } from './dispatch/dispatch.options.js';
import { GATEWAY, GatewayModule } from './gateway/gateway.module.js';
import { JOURNAL, JournalModule } from './journal/journal.module.js';
import { OldCalls } from './journal/old-calls.js';
import { REDIS, RedisModule } from './redis/redis.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SETTINGS, type LiveGateway, type Settings } from './settings/settings.js';
import { CallSteps } from './steps/call-steps.service.js';
import { CallStreamModule } from './steps/call-stream.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';
import { TelemetrySdk } from './telemetry/telemetry-sdk.js';
import { toVerificationOptions } from './verification/verification.options.js';
import { WEBHOOK_PATH } from './webhook/webhook-path.js';

/**
 * All that web processes and workers have in common. The handlers are among it: the process that makes a step of a call
 * decides which handlers hear of it.
 */
@Module({})
export class CoreModule {
  static forSettings(settings: Settings): DynamicModule {
    const modules = [
      RedisModule,
      CallStreamModule,
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
      EsmsDispatchModule.forRootAsync({
        imports: [RedisModule],
        inject: [SETTINGS, REDIS],
        useFactory: toDispatchOptions,
      }),
      EsmsTelemetryModule.forRootAsync({
        imports: [TelemetryModule],
        inject: [TelemetrySdk],
        useFactory: ({ ready }: TelemetrySdk) => ({ ready }),
      }),
      // The gateway calls web processes back, and no worker.
      EsmsHealthModule.forRoot({ expectCallbacks: settings.role === 'web' }),
    ];
    return {
      module: CoreModule,
      imports: [SettingsModule.forSettings(settings), ...modules],
      providers: [CallOutcomesHandler, CallSteps, OldCalls],
      exports: modules,
    };
  }
}

function toVoiceOptions(settings: Settings, gateway: LiveGateway, journal: CallJournalStore): EsmsVoiceOptions {
  const { sandbox, publicUrl, callbackKeys, dataKeys, limits, lowBalanceCalls, settlement } = settings;
  return {
    ...gateway,
    ...limits,
    journal,
    sandbox,
    ...(lowBalanceCalls > 0 && { balance: { belowCalls: lowBalanceCalls } }),
    settlement,
    callback: { publicUrl, keys: [...callbackKeys] },
    dataKeys: [...(dataKeys ?? callbackKeys)],
  };
}
