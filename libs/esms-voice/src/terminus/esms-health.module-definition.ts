import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import { EsmsSharedModule } from '../module/esms-shared.module.js';
import { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import { EsmsHealth } from './esms-health.js';
import { EsmsHealthIndicator } from './esms-health.indicator.js';
import type { EsmsHealthExtras, EsmsHealthOptions } from './health-options.js';
import { resolveHealthOptions } from './resolve-health-options.js';

const OPTIONS_TOKEN = Symbol.for('nestjs-esms-voice:health:options');

// The builder tells extras from options by the keys of this object, so every extra has one.
const NO_EXTRAS = { isGlobal: undefined } as unknown as EsmsHealthExtras;

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<EsmsHealthOptions>({
  moduleName: 'EsmsHealth',
  optionsInjectionToken: OPTIONS_TOKEN,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createEsmsHealthOptions')
  .setExtras<EsmsHealthExtras>(NO_EXTRAS, defineHealth)
  .build();

function defineHealth(definition: DynamicModule, { isGlobal }: EsmsHealthExtras): DynamicModule {
  const health: Provider = {
    provide: EsmsHealth,
    inject: [OPTIONS_TOKEN, EsmsVoiceAccounts, ModuleRef],
    useFactory: (options: EsmsHealthOptions, accounts: EsmsVoiceAccounts, modules: ModuleRef) =>
      new EsmsHealth(resolveHealthOptions(options), accounts, modules),
  };
  const indicator: Provider = {
    provide: EsmsHealthIndicator,
    inject: [EsmsHealth, HealthIndicatorService],
    useFactory: (own: EsmsHealth, results: HealthIndicatorService) => new EsmsHealthIndicator(own, results),
  };
  return {
    ...definition,
    global: isGlobal ?? false,
    imports: [...(definition.imports ?? []), EsmsSharedModule, TerminusModule],
    providers: [...(definition.providers ?? []), health, indicator],
    exports: [EsmsHealthIndicator],
  };
}
