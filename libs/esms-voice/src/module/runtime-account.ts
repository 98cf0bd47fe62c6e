import type { EsmsVoiceOptions } from './esms-voice-options.js';

/** What an account is looked for by: its name, or the key id of a token that its gateway was given. */
export type AccountReference = { readonly name: string } | { readonly keyId: string };

/** An account that is known only at run time: its name and its own options. */
export interface RuntimeAccount extends Omit<EsmsVoiceOptions, 'accounts'> {
  /** 1 to 32 characters of `A-Z a-z 0-9 _ -`. */
  readonly name: string;
}

/** Finds an account, such as in a database; `null`: there is none. Both ways of asking must find the same one. */
export type ResolveAccount = (
  reference: AccountReference,
) => RuntimeAccount | null | undefined | Promise<RuntimeAccount | null | undefined>;
