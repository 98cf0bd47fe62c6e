import { GatewayClient } from '../../gateway/gateway-client.js';
import { GatewayQuestions, type Finding } from '../../gateway/gateway-questions.js';
import type { GatewayAnswer } from '../../gateway/gateway-answer.js';
import { createGatewayHttpService, type GatewayHttpService } from '../../gateway/http-service.js';
import { STATUS_FUNCTIONS } from '../../gateway/status.wire.js';
import { toBareCause } from '../../errors/bare-cause.js';
import type { ResolvedOptions } from '../../module/resolved-options.js';

/** What the transport noted of the last answer. */
interface LastAnswer {
  readonly status: number;
  /** Of the `Date` header, in Unix milliseconds; `null` where there is none. */
  readonly dateMs: number | null;
  readonly receivedMs: number;
}

/** A page of somebody else may be long, and needs not be read. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** Asks what a doctor asks, through the library's own transport. */
export class GatewayProbe {
  lastAnswer: LastAnswer | null = null;
  private readonly transport: GatewayHttpService;
  private readonly client: GatewayClient;
  private readonly questions: GatewayQuestions;

  constructor(private readonly options: ResolvedOptions) {
    this.transport = createGatewayHttpService(options.transport);
    this.client = new GatewayClient(this.transport.http, options.limits.timeoutMs);
    this.questions = new GatewayQuestions(this.client, options.hosts, options.credentials);
    this.transport.http.axiosRef.interceptors.response.use((response) => {
      const date = Date.parse(String(response.headers['date']));
      const dateMs = Number.isNaN(date) ? null : date;
      this.lastAnswer = { status: response.status, dateMs, receivedMs: Date.now() };
      return response;
    });
  }

  /** Name and port of the REST host. */
  get restHost(): string {
    return new URL(this.options.hosts.restUrl).host;
  }

  /** Name and port of the voice host. */
  get voiceHost(): string {
    return new URL(this.options.hosts.voiceUrl).host;
  }

  balance(): Promise<Finding<number | null>> {
    this.lastAnswer = null;
    return this.questions.balance();
  }

  /** Asks the voice host about a call that nobody placed. */
  askVoiceHost(callId: string): Promise<GatewayAnswer> {
    this.lastAnswer = null;
    const { hosts, credentials } = this.options;
    return this.client.ask(STATUS_FUNCTIONS.voice.encode(hosts, credentials, callId));
  }

  /** Fetches a page of the application; no redirect is followed. An answer, or the code of why there is none. */
  async fetch(url: string): Promise<{ status: number; body: string } | { status: null; code: string | null }> {
    const timeout = this.options.limits.timeoutMs;
    const config = { method: 'GET', url, timeout, maxContentLength: MAX_PAGE_BYTES };
    try {
      const { status, data } = await this.transport.http.axiosRef.request<unknown>(config);
      return { status, body: String(data) };
    } catch (error) {
      return { status: null, code: toBareCause(error).code };
    }
  }

  close(): Promise<void> {
    return this.transport.close();
  }
}
