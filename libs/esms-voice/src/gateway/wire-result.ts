import { toBareCause, type BareCause } from '../errors/bare-cause.js';
import { CODE_ACCEPTED, decodePlaceReply, type PlaceReply } from './place-reply.js';
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

/** What means, of whatever transport, that no connection was made, so no byte of the request was sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
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
  if (trace.answer) return classifyAnswer(trace);
  const error = trace.error ?? thrown;
  const cause = toBareCause(error);
  const neverLeft = trace.hasBegun ? staysHere(trace, error) : isOfInterceptor(thrown);
  return neverLeft ? { kind: 'not-sent', cause } : { kind: 'unknown', cause, retryAfterMs: null };
}

function staysHere({ mayHaveLeft, isRepeated }: WireTrace, error: unknown): boolean {
  return !mayHaveLeft || (!isRepeated && neverConnected(error));
}

/**
 * Without our transport the request went nowhere, unless the application put another one in its place: that one ends
 * well, or fails with what it was sending.
 */
function isOfInterceptor(thrown: unknown): boolean {
  const { config, request, response } = Object(thrown) as Record<string, unknown>;
  return thrown !== null && !config && !request && !response;
}

/** A route that breaks under a connection fails its read with the codes of a failed connect: the system call tells. */
function neverConnected(error: unknown): boolean {
  const { code, cause, syscall } = Object(error) as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  return NEVER_CONNECTED.has(code ?? '') || (syscall ?? cause?.syscall) === 'connect';
}

/** After a first try that may have been placed, only a 100 says anything for sure. */
function classifyAnswer({ answer, isRepeated }: WireTrace): WireResult {
  const { body, retryAfter } = answer!;
  const retryAfterMs = parseRetryAfter(retryAfter);
  const { code, callId } = decodePlaceReply(body);
  return code === null || (isRepeated && code !== CODE_ACCEPTED)
    ? { kind: 'unknown', cause: null, retryAfterMs }
    : { kind: 'answered', reply: { code, callId }, retryAfterMs };
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date; `null` where it says nothing usable. */
export function parseRetryAfter(value: unknown, now: number = Date.now()): number | null {
  if (typeof value !== 'string') return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = HTTP_DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** All three forms begin with a day's name; `Date.parse` takes far more for a date than that. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;
