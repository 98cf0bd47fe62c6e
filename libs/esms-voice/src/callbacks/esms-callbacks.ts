import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from '../calls/account.js';
import { InvalidInputError } from '../errors/errors.js';
import { CallbackAccounts } from './callback-accounts.js';
import type { CallbackCounts } from './callback-counts.js';
import type { CallbackReceipt } from './callback-receiver.js';
import type { QuarantineList, QuarantineListQuery } from './quarantine.js';
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
  receive(verified: VerifiedCallback): Promise<CallbackReceipt> {
    return this.accounts.receiverOf(verified.account).receive(verified, new Date());
  }

  /** What the webhook has met since the application started: refusals by reason, callbacks by what they did. */
  counts(): CallbackCounts {
    return this.accounts.counter.counts();
  }

  /**
   * Callbacks that did not fit their call or could not be read, newest first, of the last 30 days. They hold numbers:
   * for a person to look at, not for a log.
   * @throws InvalidInputError where there is no such account.
   */
  async listQuarantined(account: string = DEFAULT_ACCOUNT, query: QuarantineListQuery = {}): Promise<QuarantineList> {
    const quarantine = this.accounts.quarantineOf(account);
    if (!quarantine) throw new InvalidInputError(['account must be the name of an account of this application']);
    return quarantine.list(query);
  }
}
