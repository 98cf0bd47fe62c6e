import { Inject, Injectable } from '@nestjs/common';
import { JournalUnavailableError } from '../errors/errors.js';
import { CallbackAccounts } from './callback-accounts.js';
import type { CallbackReceipt } from './callback-receiver.js';
import { CALLBACK_ACCOUNTS } from './tokens.js';
import type { VerifiedCallback } from './verified-callback.js';

/** Stores verified callbacks of all accounts; for a webhook controller of one's own. */
@Injectable()
export class EsmsCallbacks {
  constructor(@Inject(CALLBACK_ACCOUNTS) private readonly accounts: CallbackAccounts) {}

  /**
   * Resolves once the callback is stored: answer 200 then, and only then. Events follow after the answer.
   * @throws JournalUnavailableError, JournalFullError where it could not be stored: answer 503, and the gateway may
   * repeat it.
   */
  async receive({ account, requestId, callback }: VerifiedCallback): Promise<CallbackReceipt> {
    try {
      return await this.accounts.receiverOf(account).receive(requestId, callback, new Date());
    } catch (error) {
      if (!(error instanceof JournalUnavailableError)) throw error;
      throw new JournalUnavailableError({ requestId, cause: error.cause });
    }
  }
}
