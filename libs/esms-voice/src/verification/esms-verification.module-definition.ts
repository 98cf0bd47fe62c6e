import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from '../calls/account.js';
import { AccountNotFoundError, EsmsVoiceOptionsError } from '../errors/errors.js';
import { EsmsSharedModule } from '../module/esms-shared.module.js';
import { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { EsmsVerificationService } from './esms-verification.service.js';
import { resolveVerificationOptions } from './resolve-verification-options.js';
import type { EsmsVerificationExtras, EsmsVerificationOptions } from './verification-options.js';

const MODULE = 'EsmsVerificationModule';
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
      new EsmsVerificationService(resolveVerificationOptions(options), () => findVoice(accounts, account)),
  };
  return {
    ...definition,
    global: isGlobal ?? false,
    imports: [...(definition.imports ?? []), EsmsSharedModule],
    providers: [...(definition.providers ?? []), service],
    exports: [EsmsVerificationService],
  };
}

/** Whatever module configured the account, and whether that one is global or not. */
async function findVoice(accounts: EsmsVoiceAccounts, account: string = DEFAULT_ACCOUNT): Promise<EsmsVoiceService> {
  try {
    return await accounts.get(account);
  } catch (error) {
    if (!(error instanceof AccountNotFoundError)) throw error;
    throw new EsmsVoiceOptionsError([`account: no EsmsVoiceModule is configured for "${account}"`], MODULE);
  }
}
