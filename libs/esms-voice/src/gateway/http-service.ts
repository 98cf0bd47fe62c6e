import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import axios, { getAdapter, type AxiosAdapter, type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { WireTrace } from './wire-trace.js';

const MAX_RESPONSE_BYTES = 64 * 1024;
const KEEP_ALIVE_MS = 30_000;

/** An `HttpService` and the connections that it keeps open. */
export interface GatewayHttpService {
  readonly http: HttpService;
  close(): void;
}

/** A request that carries a trace to the transport through axios. */
export interface TracedRequest extends AxiosRequestConfig<string> {
  readonly trace: WireTrace;
}

/**
 * Nest's `HttpService` for one gateway account: keep-alive, a finite time limit, a bounded answer, no redirects,
 * the body left as text. Interceptors that an application adds to its `axiosRef` run as on any other.
 */
export function createGatewayHttpService(timeoutMs: number): GatewayHttpService {
  const httpAgent = new HttpAgent({ keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS });
  const httpsAgent = new HttpsAgent({ keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS });
  const instance: AxiosInstance = axios.create({
    adapter: traced(getAdapter('http')),
    httpAgent,
    httpsAgent,
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: MAX_RESPONSE_BYTES,
    responseType: 'text',
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  });
  const close = () => [httpAgent, httpsAgent].forEach((agent) => agent.destroy());
  return { http: new HttpService(instance), close };
}

/** Notes on the request's trace what the adapter did with it. */
export function traced(adapter: AxiosAdapter): AxiosAdapter {
  return async (config) => {
    const { trace = new WireTrace() } = config as Partial<TracedRequest>;
    trace.handedOver = true;
    try {
      trace.response = await adapter(config);
      return trace.response;
    } catch (error) {
      trace.error = error;
      throw error;
    }
  };
}
