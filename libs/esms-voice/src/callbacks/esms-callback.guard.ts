import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { CallbackAccounts } from './callback-accounts.js';
import { CALLBACK_ACCOUNTS } from './tokens.js';
import { leaveOn } from './verified-callback.js';
import { verifyRequest, type CallbackRequest } from './verify-request.js';

/**
 * Lets a callback with a good token through to a route with a `:token` parameter, and nothing else: 403 without a
 * word on why; 405 for any method but GET (frameworks answer HEAD for every GET route). The reasons are counted:
 * {@link EsmsCallbacks.counts}.
 */
@Injectable()
export class EsmsCallbackGuard implements CanActivate {
  constructor(@Inject(CALLBACK_ACCOUNTS) private readonly accounts: CallbackAccounts) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // Not `switchToHttp()`, which makes three functions for each request.
    const request = context.getArgByIndex<CallbackRequest>(0);
    const verified = verifyRequest(request, this.accounts);
    return verified instanceof Promise ? verified.then((late) => leaveOn(request, late)) : leaveOn(request, verified);
  }
}
