import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from '../calls/account.js';
import { EsmsSharedModule } from '../module/esms-shared.module.js';
import { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import { findVoice } from '../module/find-voice.js';
import type { EsmsDispatchExtras, EsmsDispatchOptions } from './dispatch-options.js';
import { EsmsDispatcher } from './esms-dispatcher.js';
import { DISPATCH_MODULE, resolveDispatchOptions } from './resolve-dispatch-options.js';
import { getEsmsDispatcherToken } from './tokens.js';

const OPTIONS_TOKEN = Symbol.for('nestjs-esms-voice:dispatch:options');

// The builder tells extras from options by the keys of this object, so every extra has one.
const NO_EXTRAS = { account: undefined, isGlobal: undefined } as unknown as EsmsDispatchExtras;

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<EsmsDispatchOptions>({
  moduleName: 'EsmsDispatch',
  optionsInjectionToken: OPTIONS_TOKEN,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createEsmsDispatchOptions')
  .setExtras<EsmsDispatchExtras>(NO_EXTRAS, defineDispatch)
  .build();

function defineDispatch(definition: DynamicModule, { account, isGlobal }: EsmsDispatchExtras): DynamicModule {
  const providers = dispatchProviders(account ?? DEFAULT_ACCOUNT);
  return {
    ...definition,
    global: isGlobal ?? false,
    imports: [...(definition.imports ?? []), EsmsSharedModule],
    providers: [...(definition.providers ?? []), ...providers],
    exports: providers.map(({ provide }) => provide),
  };
}

function dispatchProviders(account: string): Extract<Provider, { provide: unknown }>[] {
  const token = getEsmsDispatcherToken(account);
  const dispatcher = {
    provide: token,
    inject: [OPTIONS_TOKEN, EsmsVoiceAccounts],
    useFactory: (options: EsmsDispatchOptions, accounts: EsmsVoiceAccounts) =>
      new EsmsDispatcher(account, resolveDispatchOptions(options), () => findVoice(accounts, account, DISPATCH_MODULE)),
  };
  return account === DEFAULT_ACCOUNT ? [dispatcher, { provide: EsmsDispatcher, useExisting: token }] : [dispatcher];
}
