import type { Environment } from './environment.js';
import type { TelemetrySettings } from './settings.js';

const OTLP = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** Nothing is sent anywhere unless an endpoint is named. */
export function readTelemetry(env: Environment): TelemetrySettings {
  const sends = (signal: 'TRACES' | 'METRICS'): boolean =>
    (env.text(OTLP) ?? env.text(`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`)) !== undefined &&
    env.text(`OTEL_${signal}_EXPORTER`) !== 'none';
  const isEnabled = !(env.flag('OTEL_SDK_DISABLED') ?? false);
  return { isEnabled, sendsTraces: isEnabled && sends('TRACES'), sendsMetrics: isEnabled && sends('METRICS') };
}
