import type { ModuleRef } from '@nestjs/core';
import type { EsmsDispatcher } from '../dispatch/esms-dispatcher.js';
import { getEsmsDispatcherToken } from '../dispatch/tokens.js';
import { EsmsVerificationService } from '../verification/esms-verification.service.js';

/** The dispatchers of the application, whatever modules made them. */
export const findDispatchers = (modules: ModuleRef, accounts: readonly string[]): EsmsDispatcher[] =>
  accounts.flatMap((account) => find<EsmsDispatcher>(modules, getEsmsDispatcherToken(account)) ?? []);

/** The application's verification; `null` where it has none. */
export const findVerification = (modules: ModuleRef): EsmsVerificationService | null =>
  find(modules, EsmsVerificationService);

function find<T>(modules: ModuleRef, token: symbol | (abstract new (...args: never[]) => T)): T | null {
  try {
    return modules.get<T>(token as symbol, { strict: false });
  } catch {
    return null;
  }
}
