import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { EsmsSharedModule } from '../module/esms-shared.module.js';
import { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import { findVoice } from '../module/find-voice.js';
import { EsmsVerificationService } from './esms-verification.service.js';
import { resolveVerificationOptions, VERIFICATION_MODULE } from './resolve-verification-options.js';
import type { EsmsVerificationExtras, EsmsVerificationOptions } from './verification-options.js';

const OPTIONS_TOKEN = Symbol.for('nestjs-esms-voice:verification:options');

// The builder tells extras from options by the keys of this object, so every extra has one.
const NO_EXTRAS = { account: undefined, isGlobal: undefined } as unknown as EsmsVerificationExtras;

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<EsmsVerificationOptions>({
  moduleName: 'EsmsVerification',
  optionsInjectionToken: OPTIONS_TOKEN,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createEsmsVerificationOptions')
  .setExtras<EsmsVerificationExtras>(NO_EXTRAS, defineVerification)
  .build();

function defineVerification(definition: DynamicModule, { account, isGlobal }: EsmsVerificationExtras): DynamicModule {
  const service: Provider = {
    provide: EsmsVerificationService,
    inject: [OPTIONS_TOKEN, EsmsVoiceAccounts],
    useFactory: (options: EsmsVerificationOptions, accounts: EsmsVoiceAccounts) =>
      new EsmsVerificationService(resolveVerificationOptions(options), () =>
        findVoice(accounts, account, VERIFICATION_MODULE),
      ),
  };
  return {
    ...definition,
    global: isGlobal ?? false,
    imports: [...(definition.imports ?? []), EsmsSharedModule],
    providers: [...(definition.providers ?? []), service],
    exports: [EsmsVerificationService],
  };
}
