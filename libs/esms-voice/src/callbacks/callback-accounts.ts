import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { NamedKey } from '../journal/data-keys.js';
import { CallbackCounter } from './callback-counts.js';
import type { CallbackReceiver } from './callback-receiver.js';
import type { FindKey } from './callback-token.js';
import type { Quarantine } from './quarantine.js';

/** What a callback needs to know of the account that it belongs to. */
export interface CallbackAccount {
  readonly name: string;
  readonly keys: readonly NamedKey[];
  readonly receiver: CallbackReceiver;
  readonly quarantine: Quarantine;
}

/** All accounts of one application, and the callback keys that lead to them. */
export class CallbackAccounts {
  readonly counter = new CallbackCounter();
  // Hard private fields stay out of `util.inspect`.
  readonly #byName = new Map<string, CallbackAccount>();
  readonly #byKeyId = new Map<string, { readonly account: string; readonly secret: string }>();

  /** @throws EsmsVoiceOptionsError where the name or a key id is taken: a key id must lead to one account. */
  add(account: CallbackAccount): void {
    const problems = [...this.nameProblems(account), ...this.keyProblems(account)];
    if (problems.length > 0) throw new EsmsVoiceOptionsError(problems);
    this.#byName.set(account.name, account);
    for (const { id, secret } of account.keys) this.#byKeyId.set(id, { account: account.name, secret });
  }

  /** @param name of an account that a key led to. */
  receiverOf(name: string): CallbackReceiver {
    return this.#byName.get(name)!.receiver;
  }

  /** What is kept aside of an account's callbacks; `null` where there is no such account. */
  quarantineOf(name: string): Quarantine | null {
    return this.#byName.get(name)?.quarantine ?? null;
  }

  /** Looks for the account of a key id that is not known yet; set where accounts are found at run time. */
  resolveKey: ((keyId: string) => Promise<boolean>) | null = null;

  readonly findKey: FindKey = (keyId) => this.#byKeyId.get(keyId) ?? null;

  private nameProblems({ name }: CallbackAccount): string[] {
    return this.#byName.has(name) ? [`name: "${name}" names two accounts; give each its own name`] : [];
  }

  private keyProblems({ keys }: CallbackAccount): string[] {
    const taken = keys.filter(({ id }) => this.#byKeyId.has(id));
    return taken.map(({ id }) => `callback.keys: the key id "${id}" belongs to another account`);
  }
}
