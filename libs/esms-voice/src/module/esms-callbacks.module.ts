import { Global, Module } from '@nestjs/common';
import { CallbackAccounts } from '../callbacks/callback-accounts.js';
import { EsmsCallbackGuard } from '../callbacks/esms-callback.guard.js';
import { EsmsCallbacks } from '../callbacks/esms-callbacks.js';
import { CALLBACK_ACCOUNTS } from '../callbacks/tokens.js';

/** What all accounts of an application share; Nest makes it once, however many accounts import it. */
@Global()
@Module({
  providers: [{ provide: CALLBACK_ACCOUNTS, useClass: CallbackAccounts }, EsmsCallbacks, EsmsCallbackGuard],
  exports: [CALLBACK_ACCOUNTS, EsmsCallbacks, EsmsCallbackGuard],
})
export class EsmsCallbacksModule {}
