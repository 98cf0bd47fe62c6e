import { HmacSha256 } from '../journal/hmac.js';
import { safeEqualText } from '../journal/safe-equal.js';
import type { NamedKey } from '../journal/data-keys.js';

/** What a token vouches for. */
export interface TokenClaims {
  readonly account: string;
  readonly requestId: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** Why a token is refused. For metrics alone: who sent it is never told. */
export type TokenRefusal = 'malformed' | 'unknown-key' | 'bad-mac' | 'expired';

/** The account and the secret that a key id leads to. */
export type FindKey = (keyId: string) => { readonly account: string; readonly secret: string } | null;

/** The answer to a token: what it vouches for, or why it is refused. */
export type TokenReading =
  | { readonly claims: TokenClaims }
  | { readonly refusal: 'unknown-key'; readonly keyId: string }
  | { readonly refusal: Exclude<TokenRefusal, 'unknown-key'> };

/** One path segment: a default Fastify route takes parameters of at most 100 characters. */
export const TOKEN_MAX_LENGTH = 96;

const VERSION = '1';
const LABEL = 'nestjs-esms-voice/callback-token';
const MAC_BYTES = 16;
const SHAPE = /^1\.([a-z0-9]{1,8})\.([A-Za-z0-9._~-]{1,50})\.([0-9a-z]{1,8})\.([A-Za-z0-9_-]{22})$/;

/** Writes `1.<key id>.<request id>.<expiry in base 36>.<mac>`: at most 96 characters. */
export function signToken(key: NamedKey, { account, requestId, expiresAt }: TokenClaims): string {
  const expiry = expiresAt.toString(36);
  const mac = macOf(key, account, key.id, requestId, expiry);
  return `${VERSION}.${key.id}.${requestId}.${expiry}.${mac}`;
}

/**
 * Reads a token: its size and shape first, then the mac, as text and in constant time (base64url has twins that
 * decode alike), then the expiry.
 * @param nowMs Unix milliseconds.
 */
export function readToken(token: unknown, findKey: FindKey, nowMs: number): TokenReading {
  const parts = typeof token === 'string' && token.length <= TOKEN_MAX_LENGTH ? SHAPE.exec(token) : null;
  if (!parts) return { refusal: 'malformed' };
  const [, keyId, requestId, expiry, mac] = parts as unknown as [string, string, string, string, string];
  const key = findKey(keyId);
  if (!key) return { refusal: 'unknown-key', keyId };
  if (!safeEqualText(macOf(key, key.account, keyId, requestId, expiry), mac)) return { refusal: 'bad-mac' };
  const expiresAt = parseInt(expiry, 36);
  return expiresAt * 1000 < nowMs ? { refusal: 'expired' } : { claims: { account: key.account, requestId, expiresAt } };
}

/** What a key signs with: the start of every text that it signs is the same. */
interface Signer {
  readonly hmac: HmacSha256;
  readonly account: string;
  readonly start: string;
}

/** One for each key that is known, for as long as it is. */
const signers = new WeakMap<object, Signer>();

function signerOf(key: { readonly secret: string }, account: string, keyId: string): Signer {
  const known = signers.get(key);
  if (known?.account === account) return known;
  const hmac = known?.hmac ?? new HmacSha256(Buffer.from(key.secret, 'utf8'));
  const made = { hmac, account, start: `${LABEL}/${VERSION}\n${sized(account)}${sized(keyId)}` };
  signers.set(key, made);
  return made;
}

/** The first 128 bits of HMAC-SHA-256 over the label and the fields, each with its length before it. */
function macOf(
  key: { readonly secret: string },
  account: string,
  keyId: string,
  requestId: string,
  expiry: string,
): string {
  const { hmac, start } = signerOf(key, account, keyId);
  return hmac.truncated(`${start}${sized(requestId)}${sized(expiry)}`, MAC_BYTES);
}

const sized = (field: string): string => `${Buffer.byteLength(field)}:${field}`;
