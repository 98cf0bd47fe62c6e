import { METRICS } from 'nestjs-esms-voice/opentelemetry';

/** A metric's name as Prometheus has it. */
export const prometheusName = ({ name, type }: { name: string; type: string }): string =>
  name.replaceAll('.', '_') + (type === 'counter' ? '_total' : '');

/** Every name under which Prometheus may know a metric. */
export const PROMETHEUS_NAMES: ReadonlySet<string> = new Set(
  Object.values(METRICS).flatMap((metric) => {
    const name = prometheusName(metric);
    return metric.type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  }),
);

/** The names of our metrics that a text mentions. */
export const metricsIn = (text: string): string[] => [...new Set(text.match(/\besms_[a-z_]+/g) ?? [])];
