import type { HttpService } from '@nestjs/axios';
import type { AxiosRequestConfig } from 'axios';
import type { Cancellation } from './cancellation.js';
import { classify, type WireResult } from './wire-result.js';
import type { WireRequest } from './wire-request.js';
import { WireTrace } from './wire-trace.js';

/** Sends requests to the gateway through Nest's `HttpService` and tells how each one ended. Never throws. */
export class GatewayClient {
  constructor(private readonly http: HttpService) {}

  /**
   * Sends one request once.
   * @param cancellation ends it; what may have left by then makes the result `unknown`.
   */
  async send({ method, url, body }: WireRequest, cancellation: Cancellation): Promise<WireResult> {
    const trace = new WireTrace(cancellation);
    const config: AxiosRequestConfig<string> & { trace: WireTrace } = { method, url, trace };
    if (body !== null) config.data = body;
    try {
      await this.http.axiosRef.request(config);
      return classify(trace, null);
    } catch (error) {
      return classify(trace, error);
    }
  }
}
