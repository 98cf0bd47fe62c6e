export { EsmsTelemetryModule } from './esms-telemetry.module.js';
export type { EsmsTelemetryExtras, EsmsTelemetryOptions, EsmsTelemetryOptionsFactory } from './telemetry-options.js';
export { METRICS } from './metric-table.js';
export type { MetricDefinition } from './metric-table.js';
