import type { MeterProvider, TracerProvider } from '@opentelemetry/api';

/** What `useFactory` returns; every option has a default. */
export interface EsmsTelemetryOptions {
  /**
   * Waited for before anything is watched, where the OpenTelemetry SDK is registered after the application is made.
   * @default it was registered before
   */
  ready?: Promise<unknown> | undefined;
  /** `false`: the `EsmsCarrierWatch` is fed by the application alone. @default true: with the steps of this process */
  watchOwnCalls?: boolean | undefined;
  /** @default the one that is registered globally */
  tracerProvider?: TracerProvider | undefined;
  /** @default the one that is registered globally */
  meterProvider?: MeterProvider | undefined;
}

/** Builds the options, for `useClass` and `useExisting`. */
export interface EsmsTelemetryOptionsFactory {
  createEsmsTelemetryOptions(): EsmsTelemetryOptions | Promise<EsmsTelemetryOptions>;
}

/** What stands beside the factory. */
export interface EsmsTelemetryExtras {
  /** @default false */
  isGlobal?: boolean | undefined;
}
