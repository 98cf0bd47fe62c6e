import { ForbiddenException, MethodNotAllowedException } from '@nestjs/common';
import type { CallbackAccounts } from './callback-accounts.js';
import type { CallbackRefusal } from './callback-counts.js';
import { readToken, type TokenReading } from './callback-token.js';
import { parseCallback } from './parse-callback.js';
import type { VerifiedCallback } from './verified-callback.js';

/** What Express and Fastify have in common. */
export interface CallbackRequest {
  readonly method: string;
  readonly url: string;
  readonly originalUrl?: string;
  readonly params?: { readonly token?: unknown };
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a callback with a bad token is answered, which tells nobody why. */
export const FORBIDDEN = { statusCode: 403, message: 'Forbidden', error: 'Forbidden', code: 'CALLBACK_FORBIDDEN' };

/**
 * The callback that a request with a good `token` parameter brings; a promise only where its account has to be looked for.
 * @throws ForbiddenException, MethodNotAllowedException, counted by their reasons.
 */
export function verifyRequest(
  request: CallbackRequest,
  accounts: CallbackAccounts,
): VerifiedCallback | Promise<VerifiedCallback> {
  if (request.method !== 'GET') throw refusal('method', accounts);
  if (isPrefetch(request)) throw refusal('prefetch', accounts);
  const reading = read(request, accounts);
  return 'keyId' in reading && accounts.resolveKey
    ? accounts.resolveKey(reading.keyId).then(() => verified(request, read(request, accounts), accounts))
    : verified(request, reading, accounts);
}

const read = ({ params }: CallbackRequest, { findKey }: CallbackAccounts): TokenReading =>
  readToken(params?.token, findKey, Date.now());

function verified(request: CallbackRequest, reading: TokenReading, accounts: CallbackAccounts): VerifiedCallback {
  if ('refusal' in reading) throw refusal(reading.refusal, accounts);
  const { account, requestId } = reading.claims;
  const query = queryOf(request);
  return { account, requestId, callback: parseCallback(query), query };
}

function refusal(reason: CallbackRefusal, { counter }: CallbackAccounts): Error {
  counter.noteRefused(reason);
  return reason === 'method' ? new MethodNotAllowedException() : new ForbiddenException(FORBIDDEN);
}

/** A browser that fetches ahead says so; the gateway is no browser. */
const isPrefetch = ({ headers = {} }: CallbackRequest): boolean =>
  saysPrefetch(headers['sec-purpose']) ||
  saysPrefetch(headers['purpose']) ||
  saysPrefetch(headers['x-purpose']) ||
  saysPrefetch(headers['x-moz']);

const saysPrefetch = (value: string | string[] | undefined): boolean =>
  value !== undefined && /prefetch|preview|prerender/i.test(String(value));

/** The raw query string: frameworks read repeated and bracketed fields each in a way of their own. */
function queryOf(request: CallbackRequest): string {
  const full = request.originalUrl ?? request.url;
  const start = full.indexOf('?');
  return start < 0 ? '' : full.slice(start + 1);
}
