import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base';

/** Takes spans and drops them: sending is the collector's matter, and the process's choice. */
const nowhere = { export: (_, done) => done({ code: 0 }), shutdown: async () => undefined };

/** Registers tracing of a share of the calls, in batches, and metrics that are collected every second. */
export function registerSdk(share = 1) {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  // Node.js follows promises from the first context on, as it does in any application whose requests are traced.
  context.with(context.active(), () => undefined);
  const sampler = share < 1 ? { sampler: new TraceIdRatioBasedSampler(share) } : {};
  const spanProcessors = [new BatchSpanProcessor(nowhere)];
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors, ...sampler }));
  const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1_000, exportTimeoutMillis: 900 });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  setInterval(() => exporter.reset(), 1_000).unref();
}
