import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';

/** Metrics as text, asked for on the demo's own port: the exporter's own server stays off. */
export class PrometheusText {
  readonly reader = new PrometheusExporter({ preventServerStart: true });
  private readonly serializer = new PrometheusSerializer('', false, undefined, false, true);

  /** An instrument that fails is left out; the others are told. */
  async read(): Promise<string> {
    const { resourceMetrics } = await this.reader.collect();
    return this.serializer.serialize(resourceMetrics);
  }
}
