import axios, {
  AxiosError,
  AxiosHeaders,
  CanceledError,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { Dispatcher } from 'undici';
import { MAX_REPLY_BYTES } from './response-limit.js';
import { UndiciExchange, type RawResponse } from './undici-exchange.js';
import { targetOf } from './wire-target.js';
import { traceOf, type WireTrace } from './wire-trace.js';

/** Finds the dispatcher of an origin such as `https://rest.esms.vn`. */
export type DispatcherOf = (origin: string) => Dispatcher;

const JSON_TYPE = 'application/json';
/** What axios puts in when nobody said what the body is; ours is JSON. */
const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * An axios adapter on undici: the request goes out on a pooled connection, the answer comes back as text. Understands
 * `url`, `baseURL`, `params`, `method`, `headers`, `data` (text), `timeout`, `signal`, `maxContentLength` and `validateStatus`; what it
 * rejects with is an `AxiosError` or a `CanceledError`, as interceptors expect.
 */
export function createUndiciAdapter(dispatcherOf: DispatcherOf): AxiosAdapter {
  return async (config) => {
    const trace = traceOf(config);
    const exchange = new UndiciExchange(trace, maxBytesOf(config));
    const release = watch(config, trace, exchange);
    try {
      send(dispatcherOf, config, exchange);
      return settle(toAxiosResponse(await exchange.response, config));
    } catch (error) {
      throw asAxiosError(error, config);
    } finally {
      release?.();
    }
  };
}

function send(dispatcherOf: DispatcherOf, config: InternalAxiosRequestConfig, exchange: UndiciExchange): void {
  const isWhole = config.baseURL === undefined && config.params === undefined;
  const { origin, path } = targetOf(isWhole ? config.url! : axios.getUri(config));
  const options: Dispatcher.DispatchOptions = {
    origin,
    path,
    method: config.method!.toUpperCase(),
    headers: headersOf(config),
    body: (config.data as string | undefined) ?? null,
  };
  dispatcherOf(origin).dispatch(options, exchange);
}

/** Axios writes `-1` for no limit; an answer always has one here. */
const maxBytesOf = ({ maxContentLength = -1 }: InternalAxiosRequestConfig): number =>
  maxContentLength < 0 ? MAX_REPLY_BYTES : maxContentLength;

/** Names and values in turn, as undici takes them fastest; axios marks a header that is not to be sent with false. */
function headersOf({ headers }: InternalAxiosRequestConfig): string[] {
  const list = ['accept', JSON_TYPE];
  for (const [name, value] of Object.entries(headers)) {
    if (value === null || value === undefined || value === false) continue;
    list.push(name, value === FORM_TYPE ? JSON_TYPE : String(value));
  }
  return list;
}

/** Ends the exchange with whatever limits the request; returns what forgets it, where there is anything to forget. */
function watch(
  { timeout, signal }: InternalAxiosRequestConfig,
  trace: WireTrace,
  exchange: UndiciExchange,
): (() => void) | null {
  const onAbort = (): void => exchange.abort(new CanceledError('canceled'));
  trace.onCancel(onAbort);
  if (!timeout && !signal) return null;
  const timer = timeout ? setTimeout(() => exchange.abort(timedOut(timeout)), timeout) : undefined;
  signal?.addEventListener?.('abort', onAbort);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener?.('abort', onAbort);
  };
}

/** Headers of the wire: undici has them in lower case and clean, so axios need not go through them again and again. */
class WireHeaders extends AxiosHeaders {
  override normalize(): this {
    return this;
  }
}

function toAxiosResponse(raw: RawResponse, config: InternalAxiosRequestConfig): AxiosResponse<string> {
  const { status, statusText, data } = raw;
  return { status, statusText, data, headers: Object.assign(new WireHeaders(), raw.headers), config };
}

function settle(response: AxiosResponse<string>): AxiosResponse<string> {
  const { config, status } = response;
  if (!config.validateStatus || config.validateStatus(status)) return response;
  const message = `Request failed with status code ${status}`;
  throw new AxiosError(message, AxiosError.ERR_BAD_REQUEST, config, null, response);
}

const timedOut = (ms: number): AxiosError => new AxiosError(`timeout of ${ms}ms exceeded`, AxiosError.ETIMEDOUT);

function asAxiosError(error: unknown, config: InternalAxiosRequestConfig): unknown {
  if (error instanceof CanceledError) return error;
  if (!(error instanceof AxiosError)) return AxiosError.from(error, (error as NodeJS.ErrnoException).code, config);
  error.config ??= config;
  return error;
}
