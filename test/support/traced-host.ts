import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { context, trace, type Attributes } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { EsmsVoiceModule, EsmsVoiceService, OnCallEvent } from 'nestjs-esms-voice';
import { EsmsDispatcher, EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { EsmsTelemetryModule } from 'nestjs-esms-voice/opentelemetry';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { freePort } from './free-port.js';
import { until } from './until.js';
import { CALLBACK_KEY, httpAdapterOf, WEBHOOK_PATH, type AdapterName } from './webhook-host.js';

const KEY = { id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' };

/** Remembers in which trace it heard of what. */
class Handlers {
  readonly heard: { state: string; traceId: string | undefined }[] = [];

  @OnCallEvent(['accepted', 'delivered'])
  hear({ type }: { type: string }): void {
    this.heard.push({ state: type, traceId: trace.getActiveSpan()?.spanContext().traceId });
  }
}

/** Makes the context flow along promises, as an SDK does; once a test file. */
export function useContexts(): () => void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return () => context.disable();
}

/** A traced application and the simulator that calls it back. */
export class TracedHost {
  private readonly exporter = new InMemorySpanExporter();
  readonly provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(this.exporter)] });
  readonly tracer = this.provider.getTracer('test');
  simulator!: EsmsSimulator;
  app!: INestApplication;

  static async start(adapter: AdapterName): Promise<TracedHost> {
    const host = new TracedHost();
    const port = await freePort();
    host.simulator = await EsmsSimulator.start({ answerAfterMs: 30 });
    const { apiKey, secretKey, restUrl, voiceUrl } = host.simulator;
    const voice = EsmsVoiceModule.forRoot({
      apiKey,
      secretKey,
      restUrl,
      voiceUrl,
      timeoutMs: 300,
      retryDelayMs: 5,
      callback: { publicUrl: `http://127.0.0.1:${port}`, keys: [CALLBACK_KEY] },
      dataKeys: [KEY],
      webhook: { path: WEBHOOK_PATH },
    });
    const telemetry = EsmsTelemetryModule.forRoot({ tracerProvider: host.provider });
    const module = await Test.createTestingModule({
      imports: [voice, EsmsDispatchModule.forRoot({}), telemetry],
      providers: [Handlers],
    }).compile();
    host.app = module.createNestApplication(httpAdapterOf(adapter), { logger: false });
    await host.app.listen(port, '127.0.0.1');
    return host;
  }

  get voice(): EsmsVoiceService {
    return this.app.get(EsmsVoiceService);
  }

  get dispatcher(): EsmsDispatcher {
    return this.app.get(EsmsDispatcher);
  }

  get heard(): Handlers['heard'] {
    return this.app.get(Handlers).heard;
  }

  /** The spans of this name that have ended, oldest first. */
  spans(name: string): ReadableSpan[] {
    return this.exporter.getFinishedSpans().filter((span) => span.name === name);
  }

  attributesOf(name: string): Attributes[] {
    return this.spans(name).map(({ attributes }) => attributes);
  }

  /** All that would leave the process. */
  exported(): string {
    return JSON.stringify(
      this.exporter
        .getFinishedSpans()
        .map(({ name, attributes, events, links, status }) => ({ name, attributes, events, links, status })),
    );
  }

  reaches(requestId: string, state: string): Promise<void> {
    return until(async () => (await this.voice.getCall(requestId))?.state === state, 10_000);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.simulator.stop();
  }
}
