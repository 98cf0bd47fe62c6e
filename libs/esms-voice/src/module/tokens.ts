import { Inject } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from '../calls/account.js';

/** Injection token of the application's {@link CallHandlers}. */
export const CALL_HANDLERS = Symbol.for('nestjs-esms-voice:call-handlers');

/** Injection token of an account's {@link EsmsVoiceService}. */
export const getEsmsVoiceToken = (name: string = DEFAULT_ACCOUNT): symbol =>
  Symbol.for(`nestjs-esms-voice:service:${name}`);

/** Injects the {@link EsmsVoiceService} of a named account. */
export const InjectEsmsVoice = (name?: string): ParameterDecorator & PropertyDecorator =>
  Inject(getEsmsVoiceToken(name));
