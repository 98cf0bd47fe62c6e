import type { HttpService } from '@nestjs/axios';
import { classify, type WireResult } from './wire-result.js';
import type { WireRequest } from './wire-request.js';
import { WireTrace } from './wire-trace.js';
import type { TracedRequest } from './http-service.js';

const HEADERS = { 'Content-Type': 'application/json' };

/** Sends requests to the gateway through Nest's `HttpService` and tells how each one ended. Never throws. */
export class GatewayClient {
  constructor(private readonly http: HttpService) {}

  /**
   * Sends one request once.
   * @param signal aborts it; what may have left by then makes the result `unknown`.
   */
  async send(request: WireRequest, signal: AbortSignal): Promise<WireResult> {
    const trace = new WireTrace();
    const config: TracedRequest = {
      method: request.method,
      url: request.url,
      headers: HEADERS,
      signal,
      trace,
    };
    if (request.body !== null) config.data = request.body;
    try {
      await this.http.axiosRef.request(config);
      return classify(trace, null);
    } catch (error) {
      return classify(trace, error);
    }
  }
}
