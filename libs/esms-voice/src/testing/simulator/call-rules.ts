import type { CallForm } from './call-form.js';
import { BALANCE_TOO_LOW, invalidPhone, type Refusal, refusalOf } from './call-outcome.js';
import { DUPLICATE, UNREADABLE, WRONG_KEYS } from './refusals.js';

/** What the rules ask the account about. */
export interface AccountFacts {
  owns(apiKey: string, secretKey: string): boolean;
  hasUsed(requestId: string): boolean;
  canPay(): boolean;
}

type Rule = (form: CallForm, account: AccountFacts) => Refusal | undefined;

const NATIONAL_MOBILE = /^0[35789]\d{8}$/;
const LONGEST_REQUEST_ID = 50;

// Looked at in this order; the published pages give none.
const RULES: readonly Rule[] = [
  ({ apiKey, secretKey }, account) => (account.owns(apiKey, secretKey) ? undefined : WRONG_KEYS),
  ({ objection }) => objection,
  // Our choice: the pages say "at most 50 characters" and not what becomes of a longer id.
  ({ requestId }) => (requestId.length > LONGEST_REQUEST_ID ? UNREADABLE : undefined),
  (form) => (form.hasSeveralPhones ? { code: '163', message: 'Only one phone number is allowed.' } : undefined),
  ({ phone }) => (NATIONAL_MOBILE.test(phone) ? undefined : invalidPhone(phone)),
  ({ requestId }, account) => (account.hasUsed(requestId) ? DUPLICATE : undefined),
  ({ phone }) => refusalOf(phone),
  // A sandbox call costs nothing, so an empty account may place it.
  ({ sandbox }, account) => (sandbox || account.canPay() ? undefined : BALANCE_TOO_LOW),
];

/** The first reason to refuse this call, if there is one. */
export function refusalOfCall(form: CallForm, account: AccountFacts): Refusal | undefined {
  for (const rule of RULES) {
    const refusal = rule(form, account);
    if (refusal) return refusal;
  }
  return undefined;
}

const USE_NO_ID: ReadonlySet<string | null> = new Set([null, '100', WRONG_KEYS.code, DUPLICATE.code]);

/** Whether a refusal can use the request id up: wrong keys name no account, a duplicate and a misread have used none. */
export function canUseRequestId({ code }: Refusal): boolean {
  return !USE_NO_ID.has(code);
}
