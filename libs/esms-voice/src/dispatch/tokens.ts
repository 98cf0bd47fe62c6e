import { Inject } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from '../calls/account.js';

/** Injection token of an account's {@link EsmsDispatcher}. */
export const getEsmsDispatcherToken = (account: string = DEFAULT_ACCOUNT): symbol =>
  Symbol.for(`nestjs-esms-voice:dispatcher:${account}`);

/** Injects the {@link EsmsDispatcher} of a named account. */
export const InjectEsmsDispatcher = (account?: string): ParameterDecorator & PropertyDecorator =>
  Inject(getEsmsDispatcherToken(account));
