import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { EsmsVoiceService, EsmsCallbacks, type EsmsVoiceOptions } from 'nestjs-esms-voice';
import { EsmsDispatcher, EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { EsmsTelemetryModule } from 'nestjs-esms-voice/opentelemetry';
import { EsmsRecorder, EsmsVoiceTestingModule } from 'nestjs-esms-voice/testing';
import { EsmsVerificationModule, EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { parseCallback } from '../../libs/esms-voice/src/callbacks/parse-callback.js';

const KEY = { id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' };
const NEVER_MS = 3_600_000;
const nothing = (): void => undefined;
const SILENT: LoggerService = { log: nothing, error: nothing, warn: nothing };

/** One value of a metric: a count, a gauge, or how many a histogram has taken. */
export interface Series {
  readonly metric: string;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly value: number;
}

/** An application over the recording transport, whose metrics a test reads. */
export class MeteredHost {
  private readonly exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  private readonly reader = new PeriodicExportingMetricReader({
    exporter: this.exporter,
    exportIntervalMillis: NEVER_MS,
  });
  readonly provider = new MeterProvider({ readers: [this.reader] });
  module!: TestingModule;

  static async start(options: Partial<EsmsVoiceOptions> = {}): Promise<MeteredHost> {
    const host = new MeteredHost();
    host.module = await Test.createTestingModule({
      imports: [
        EsmsVoiceTestingModule.forTest({ options: { dataKeys: [KEY], ...options } }),
        EsmsDispatchModule.forRoot({}),
        EsmsVerificationModule.forRoot({ dataKeys: [KEY] }),
        EsmsTelemetryModule.forRoot({ meterProvider: host.provider }),
      ],
    })
      .setLogger(SILENT)
      .compile();
    await host.module.init();
    return host;
  }

  get voice(): EsmsVoiceService {
    return this.module.get(EsmsVoiceService);
  }

  get dispatcher(): EsmsDispatcher {
    return this.module.get(EsmsDispatcher);
  }

  get verification(): EsmsVerificationService {
    return this.module.get(EsmsVerificationService);
  }

  get recorder(): EsmsRecorder {
    return this.module.get(EsmsRecorder);
  }

  /** The gateway reports this call, in these words. */
  async report(requestId: string, query: string): Promise<void> {
    const callback = { account: 'default', requestId, callback: parseCallback(query), query };
    await this.module.get(EsmsCallbacks).receive(callback);
  }

  /** Every series there is now. */
  async series(): Promise<Series[]> {
    this.exporter.reset();
    await this.reader.forceFlush();
    const metrics = this.exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    return metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({
        metric: descriptor.name,
        labels: attributes,
        value: typeof value === 'number' ? value : value.count,
      })),
    );
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.provider.shutdown();
  }
}
