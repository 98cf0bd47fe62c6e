import { Inject } from '@nestjs/common';

/** The account's name where the module was given none. */
export const DEFAULT_ACCOUNT = 'default';

/** Injection token of an account's {@link EsmsVoiceService}. */
export const getEsmsVoiceToken = (name: string = DEFAULT_ACCOUNT): symbol =>
  Symbol.for(`nestjs-esms-voice:service:${name}`);

/** Injects the {@link EsmsVoiceService} of a named account. */
export const InjectEsmsVoice = (name?: string): ParameterDecorator & PropertyDecorator =>
  Inject(getEsmsVoiceToken(name));
