import { markdownTable } from './markdown.mjs';
import { dispatchRatioRows, dispatchRows, sides } from './table.mjs';

/** The part of docs/performance.md on dispatch. */
export function dispatchSection(result) {
  const { batch, workers } = result.figures.dispatch;
  return [
    '## Dispatching a call',
    '',
    'From `enqueue` to the accepted call through BullMQ on one Redis: validation, journal, sealed job, ring-once, signed',
    'callback URL, events; against a bare BullMQ worker that posts the same body by `HttpService`. One process on either side,',
    '32 calls in flight, 32 at once in the worker. The gateway answers at once.',
    '',
    ...markdownTable(['ratio', 'median', 'quartiles'], dispatchRatioRows(result)),
    '',
    ...markdownTable(['journal', 'calls/s, ours / bare', 'CPU µs a call, ours / bare'], dispatchRows(result)),
    '',
    `- **A batch of 10,000 calls**, checked in full, written down and queued: ${batch.ms} ms; the process has`,
    `  ${batch.rssMb} MB after the first one, and ${batch.rssMbABatch} MB more for each that its journal in memory keeps.`,
    `- **Two workers against one**, 8 calls at once each, a gateway that takes 50 ms: ${sides(workers)} calls/s.`,
    '',
  ];
}
