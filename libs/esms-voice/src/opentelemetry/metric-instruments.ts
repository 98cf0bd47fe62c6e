import type { Counter, Histogram, Meter, ObservableCounter, ObservableGauge } from '@opentelemetry/api';
import { METRICS, type MetricDefinition } from './metric-table.js';

const RING_SECONDS = [0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120, 300];
const ACCEPT_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

const optionsOf = ({ unit, description }: MetricDefinition) => ({ unit, description });

export const counterOf = (meter: Meter, metric: MetricDefinition): Counter =>
  meter.createCounter(metric.name, optionsOf(metric));

export function histogramOf(meter: Meter, metric: MetricDefinition): Histogram {
  const explicitBucketBoundaries = metric === METRICS.timeToAccept ? ACCEPT_SECONDS : RING_SECONDS;
  return meter.createHistogram(metric.name, { ...optionsOf(metric), advice: { explicitBucketBoundaries } });
}

export const observableCounterOf = (meter: Meter, metric: MetricDefinition): ObservableCounter =>
  meter.createObservableCounter(metric.name, optionsOf(metric));

export const gaugeOf = (meter: Meter, metric: MetricDefinition): ObservableGauge =>
  meter.createObservableGauge(metric.name, optionsOf(metric));
