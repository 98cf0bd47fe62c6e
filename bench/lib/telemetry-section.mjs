import { markdownTable } from './markdown.mjs';
import { telemetryRatioRows, telemetryRows } from './table.mjs';

/** The part of docs/performance.md on telemetry. */
export const telemetrySection = (result) => [
  '## Telemetry',
  '',
  'CPU of a call with `EsmsTelemetryModule`, 8 in flight: where no OpenTelemetry SDK is registered, and with one that traces',
  'every call (a span for the call, one for its attempt, in batches) and collects metrics every second. From the first traced',
  'request on, an SDK has Node.js follow every promise, which costs each call something with the module or without; the last',
  'ratio has that too. By hand: the same two spans and the same time in a histogram, without the module. What is sent is',
  'dropped: serialising and sending it is the exporter’s cost, and depends on the sampler.',
  '',
  ...markdownTable(['ratio', 'median', 'quartiles'], telemetryRatioRows(result)),
  '',
  ...markdownTable(['of', 'CPU µs a call'], telemetryRows(result)),
  '',
];
