import type { DynamicModule, Provider } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { DEFAULT_ACCOUNT } from '../calls/account.js';
import type { CallbackAccounts } from '../callbacks/callback-accounts.js';
import { CALLBACK_ACCOUNTS } from '../callbacks/tokens.js';
import type { CallHandlers } from '../events/call-handlers.js';
import { createGatewayHttpService } from '../gateway/http-service.js';
import { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { createVoiceService, type CreateTransport, type Surroundings } from './create-voice-service.js';
import { EsmsSharedModule } from './esms-shared.module.js';
import { EsmsVoiceAccounts } from './esms-voice-accounts.js';
import type { EsmsVoiceExtras, EsmsVoiceOptions, EsmsWebhookOptions } from './esms-voice-options.js';
import { resolveOptions } from './resolve-options.js';
import type { ResolveAccount, RuntimeAccount } from './esms-voice-options.js';
import { CALL_HANDLERS, getEsmsVoiceToken } from './tokens.js';
import { checkExtras, webhookControllers, webhookPath } from './webhook-extra.js';

/** Tells the module class that it came through `forRoot` or `forRootAsync`. */
export const CONFIGURED = Symbol.for('nestjs-esms-voice:configured');

/** Adds to a module definition what one account needs. */
export function defineVoice(
  definition: DynamicModule,
  extras: EsmsVoiceExtras,
  optionsToken: symbol | string,
  createTransport: CreateTransport = createGatewayHttpService,
): DynamicModule {
  checkExtras(extras);
  const providers = voiceProviders(extras, optionsToken, createTransport);
  return {
    ...definition,
    global: extras.isGlobal ?? false,
    imports: [...(definition.imports ?? []), EsmsSharedModule],
    controllers: webhookControllers(extras.webhook),
    providers: [...(definition.providers ?? []), { provide: CONFIGURED, useValue: true }, ...providers],
    exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
  };
}

function voiceProviders(
  { name = DEFAULT_ACCOUNT, webhook }: EsmsVoiceExtras,
  optionsToken: symbol | string,
  createTransport: CreateTransport,
): Provider[] {
  const token = getEsmsVoiceToken(name);
  const provider: Provider = {
    provide: token,
    inject: [optionsToken, ApplicationConfig, CALLBACK_ACCOUNTS, CALL_HANDLERS, EsmsVoiceAccounts],
    useFactory: (
      options: EsmsVoiceOptions,
      application: ApplicationConfig,
      accounts: CallbackAccounts,
      handlers: CallHandlers,
      services: EsmsVoiceAccounts,
    ) => {
      const { observers } = services;
      const around = {
        webhookPath: webhookPath(webhook),
        application,
        accounts,
        handlers,
        observers,
        createTransport,
      };
      const resolved = resolveOptions(options, webhook);
      const service = createVoiceService(resolved, { ...around, account: name });
      services.add(service);
      if (resolved.resolveAccount) resolveAtRunTime(resolved.resolveAccount, webhook, around, services);
      return service;
    },
  };
  return name === DEFAULT_ACCOUNT ? [provider, { provide: EsmsVoiceService, useExisting: token }] : [provider];
}

/** Has accounts that no module was configured for made when they are first asked for, or first called back. */
function resolveAtRunTime(
  resolve: ResolveAccount,
  webhook: EsmsWebhookOptions | undefined,
  around: Omit<Surroundings, 'account'>,
  services: EsmsVoiceAccounts,
): void {
  const create = ({ name, ...options }: RuntimeAccount): EsmsVoiceService => {
    checkExtras({ name });
    return createVoiceService(resolveOptions(options, webhook), { ...around, account: name });
  };
  services.resolveWith({ resolve, create });
  around.accounts.resolveKey = (keyId) => services.resolveKey(keyId);
}
