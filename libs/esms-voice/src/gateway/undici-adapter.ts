import axios, { AxiosError, CanceledError, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import type { Dispatcher } from 'undici';
import { UndiciExchange } from './undici-exchange.js';
import { WireTrace } from './wire-trace.js';

/** Finds the dispatcher of an origin such as `https://rest.esms.vn`. */
export type DispatcherOf = (origin: string) => Dispatcher;

/**
 * An axios adapter on undici: the request goes out on a pooled connection, the answer comes back as text. Understands
 * `url`, `baseURL`, `params`, `method`, `headers`, `data` (text), `timeout`, `signal` and `validateStatus`; what it
 * rejects with is an `AxiosError` or a `CanceledError`, as interceptors expect.
 */
export function createUndiciAdapter(dispatcherOf: DispatcherOf): AxiosAdapter {
  return async (config) => {
    const exchange = new UndiciExchange(traceOf(config));
    const release = watch(config, exchange);
    try {
      send(dispatcherOf, config, exchange);
      const response = { ...(await exchange.response), config };
      const { validateStatus } = config;
      if (!validateStatus || validateStatus(response.status)) return response;
      const { ERR_BAD_REQUEST } = AxiosError;
      throw new AxiosError(
        `Request failed with status code ${response.status}`,
        ERR_BAD_REQUEST,
        config,
        null,
        response,
      );
    } catch (error) {
      throw asAxiosError(error, config);
    } finally {
      release();
    }
  };
}

const traceOf = (config: object): WireTrace => (config as { trace?: WireTrace }).trace ?? new WireTrace();

function send(dispatcherOf: DispatcherOf, config: InternalAxiosRequestConfig, exchange: UndiciExchange): void {
  const { origin, path } = targetOf(config);
  const options: Dispatcher.DispatchOptions = {
    origin,
    path,
    method: config.method!.toUpperCase(),
    headers: headersOf(config),
    body: (config.data as string | undefined) ?? null,
  };
  dispatcherOf(origin).dispatch(options, exchange);
}

/** Names and values in turn, as undici takes them fastest; axios marks a header that is not to be sent with false. */
function headersOf({ headers }: InternalAxiosRequestConfig): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === null || value === undefined || value === false ? [] : [name, String(value)],
  );
}

function targetOf(config: InternalAxiosRequestConfig): { origin: string; path: string } {
  const isWhole = config.baseURL === undefined && config.params === undefined;
  const { origin, pathname, search } = new URL(isWhole ? config.url! : axios.getUri(config));
  return { origin, path: pathname + search };
}

/** Ends the exchange on the time limit or the signal of the request; returns what forgets both. */
function watch({ timeout, signal }: InternalAxiosRequestConfig, exchange: UndiciExchange): () => void {
  const onAbort = (): void => exchange.abort(new CanceledError('canceled'));
  const timer = timeout ? setTimeout(() => exchange.abort(timedOut(timeout)), timeout) : null;
  signal?.addEventListener?.('abort', onAbort, { once: true });
  return () => {
    if (timer) clearTimeout(timer);
    signal?.removeEventListener?.('abort', onAbort);
  };
}

const timedOut = (ms: number): AxiosError => new AxiosError(`timeout of ${ms}ms exceeded`, AxiosError.ETIMEDOUT);

function asAxiosError(error: unknown, config: InternalAxiosRequestConfig): unknown {
  if (error instanceof CanceledError) return error;
  if (!(error instanceof AxiosError)) return AxiosError.from(error, (error as NodeJS.ErrnoException).code, config);
  error.config ??= config;
  return error;
}
