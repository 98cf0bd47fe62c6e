export { EsmsHealthModule } from './esms-health.module.js';
export { EsmsHealthIndicator } from './esms-health.indicator.js';
export type { EsmsHealthExtras, EsmsHealthOptions, EsmsHealthOptionsFactory } from './health-options.js';
export type { EsmsHealthReport, HealthPart, HealthReason, HealthState, PartHealth } from './health-report.js';
