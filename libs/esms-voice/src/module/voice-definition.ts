import type { DynamicModule, Provider } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { DEFAULT_ACCOUNT } from '../calls/account.js';
import type { CallbackAccounts } from '../callbacks/callback-accounts.js';
import { CALLBACK_ACCOUNTS } from '../callbacks/tokens.js';
import type { CallHandlers } from '../events/call-handlers.js';
import { createGatewayHttpService } from '../gateway/http-service.js';
import { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { createVoiceService, type CreateTransport } from './create-voice-service.js';
import { EsmsSharedModule } from './esms-shared.module.js';
import type { EsmsVoiceExtras, EsmsVoiceOptions } from './esms-voice-options.js';
import { resolveOptions } from './resolve-options.js';
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
  const service: Provider = {
    provide: token,
    inject: [optionsToken, ApplicationConfig, CALLBACK_ACCOUNTS, CALL_HANDLERS],
    useFactory: (
      options: EsmsVoiceOptions,
      application: ApplicationConfig,
      accounts: CallbackAccounts,
      handlers: CallHandlers,
    ) =>
      createVoiceService(resolveOptions(options, webhook), {
        account: name,
        webhookPath: webhookPath(webhook),
        application,
        accounts,
        handlers,
        createTransport,
      }),
  };
  return name === DEFAULT_ACCOUNT ? [service, { provide: EsmsVoiceService, useExisting: token }] : [service];
}
