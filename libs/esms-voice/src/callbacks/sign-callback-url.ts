import { DEFAULT_ACCOUNT } from '../calls/account.js';
import type { CallKind } from '../calls/call-state.js';
import { refuseProblems } from '../calls/page-limit.js';
import { isRequestId } from '../calls/request-id.js';
import type { NamedKey } from '../journal/data-keys.js';
import { signToken } from './callback-token.js';

/** What a callback URL is signed for. */
export interface SignCallbackUrlInput {
  /** Where the webhook is reached, its path included: `https://otp.example/webhooks/esms`. */
  readonly url: string;
  readonly key: NamedKey;
  readonly requestId: string;
  /** @default default */
  readonly account?: string | undefined;
  /** @default in 8 days */
  readonly expiresAt?: Date | undefined;
  /** Template and recording calls name the fields that they want to hear. @default otp */
  readonly kind?: CallKind | undefined;
}

/** How long a token is good, in milliseconds: the gateway reports within minutes, and its status functions know 7 days. */
export const TOKEN_VALID_MS = 8 * 24 * 60 * 60 * 1000;

// A path and a token are put behind it as they are, so that even a stray space would do harm.
const PLAIN_URL = /^https?:\/\/[^\s?#@\\]+$/i;
const KEY_ID = /^[a-z0-9]{1,8}$/;
const KEY_SECRET = /^[A-Za-z0-9_-]{32,}$/;
const ACCOUNT = /^[A-Za-z0-9_-]{1,32}$/;
const END_OF_EXPIRIES = Date.UTC(10_000, 0);
const KINDS = new Set<unknown>(['otp', 'template', 'recording'] satisfies CallKind[]);

/** The voice family's fields as the gateway's model URL names them; it fills them in, or appends its own. */
const MODEL_NAMES = 'ReferenceId CallDuration CallStatus Ivr Price SentResult CID SendStatus'.split(' ');
const MODEL_QUERY = `?${MODEL_NAMES.map((name) => `${name}=`).join('&')}`;

/**
 * Signs the URL at which the gateway reports one call, as the module does for every call that it places.
 * @throws InvalidInputError naming each field that breaks its rule.
 */
export function signCallbackUrl(input: SignCallbackUrlInput): string {
  refuseProblems(problemsOf(Object(input) as Claimed));
  const { url, key, requestId, account = DEFAULT_ACCOUNT, kind = 'otp' } = input;
  const { expiresAt = new Date(Date.now() + TOKEN_VALID_MS) } = input;
  return joinUrl(url.replace(/\/+$/, ''), key, { account, requestId, expiresAt }, kind);
}

/** The same, for fields that are known to be good. @param base without a slash at its end */
export function joinUrl(
  base: string,
  key: NamedKey,
  { account, requestId, expiresAt }: { account: string; requestId: string; expiresAt: Date },
  kind: CallKind,
): string {
  const token = signToken(key, { account, requestId, expiresAt: Math.ceil(expiresAt.getTime() / 1000) });
  return `${base}/${token}${kind === 'otp' ? '' : MODEL_QUERY}`;
}

type Claimed = { readonly [field in keyof SignCallbackUrlInput]?: unknown };

/** By field: whether its value is good, and what it must be. */
const RULES: readonly (readonly [field: string, isGood: (claimed: Claimed) => boolean, rule: string])[] = [
  ['url', ({ url }) => isPlainUrl(url), 'an http or https URL without user, query and fragment'],
  ['key.id', ({ key }) => fits(Object(key).id, KEY_ID), '1 to 8 characters of a-z 0-9'],
  ['key.secret', ({ key }) => fits(Object(key).secret, KEY_SECRET), 'at least 32 characters of A-Z a-z 0-9 _ -'],
  [
    'requestId',
    ({ requestId }) => typeof requestId === 'string' && isRequestId(requestId),
    '1 to 50 characters of A-Z a-z 0-9 . _ ~ -',
  ],
  ['account', ({ account = DEFAULT_ACCOUNT }) => fits(account, ACCOUNT), '1 to 32 characters of A-Z a-z 0-9 _ -'],
  ['expiresAt', ({ expiresAt = new Date() }) => isExpiry(expiresAt), 'a date from 1970 to 9999'],
  ['kind', ({ kind = 'otp' }) => KINDS.has(kind), 'otp, template or recording'],
];

const problemsOf = (claimed: Claimed): string[] =>
  RULES.filter(([, isGood]) => !isGood(claimed)).map(([field, , rule]) => `${field} must be ${rule}`);

const fits = (value: unknown, pattern: RegExp): value is string => typeof value === 'string' && pattern.test(value);

const isPlainUrl = (url: unknown): boolean => fits(url, PLAIN_URL) && URL.canParse(url);

const isExpiry = (date: unknown): boolean =>
  date instanceof Date && date.getTime() >= 0 && date.getTime() < END_OF_EXPIRIES;
