import { markdownTable } from './markdown.mjs';
import { callbackRatioRows, serverRows, sides } from './table.mjs';

/** The part of docs/performance.md on callbacks. */
export function callbackSection(result) {
  const { answers, rssMbAfterWarmUp, rssGrowthMb } = result.figures.callbacks;
  return [
    '## Receiving a callback',
    '',
    'The ready-made webhook controller with guard, parser, journal and one `@OnCallEvent` handler, against a bare Nest route',
    '`GET /plain/:token` that answers `OK`, on the same adapter. Each callback has a signed token of a call of its own and',
    "the fields of the gateway's published sample. 5,000 callbacks a side and pair over 32 keep-alive connections, three launches of",
    'both sides, each after 150,000 callbacks to warm up; the load',
    'is on the other core and never sleeps, so that waking it costs neither side.',
    '',
    ...markdownTable(['ratio', 'median', 'quartiles'], callbackRatioRows(result)),
    '',
    ...markdownTable(
      [
        'server',
        'CPU µs a callback, ours / bare',
        'callbacks/s, ours / bare',
        'share of its core, ours / bare',
        'ns a tick, ours / bare',
      ],
      serverRows(result),
    ),
    '',
    '- **CPU a callback**: user and system time of the server process over a batch, garbage collection and events included.',
    '- **callbacks/s**: how fast one core answers; only where both shares of the core are near 1 is the server what limits it.',
    '- **ns a tick**: of `process.nextTick`, which every request calls some ten times. Where a full collection finds no such tick',
    '  alive, V8 forgets its shape and each costs 200 ns from then on, a request 2 µs: seldom in an application of one route, nearly',
    '  always in one with more code, whatever the code does. The benchmark keeps one alive on both sides.',
    '- **of the same application**: the bare route stands beside the webhook.',
    '- Neither process calls anybody while it is measured or before: one that has used undici much serves every request, of the',
    '  bare route too, 4 µs dearer, since V8 then keeps objects of Node.js for longer (`--no-allocation-site-pretenuring` ends it).',
    '- **never saw**: the token opens the record, as after a restart or on another instance; else the journal has the call.',
    '- **99th percentile**: from sending a callback to its whole answer, at 500/s whether or not the answers keep up. With',
    `  a handler that takes 2 s for each event, and with none: ${sides(answers.p99Ms)} ms (medians: ${sides(answers.medianMs)} ms).`,
    `- **Memory**: ${rssMbAfterWarmUp} MB after warm-up, ${rssGrowthMb} MB more after another 1,000,000 callbacks.`,
    '',
  ];
}
