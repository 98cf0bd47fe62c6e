import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CallbackAccounts } from '../callbacks/callback-accounts.js';
import { EsmsCallbackGuard } from '../callbacks/esms-callback.guard.js';
import { EsmsCallbacks } from '../callbacks/esms-callbacks.js';
import { CALLBACK_ACCOUNTS } from '../callbacks/tokens.js';
import { CallHandlers } from '../events/call-handlers.js';
import { CallHandlersExplorer } from './call-handlers.explorer.js';
import { EsmsVoiceAccounts } from './esms-voice-accounts.js';
import { CALL_HANDLERS } from './tokens.js';

/** What all accounts of an application share; Nest makes it once, however many accounts import it. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: CALLBACK_ACCOUNTS, useClass: CallbackAccounts },
    { provide: CALL_HANDLERS, useClass: CallHandlers },
    CallHandlersExplorer,
    EsmsCallbacks,
    EsmsCallbackGuard,
    EsmsVoiceAccounts,
  ],
  exports: [CALLBACK_ACCOUNTS, CALL_HANDLERS, EsmsCallbacks, EsmsCallbackGuard, EsmsVoiceAccounts],
})
export class EsmsSharedModule {}
