import { BALANCE_TOO_LOW, invalidPhone, type Refusal, refusalOf } from './call-outcome.js';
import type { OtpRequest } from './otp-request.js';
import { parseSendDate } from './send-date.js';

/** What the rules ask the account about. */
export interface AccountFacts {
  owns(apiKey: string, secretKey: string): boolean;
  hasUsed(requestId: string): boolean;
  canPay(): boolean;
}

type Rule = (request: OtpRequest, account: AccountFacts) => Refusal | undefined;

const NATIONAL_MOBILE = /^0[35789]\d{8}$/;
const LONGEST_REQUEST_ID = 50;

export const WRONG_KEYS: Refusal = { code: '101', message: 'Authorize Failed' };
const DUPLICATE: Refusal = { code: '124', message: 'Request exist 1' };
export const UNREADABLE: Refusal = { code: null, message: 'Invalid request' };

// Looked at in this order; the published pages give none.
const RULES: readonly Rule[] = [
  ({ apiKey, secretKey }, account) => (account.owns(apiKey, secretKey) ? undefined : WRONG_KEYS),
  ({ smsType }) => (smsType === '' ? { code: '300', message: 'SmsType is required.' } : undefined),
  ({ smsType }) => (smsType === '8' ? undefined : { code: '118', message: 'SmsType is not valid.' }),
  ({ content }) => (content === '' ? UNREADABLE : undefined),
  // Our choice: the pages say "at most 50 characters" and not what becomes of a longer id.
  ({ requestId }) => (requestId.length > LONGEST_REQUEST_ID ? UNREADABLE : undefined),
  ({ sandbox }) => (['', '0', '1'].includes(sandbox) ? undefined : UNREADABLE),
  ({ sendDate }) => (sendDate === '' || parseSendDate(sendDate) !== undefined ? undefined : UNREADABLE),
  (request) => (request.hasSeveralPhones ? { code: '163', message: 'Only one phone number is allowed.' } : undefined),
  ({ phone }) => (NATIONAL_MOBILE.test(phone) ? undefined : invalidPhone(phone)),
  ({ requestId }, account) => (account.hasUsed(requestId) ? DUPLICATE : undefined),
  ({ phone }) => refusalOf(phone),
  // A sandbox call costs nothing, so an empty account may place it.
  (request, account) => (isSandbox(request) || account.canPay() ? undefined : BALANCE_TOO_LOW),
];

/** The first reason to refuse this OTP call, if there is one. */
export function refusalOfOtp(request: OtpRequest, account: AccountFacts): Refusal | undefined {
  for (const rule of RULES) {
    const refusal = rule(request, account);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Whether the request is to be checked only (contract, section 1, Sandbox). */
export function isSandbox(request: OtpRequest): boolean {
  return request.sandbox === '1';
}

const USE_NO_ID: ReadonlySet<string | null> = new Set([null, '100', WRONG_KEYS.code, DUPLICATE.code]);

/** Whether a refusal can use the request id up: wrong keys name no account, a duplicate and a misread have used none. */
export function canUseRequestId({ code }: Refusal): boolean {
  return !USE_NO_ID.has(code);
}
