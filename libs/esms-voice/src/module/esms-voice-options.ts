import type { Dispatcher } from 'undici';
import type { AttemptHooks } from '../ring-once/attempt-hooks.js';
import type { BreakerRules } from '../ring-once/circuit-breaker.js';
import type { NamedKey } from '../journal/data-keys.js';
import type { CallJournalStore } from '../journal/call-journal.store.js';

/** How the gateway reaches this application, and the keys that sign its callback URLs. */
export interface EsmsCallbackOptions {
  /** `https://…`, or `http://` on loopback, without a path of the route; `none`: no CallbackUrl is sent. */
  publicUrl: string;
  /** The first one signs, all of them verify; keep a key until the last token that it signed has expired (8 days). */
  keys: NamedKey[];
  /**
   * A second line of defence: a report is stored and answered at once, and moves its call only when the gateway, asked,
   * says the same. @default false
   */
  confirm?: boolean | undefined;
}

/** How methods with `@OnCallEvent` are run; each may say otherwise for itself. */
export interface EsmsHandlerOptions {
  /** 1 turns repeating off. @default 5 */
  maxAttempts?: number | undefined;
  /** Bound of the first pause, in milliseconds; it doubles, and the pause is random under it. @default 500 */
  retryDelayMs?: number | undefined;
  /** Longest bound of a pause, in milliseconds. @default 30000 */
  maxRetryDelayMs?: number | undefined;
  /**
   * How long the events that a process owes its handlers are left to it before another one delivers them, in
   * milliseconds; kept up while it lives. @default 60000
   */
  leaseMs?: number | undefined;
}

/** How the gateway is asked about calls that nobody reported. */
export interface EsmsSettlementOptions {
  /** `false`: it is asked by `getCallStatus` alone. @default true */
  enabled?: boolean | undefined;
  /** How often due calls are looked for, in milliseconds; each pause differs by up to a half. @default 15000 */
  intervalMs?: number | undefined;
  /** Calls asked about in a second at most. @default 10 */
  perSecond?: number | undefined;
  /** How long after its latest attempt, or its date, a call is given up as `unknown`, in milliseconds. @default 7 days */
  giveUpAfterMs?: number | undefined;
  /** How long after its overall deadline a call is first asked about, in milliseconds; shorten it in tests. @default 120000 */
  afterDeadlineMs?: number | undefined;
}

/** What `useFactory` returns. Every option is listed with its default in docs/options.md. */
export interface EsmsVoiceOptions {
  /** The account's ApiKey, from its page at eSMS.vn; the simulator's is `simulator`. */
  apiKey: string;
  /** The account's SecretKey; the simulator's is `simulator`. */
  secretKey: string;
  /** @default https://rest.esms.vn/MainService.svc/json */
  restUrl?: string | undefined;
  /**
   * Host of template and recording calls, which also knows whether a call was answered.
   * @default https://voiceapi.esms.vn/MainService.svc/json; the same as `restUrl` where that is on loopback
   */
  voiceUrl?: string | undefined;
  /** The gateway checks calls and rings nobody, unless a call says otherwise. @default false */
  sandbox?: boolean | undefined;
  /** Limit of one attempt, in milliseconds. @default 10000 */
  timeoutMs?: number | undefined;
  /** Limit of all attempts of a call together, in milliseconds. @default 30000 */
  deadlineMs?: number | undefined;
  /** 1 turns repeating off. @default 3 */
  maxAttempts?: number | undefined;
  /** Bound of the first pause between attempts, in milliseconds; it doubles, and the pause is random under it. @default 250 */
  retryDelayMs?: number | undefined;
  /** Longest bound of a pause, in milliseconds. @default 5000 */
  maxRetryDelayMs?: number | undefined;
  /** Longest `Retry-After` of the gateway that is obeyed, in milliseconds. @default 10000 */
  maxRetryAfterMs?: number | undefined;
  /** What carries the requests: undici's connection pool under axios, or plain axios. @default undici */
  transport?: 'undici' | 'axios' | undefined;
  /** Limit of making a connection, TLS included, in milliseconds (undici). @default 5000 */
  connectTimeoutMs?: number | undefined;
  /** Attempts under way at once; each has a connection of its own. @default 100 */
  maxInFlight?: number | undefined;
  /** Attempts that wait for their turn; beyond them calls are refused with 503. @default 1000 */
  maxQueued?: number | undefined;
  /** When attempts at a host that does not answer stop. @default half of at least 20 failed in 10 s; open for 5 s */
  breaker?: Partial<BreakerRules> | undefined;
  /** Takes the place of undici's pools, such as a `MockAgent` in tests. */
  dispatcher?: Dispatcher | undefined;
  /** Told when an attempt begins; for metrics. */
  onAttempt?: AttemptHooks['onAttempt'];
  /** Told when an attempt has ended; for metrics. */
  onOutcome?: AttemptHooks['onOutcome'];
  /** Longest content, in characters. @default 500 */
  maxContentLength?: number | undefined;
  /** Numbers that may be rung beside Vietnamese mobile ones. @default both false */
  phones?: { landlines?: boolean | undefined; foreign?: boolean | undefined } | undefined;
  /** Absent: no CallbackUrl is sent. */
  callback?: EsmsCallbackOptions | undefined;
  /** How methods with `@OnCallEvent` are run. */
  handlers?: EsmsHandlerOptions | undefined;
  /** How the gateway is asked about calls that nobody reported. */
  settlement?: EsmsSettlementOptions | undefined;
  /** When the account's balance is called low. @default it is not watched */
  balance?: EsmsBalanceOptions | undefined;
  /** Hash phone numbers and requests, and seal what is kept aside. @default derived from the first callback key; random where there is none */
  dataKeys?: NamedKey[] | undefined;
  /** Finds the accounts that are known only at run time; they are reached through {@link EsmsVoiceAccounts}. */
  accounts?: { resolve: ResolveAccount } | undefined;
  /** Where calls are kept. @default a bounded one in memory */
  journal?: CallJournalStore | undefined;
}

/** When the account's balance is called low; watched where one of the bounds is given. */
export interface EsmsBalanceOptions {
  /** VND. */
  below?: number | undefined;
  /** Calls, at the price that the latest reports told. */
  belowCalls?: number | undefined;
  /** How often the gateway is asked, in milliseconds. @default 600000 */
  intervalMs?: number | undefined;
}

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

/** Builds the options, for `useClass` and `useExisting`. */
export interface EsmsVoiceOptionsFactory {
  createEsmsVoiceOptions(): EsmsVoiceOptions | Promise<EsmsVoiceOptions>;
}

/** Where callbacks arrive. */
export interface EsmsWebhookOptions {
  /** Route without the global prefix, such as `webhooks/esms`; the token is one more segment. */
  path: string;
  /** Put on the ready-made controller, such as `[Public()]` to let it past a global guard. */
  decorators?: ClassDecorator[];
  /** `false`: the application has a controller of its own at this path. @default true */
  mount?: boolean;
}

/** What stands beside the factory, because Nest needs it before the factory runs. */
export interface EsmsVoiceExtras {
  /** Name of the account, where one application has several. */
  name?: string;
  /** @default false */
  isGlobal?: boolean;
  webhook?: EsmsWebhookOptions;
}
