import type { HttpService } from '@nestjs/axios';
import type { AxiosRequestConfig } from 'axios';
import { toBareCause } from '../errors/bare-cause.js';
import { Cancellation } from './cancellation.js';
import { readAnswer, type GatewayAnswer } from './gateway-answer.js';
import { classify, type WireResult } from './wire-result.js';
import type { WireRequest } from './wire-request.js';
import { WireTrace } from './wire-trace.js';

const CANCELLED = Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });

type TracedConfig = AxiosRequestConfig<string> & { trace: WireTrace };

/** Sends requests to the gateway through Nest's `HttpService` and tells how each one ended. Never throws. */
export class GatewayClient {
  private readonly asking = new Set<Cancellation>();
  private asksNoMore = false;

  constructor(
    private readonly http: HttpService,
    private readonly timeoutMs: number,
  ) {}

  /**
   * Sends a request that places a call, once.
   * @param cancellation ends it; what may have left by then makes the result `unknown`.
   */
  send(request: WireRequest, cancellation: Cancellation): Promise<WireResult> {
    const trace = new WireTrace();
    return new Promise((resolve) =>
      this.run(request, trace, cancellation, (thrown) => resolve(classify(trace, thrown))),
    );
  }

  /** Sends a question, which changes nothing at the gateway, within the time limit of one attempt. */
  ask(request: WireRequest): Promise<GatewayAnswer> {
    if (this.asksNoMore) return Promise.resolve({ kind: 'silent', cause: toBareCause(CANCELLED) });
    const trace = new WireTrace();
    const cancellation = new Cancellation();
    const timer = setTimeout(() => cancellation.cancel(), this.timeoutMs);
    this.asking.add(cancellation);
    return new Promise((resolve) =>
      this.run(request, trace, cancellation, (thrown) => {
        clearTimeout(timer);
        this.asking.delete(cancellation);
        resolve(readAnswer(trace, thrown));
      }),
    );
  }

  /** Ends the questions under way, and lets none begin any more. */
  endQuestions(): void {
    this.asksNoMore = true;
    for (const cancellation of this.asking) cancellation.cancel();
  }

  private run(
    request: WireRequest,
    trace: WireTrace,
    cancellation: Cancellation,
    settle: (thrown: unknown) => void,
  ): void {
    // An interceptor that never settles must not hold the call: what is cancelled ends here.
    cancellation.listen(() => {
      trace.cancel();
      settle(CANCELLED);
    });
    this.http.axiosRef.request(toConfig(request, trace)).then(() => settle(null), settle);
  }
}

function toConfig({ method, url, body, maxReplyBytes }: WireRequest, trace: WireTrace): TracedConfig {
  const config: TracedConfig = { method, url, trace };
  if (body !== null) config.data = body;
  if (maxReplyBytes !== undefined) config.maxContentLength = maxReplyBytes;
  return config;
}
