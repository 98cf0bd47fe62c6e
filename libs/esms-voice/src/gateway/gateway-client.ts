import type { HttpService } from '@nestjs/axios';
import type { AxiosRequestConfig } from 'axios';
import type { Cancellation } from './cancellation.js';
import { classify, type WireResult } from './wire-result.js';
import type { WireRequest } from './wire-request.js';
import { WireTrace } from './wire-trace.js';

const CANCELLED = Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });

/** Sends requests to the gateway through Nest's `HttpService` and tells how each one ended. Never throws. */
export class GatewayClient {
  constructor(private readonly http: HttpService) {}

  /**
   * Sends one request once.
   * @param cancellation ends it; what may have left by then makes the result `unknown`.
   */
  send({ method, url, body }: WireRequest, cancellation: Cancellation): Promise<WireResult> {
    const trace = new WireTrace();
    const config: AxiosRequestConfig<string> & { trace: WireTrace } = { method, url, trace };
    if (body !== null) config.data = body;
    return new Promise((resolve) => {
      const settle = (thrown: unknown): void => resolve(classify(trace, thrown));
      // An interceptor that never settles must not hold the call: what is cancelled ends here.
      cancellation.listen(() => {
        trace.cancel();
        settle(CANCELLED);
      });
      this.http.axiosRef.request(config).then(() => settle(null), settle);
    });
  }
}
