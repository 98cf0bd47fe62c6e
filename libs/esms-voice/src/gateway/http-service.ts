import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import { CanceledError, create, getAdapter, type AxiosAdapter, type GenericAbortSignal } from 'axios';
import type { Dispatcher } from 'undici';
import { GatewayPools, type PoolLimits } from './gateway-pools.js';
import { MAX_REPLY_BYTES } from './response-limit.js';
import { createUndiciAdapter } from './undici-adapter.js';
import { traceOf, type WireTrace } from './wire-trace.js';

/** What carries the requests: undici's pools under axios, or plain axios. */
type TransportKind = 'undici' | 'axios';

/** How a transport is made. */
export interface TransportOptions extends PoolLimits {
  readonly kind: TransportKind;
  /** Takes the place of undici's pools, in tests. */
  readonly dispatcher: Dispatcher | null;
}

/** An `HttpService` and the connections that it keeps open. */
export interface GatewayHttpService {
  readonly http: HttpService;
  close(): Promise<void>;
}

/**
 * Nest's `HttpService` for one gateway account: keep-alive, a finite time limit, a bounded answer, no redirects,
 * the body left as text. Interceptors that an application adds to its `axiosRef` run as on any other.
 */
export function createGatewayHttpService(options: TransportOptions): GatewayHttpService {
  return options.kind === 'undici' ? overUndici(options) : overPlainAxios(options);
}

/**
 * An `HttpService` over an adapter of one's own. Axios copies its defaults anew for every request, and merging them is
 * half of its cost: what such an adapter does not read is taken out.
 */
export function createHttpService(adapter: AxiosAdapter): HttpService {
  const instance = create({ adapter: traced(adapter) });
  const unused = Object.keys(instance.defaults).filter((name) => name !== 'adapter');
  for (const name of unused) delete instance.defaults[name as keyof typeof instance.defaults];
  Object.assign(instance.defaults, { headers: { common: {} } });
  return new HttpService(instance);
}

function overUndici({ timeoutMs, dispatcher, ...limits }: TransportOptions): GatewayHttpService {
  const pools = new GatewayPools({ ...limits, timeoutMs }, dispatcher ?? undefined);
  return { http: createHttpService(createUndiciAdapter(pools.of)), close: () => pools.close() };
}

function overPlainAxios({ timeoutMs, connections }: TransportOptions): GatewayHttpService {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: connections });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: connections });
  const instance = create({
    adapter: traced(sendsAtOnce(getAdapter('http'))),
    httpAgent,
    httpsAgent,
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: MAX_REPLY_BYTES,
    responseType: 'text',
    headers: { common: { Accept: 'application/json' }, post: { 'Content-Type': 'application/json' } },
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  });
  const close = async (): Promise<void> => [httpAgent, httpsAgent].forEach((agent) => agent.destroy());
  return { http: new HttpService(instance), close };
}

/** Notes on the request's trace how the adapter ended. */
function traced(adapter: AxiosAdapter): AxiosAdapter {
  return async (config) => {
    const trace = traceOf(config);
    trace.begin();
    try {
      if (trace.isCancelled) throw new CanceledError('canceled');
      const response = await adapter(config);
      trace.noteAnswer(response);
      return response;
    } catch (error) {
      trace.noteError(error);
      throw error;
    }
  };
}

/** Plain axios does not tell when the first byte leaves, so it may have left from the start. */
function sendsAtOnce(adapter: AxiosAdapter): AxiosAdapter {
  return (config) => {
    const trace = traceOf(config);
    trace.mayHaveLeft = true;
    return adapter({ ...config, signal: joinSignals(trace, config.signal) });
  };
}

function joinSignals(trace: WireTrace, other: GenericAbortSignal | undefined): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  trace.onCancel(abort);
  other?.addEventListener?.('abort', abort);
  if (other?.aborted) abort();
  return controller.signal;
}
