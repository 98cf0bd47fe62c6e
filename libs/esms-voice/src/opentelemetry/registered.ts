import { createNoopMeter, metrics, ProxyTracerProvider, trace, type Meter, type Tracer } from '@opentelemetry/api';
import type { EsmsTelemetryOptions } from './telemetry-options.js';

const SCOPE = 'nestjs-esms-voice';

/** The tracer; `null` where no SDK is registered, so that nothing is watched for nobody. */
export function findTracer({ tracerProvider = trace.getTracerProvider() }: EsmsTelemetryOptions): Tracer | null {
  const isEmpty = tracerProvider instanceof ProxyTracerProvider && !tracerProvider.getDelegateTracer(SCOPE);
  return isEmpty ? null : tracerProvider.getTracer(SCOPE);
}

/** The meter; `null` where no SDK is registered. */
export function findMeter({ meterProvider = metrics.getMeterProvider() }: EsmsTelemetryOptions): Meter | null {
  const meter = meterProvider.getMeter(SCOPE);
  return meter === createNoopMeter() ? null : meter;
}
