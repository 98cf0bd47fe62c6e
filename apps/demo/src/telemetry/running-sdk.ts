/** The SDK while it runs. */
export interface RunningSdk {
  /** All metrics as Prometheus reads them. */
  readonly metricsText: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Told as `service.name`, where `OTEL_SERVICE_NAME` says nothing. */
export const SERVICE_NAME = 'esms-voice-demo';
