import type { ModuleRef } from '@nestjs/core';
import { findProvider } from '../module/find-provider.js';
import type { EsmsDispatcher } from './esms-dispatcher.js';
import { getEsmsDispatcherToken } from './tokens.js';

/** The dispatchers of these accounts, whatever modules made them. */
export const findDispatchers = (modules: ModuleRef, accounts: readonly string[]): EsmsDispatcher[] =>
  accounts.flatMap((account) => findProvider<EsmsDispatcher>(modules, getEsmsDispatcherToken(account)) ?? []);
