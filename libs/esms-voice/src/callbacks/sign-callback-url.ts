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

/** The voice family's fields as the gateway's model URL names them; it fills them in, or appends its own. */
const MODEL_NAMES = 'ReferenceId CallDuration CallStatus Ivr Price SentResult CID SendStatus'.split(' ');
const MODEL_QUERY = `?${MODEL_NAMES.map((name) => `${name}=`).join('&')}`;

/**
 * Signs the URL at which the gateway reports one call, as the module does for every call that it places.
 * @throws InvalidInputError naming each field that breaks its rule.
 */
export function signCallbackUrl(input: SignCallbackUrlInput): string {
  const { url, key, requestId, account = DEFAULT_ACCOUNT, kind = 'otp' } = input;
  const { expiresAt = new Date(Date.now() + TOKEN_VALID_MS) } = input;
  refuseProblems(problemsOf({ ...input, expiresAt }));
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

function problemsOf({ url, key, requestId, expiresAt }: SignCallbackUrlInput): string[] {
  const checks: readonly [boolean, string][] = [
    [URL.canParse(url) && !/[?#]/.test(url), 'url must be a URL without query and fragment'],
    [/^[a-z0-9]{1,8}$/.test(key?.id), 'key.id must be 1 to 8 characters of a-z 0-9'],
    [/^[A-Za-z0-9_-]{32,}$/.test(key?.secret), 'key.secret must be at least 32 characters of A-Z a-z 0-9 _ -'],
    [isRequestId(String(requestId)), 'requestId must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -'],
    [!Number.isNaN(Number(expiresAt)), 'expiresAt must be a date'],
  ];
  return checks.filter(([isGood]) => !isGood).map(([, problem]) => problem);
}
