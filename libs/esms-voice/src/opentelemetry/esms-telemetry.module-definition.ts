import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { EsmsCallbacks } from '../callbacks/esms-callbacks.js';
import { EsmsCarrierWatch } from '../events/carrier-watch.js';
import { EsmsSharedModule } from '../module/esms-shared.module.js';
import { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import { EsmsTelemetry } from './esms-telemetry.js';
import { refuseBadOptions } from './telemetry-option-rules.js';
import type { EsmsTelemetryExtras, EsmsTelemetryOptions } from './telemetry-options.js';

const OPTIONS_TOKEN = Symbol.for('nestjs-esms-voice:opentelemetry:options');

// The builder tells extras from options by the keys of this object, so every extra has one.
const NO_EXTRAS = { isGlobal: undefined } as unknown as EsmsTelemetryExtras;

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<EsmsTelemetryOptions>({
  moduleName: 'EsmsTelemetry',
  optionsInjectionToken: OPTIONS_TOKEN,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createEsmsTelemetryOptions')
  .setExtras<EsmsTelemetryExtras>(NO_EXTRAS, defineTelemetry)
  .build();

function defineTelemetry(definition: DynamicModule, { isGlobal }: EsmsTelemetryExtras): DynamicModule {
  const telemetry: Provider = {
    provide: EsmsTelemetry,
    inject: [OPTIONS_TOKEN, EsmsVoiceAccounts, EsmsCallbacks, EsmsCarrierWatch, ModuleRef],
    useFactory: (
      options: EsmsTelemetryOptions,
      accounts: EsmsVoiceAccounts,
      callbacks: EsmsCallbacks,
      watch: EsmsCarrierWatch,
      modules: ModuleRef,
    ) => {
      refuseBadOptions(options);
      return new EsmsTelemetry({ options, accounts, callbacks, watch, modules });
    },
  };
  const watch: Provider = { provide: EsmsCarrierWatch, useFactory: () => new EsmsCarrierWatch() };
  return {
    ...definition,
    global: isGlobal ?? false,
    imports: [...(definition.imports ?? []), EsmsSharedModule],
    providers: [...(definition.providers ?? []), telemetry, watch],
    exports: [EsmsCarrierWatch],
  };
}
