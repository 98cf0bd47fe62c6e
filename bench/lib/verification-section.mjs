import { markdownTable } from './markdown.mjs';
import { storeRows, verificationRatioRows } from './table.mjs';

/** The part of docs/performance.md on verification. */
export const verificationSection = (result) => [
  '## Verifying a number',
  '',
  '`start` and a `check` with the right code, each time of another number, 32 in flight, against what one would write in an',
  "afternoon: a limiter library's consume, and one set and one get of a code in the same Redis. The gateway's part is a stub",
  'that accepts at once. A check is one round trip to Redis, a start one, and one more where wider limits apply.',
  '',
  ...markdownTable(['ratio of verifications/s', 'median', 'quartiles'], verificationRatioRows(result)),
  '',
  ...markdownTable(['store', 'verifications/s, ours / bare', 'CPU µs, ours / bare'], storeRows(result)),
  '',
];
