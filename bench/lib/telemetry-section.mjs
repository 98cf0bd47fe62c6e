import { markdownTable } from './markdown.mjs';
import { telemetryRatioRows, telemetryRows } from './table.mjs';

/** The part of docs/performance.md on telemetry. */
export const telemetrySection = (result) => [
  '## Telemetry',
  '',
  'CPU of a call with `EsmsTelemetryModule` against the same call without it, 8 in flight: where no OpenTelemetry SDK is',
  'registered, and with one that traces every call (a span for the call, one for its attempt, in batches) and collects metrics',
  'every second. What is sent is dropped: serialising and sending it is the exporter’s cost, and depends on the sampler.',
  '',
  ...markdownTable(['ratio', 'median', 'quartiles'], telemetryRatioRows(result)),
  '',
  ...markdownTable(['SDK', 'CPU µs a call, with / without the module'], telemetryRows(result)),
  '',
];
