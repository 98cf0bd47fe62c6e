import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { metrics as sdk, NodeSDK, resources } from '@opentelemetry/sdk-node';
import type { TelemetrySettings } from '../settings/settings.js';
import { PrometheusText } from './prometheus-text.js';
import { SERVICE_NAME, type RunningSdk } from './running-sdk.js';

/**
 * The whole SDK, by its standard variables, without any auto-instrumentation: those of http and undici record URLs, and URLs of
 * the voice host hold the account's keys.
 */
export function startNodeSdk({ sendsTraces, sendsMetrics }: TelemetrySettings): RunningSdk {
  const text = new PrometheusText();
  const exporting = () => new sdk.PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() });
  const node = new NodeSDK({
    ...(process.env['OTEL_SERVICE_NAME'] === undefined && { serviceName: SERVICE_NAME }),
    // Not those of host and process: they tell the command line.
    resourceDetectors: [resources.envDetector],
    instrumentations: [],
    logRecordProcessors: [],
    metricReaders: [text.reader, ...(sendsMetrics ? [exporting()] : [])],
    ...(!sendsTraces && { spanProcessors: [] }),
  });
  node.start();
  const stop = async (): Promise<void> => {
    // What cannot be sent any more is lost; the process stops all the same.
    await node.shutdown().catch(() => undefined);
    for (const api of [trace, metrics, context, propagation]) api.disable();
  };
  return { metricsText: () => text.read(), stop };
}
