import {
  ForbiddenException,
  HttpException,
  Inject,
  Injectable,
  MethodNotAllowedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { CallbackRefusal } from './callback-counts.js';
import { CallbackAccounts } from './callback-accounts.js';
import { readToken, type TokenReading } from './callback-token.js';
import { parseCallback } from './parse-callback.js';
import { CALLBACK_ACCOUNTS } from './tokens.js';
import { leaveOn } from './verified-callback.js';

interface CallbackRequest {
  readonly method: string;
  readonly url: string;
  readonly originalUrl?: string;
  readonly params?: { readonly token?: unknown };
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a callback with a bad token is answered, which tells nobody why. */
export const FORBIDDEN = { statusCode: 403, message: 'Forbidden', error: 'Forbidden', code: 'CALLBACK_FORBIDDEN' };

/**
 * Lets a callback with a good token through to a route with a `:token` parameter, and nothing else: 403 without a
 * word on why; 405 for any method but GET (frameworks answer HEAD for every GET route). The reasons are counted:
 * {@link EsmsCallbacks.counts}.
 */
@Injectable()
export class EsmsCallbackGuard implements CanActivate {
  constructor(@Inject(CALLBACK_ACCOUNTS) private readonly accounts: CallbackAccounts) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // Not `switchToHttp()`, which makes three functions for each request.
    const request = context.getArgByIndex<CallbackRequest>(0);
    if (request.method !== 'GET') throw this.refusal('method');
    if (isPrefetch(request)) throw this.refusal('prefetch');
    const reading = this.read(request);
    return 'keyId' in reading && this.accounts.resolveKey
      ? this.accounts.resolveKey(reading.keyId).then(() => this.letThrough(request, this.read(request)))
      : this.letThrough(request, reading);
  }

  private read({ params }: CallbackRequest): TokenReading {
    return readToken(params?.token, this.accounts.findKey, Date.now());
  }

  private letThrough(request: CallbackRequest, reading: TokenReading): true {
    if ('refusal' in reading) throw this.refusal(reading.refusal);
    const { account, requestId } = reading.claims;
    const query = queryOf(request);
    leaveOn(request, { account, requestId, callback: parseCallback(query), query });
    return true;
  }

  private refusal(reason: CallbackRefusal): HttpException {
    this.accounts.counter.noteRefused(reason);
    return reason === 'method' ? new MethodNotAllowedException() : new ForbiddenException(FORBIDDEN);
  }
}

const PREFETCH_HEADERS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/** A browser that fetches ahead says so; the gateway is no browser. */
function isPrefetch({ headers = {} }: CallbackRequest): boolean {
  return PREFETCH_HEADERS.some((name) => headers[name] && /prefetch|preview|prerender/i.test(String(headers[name])));
}

/** The raw query string: frameworks read repeated and bracketed fields each in a way of their own. */
function queryOf({ originalUrl, url }: CallbackRequest): string {
  const full = originalUrl ?? url;
  const start = full.indexOf('?');
  return start < 0 ? '' : full.slice(start + 1);
}
