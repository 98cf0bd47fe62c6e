import { toBareCause, type BareCause } from '../errors/bare-cause.js';
import { decodePlaceReply, type PlaceReply } from './place-reply.js';
import type { WireTrace } from './wire-trace.js';

/**
 * How one request ended: answered with a code; `not-sent` (no byte left, or the gateway was never reached); or
 * `unknown` (a time-out, a reset, an answer without a code: the call may have been placed).
 */
export type WireResult =
  | {
      readonly kind: 'answered';
      readonly reply: PlaceReply & { readonly code: string };
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'not-sent'; readonly cause: BareCause }
  | { readonly kind: 'unknown'; readonly cause: BareCause | null; readonly retryAfterMs: number | null };

/** System errors that mean no connection was made, so no byte of the request was sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Reads what the transport noted. A code in the body wins, whatever the HTTP status says. */
export function classify(trace: WireTrace, thrown: unknown): WireResult {
  if (trace.response) return classifyResponse(trace.response.data, trace.response.headers);
  const cause = toBareCause(trace.error ?? thrown);
  const neverLeft = !trace.mayHaveLeft || (cause.code !== null && NEVER_CONNECTED.has(cause.code));
  return neverLeft ? { kind: 'not-sent', cause } : { kind: 'unknown', cause, retryAfterMs: null };
}

function classifyResponse(data: unknown, headers: object): WireResult {
  const retryAfterMs = parseRetryAfter((headers as Record<string, unknown>)['retry-after']);
  const { code, callId } = decodePlaceReply(typeof data === 'string' ? data : '');
  return code === null
    ? { kind: 'unknown', cause: null, retryAfterMs }
    : { kind: 'answered', reply: { code, callId }, retryAfterMs };
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date; `null` where it says nothing usable. */
export function parseRetryAfter(value: unknown, now: number = Date.now()): number | null {
  if (typeof value !== 'string') return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
