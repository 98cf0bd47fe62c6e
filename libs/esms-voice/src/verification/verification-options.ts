import type { NamedKey } from '../journal/data-keys.js';
import type { OtpSentence } from '../calls/otp-sentence.js';
import type { BeforeCall, CallPolicy } from './call-policy.js';
import type { VerificationPreset } from './presets.js';
import type { VerificationStore } from './stores/verification-store.js';

/** A bound of a number. */
export interface NumberLimitOption {
  max: number;
  /** What it would have refused is told in events, and let through. @default false */
  recordOnly?: boolean | undefined;
}

/** A bound that is wider than a number, over a sliding window. */
export interface WideLimitOption extends NumberLimitOption {
  windowMs: number;
}

/** How often is rung; a bound is changed as a whole, and `null` turns a wide one off. */
export interface VerificationLimitOptions {
  /** Calls of a number in an hour. @default { max: 3 } */
  numberHour?: NumberLimitOption | undefined;
  /** Calls of a number in a day. @default { max: 5 } */
  numberDay?: NumberLimitOption | undefined;
  /** Wrong codes of a number until a right one. @default { max: 100 } */
  numberFailures?: NumberLimitOption | undefined;
  /** Calls for an IP address (an IPv6 /64), where `start` is given one. @default { max: 10, windowMs: 3600000 } */
  ip?: WideLimitOption | null | undefined;
  /** Calls for a user id, where `start` is given one. @default none */
  user?: WideLimitOption | null | undefined;
  /** Calls of the numbers that share their first three digits. @default none */
  prefix?: WideLimitOption | null | undefined;
  /** All calls. @default none */
  global?: WideLimitOption | null | undefined;
}

/** A number that is never dialled, with the code that verifies it. */
export interface TestNumber {
  phone: string;
  code: string;
  /** A `Date` or ISO 8601 text with a zone; from then on it is a number like any other. */
  expiresAt: Date | string;
}

/**
 * What is spoken: a text in which `{code}` stands for the digits, taken apart, and `{purpose}` for the purpose's words; or a
 * function of the bare code and those words, empty where there are none.
 */
export type CodeContent = string | ((code: string, purpose: string) => string | OtpSentence);

/** What `useFactory` returns; every option has a default. */
export interface EsmsVerificationOptions {
  /** 4 to 10. @default 6 */
  digits?: number | undefined;
  /** How long a code may be typed, in milliseconds. @default 180000 */
  lifetimeMs?: number | undefined;
  /** Codes that are compared before a verification locks. @default 5 */
  maxGuesses?: number | undefined;
  /** The pause after the first, second … call of an hour, in milliseconds. @default [60000, 120000, 300000] */
  cooldownsMs?: number[] | undefined;
  /** Ringing again speaks another code. @default false: the same one while its window lasts */
  newCodeEachCall?: boolean | undefined;
  /** Codes without a digit three times in a row and without three that count up or down. @default false */
  earSafe?: boolean | undefined;
  limits?: VerificationLimitOptions | undefined;
  /** Numbers, or how they begin (`+65`, `024`): `allow` widens Vietnamese mobile ones, `deny` goes first. @default none */
  phones?: { allow?: string[] | undefined; deny?: string[] | undefined } | undefined;
  /** What is spoken. @default `otpSentence` in Vietnamese, with the purpose where `purposes` has words for it */
  content?: CodeContent | undefined;
  /** The purposes that there are, each with the words that name it in the call. @default any purpose, none said */
  purposes?: Record<string, string> | undefined;
  /** Norms that settings may not be looser than. @default none */
  preset?: VerificationPreset | undefined;
  /** Asked before each call, in this order. @default none */
  beforeCall?: BeforeCall | CallPolicy | readonly (BeforeCall | CallPolicy)[] | undefined;
  testNumbers?: TestNumber[] | undefined;
  /** Test numbers are refused where `NODE_ENV` is `production`, unless this is `true`. @default false */
  allowTestNumbersInProduction?: boolean | undefined;
  /** Where verifications are kept. @default a bounded one in memory */
  store?: VerificationStore | undefined;
  /** Hash numbers and derive codes; the same in every process that shares a store, which needs them. @default random */
  dataKeys?: NamedKey[] | undefined;
  /** Unix time in milliseconds; for tests. @default Date.now */
  clock?: (() => number) | undefined;
}

/** Builds the options, for `useClass` and `useExisting`. */
export interface EsmsVerificationOptionsFactory {
  createEsmsVerificationOptions(): EsmsVerificationOptions | Promise<EsmsVerificationOptions>;
}

/** What stands beside the factory. */
export interface EsmsVerificationExtras {
  /** Account of the `EsmsVoiceModule` that rings. @default the one without a name */
  account?: string | undefined;
  /** @default false */
  isGlobal?: boolean | undefined;
}
