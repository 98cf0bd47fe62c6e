import { DEFAULT_ACCOUNT } from '../calls/account.js';
import { AccountNotFoundError, EsmsVoiceOptionsError } from '../errors/errors.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import type { EsmsVoiceAccounts } from './esms-voice-accounts.js';

/**
 * The service of the account that another module needs, whatever module configured it, and whether that one is global or not.
 * @param account `undefined`: the one without a name.
 * @param module who needs it.
 * @throws EsmsVoiceOptionsError where no module is configured for it.
 */
export async function findVoice(
  accounts: EsmsVoiceAccounts,
  account: string | undefined,
  module: string,
): Promise<EsmsVoiceService> {
  const name = account ?? DEFAULT_ACCOUNT;
  try {
    return await accounts.get(name);
  } catch (error) {
    if (!(error instanceof AccountNotFoundError)) throw error;
    throw new EsmsVoiceOptionsError([`account: no EsmsVoiceModule is configured for "${name}"`], module);
  }
}
