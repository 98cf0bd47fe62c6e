/** Codes that say no before anything is placed. 124 is never made up: it comes from the gateway's own window alone. */
const CODES = ['103', '160', '160', '99', '999'];

/** What can happen to a request before the gateway has done anything for it, and after it has placed the call. */
const FAULTS = [
  { kind: 'reset' },
  { kind: 'drop' },
  { kind: 'delay', delayMs: 150 },
  { kind: 'delay', delayMs: 900 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, retryAfter: '0' },
  { kind: 'status', status: 429, retryAfter: new Date(0).toUTCString() },
  { kind: 'html' },
  { kind: 'xml' },
  { kind: 'empty' },
  { kind: 'truncate' },
  { kind: 'truncate', connection: true },
  { kind: 'garbage' },
  { kind: 'wrong-content-type' },
  { kind: 'drip', byteEveryMs: 2 },
  { kind: 'huge', bytes: 100_000 },
];

/** Rules that together spoil this share of the requests, every kind of fault as often as the others. */
export function mixedFaults(share) {
  const rules = [
    ...FAULTS.flatMap((fault) => ['before-accept', 'after-accept'].map((when) => ({ when, fault }))),
    ...CODES.map((code) => ({ when: 'before-accept', fault: { kind: 'code', code } })),
    { when: 'before-accept', fault: { kind: 'reset', beforeReading: true } },
  ];
  // The first rule that fires wins, so each one is asked with the share of what the ones before it left.
  const each = share / rules.length;
  const spread = rules.map((rule, i) => ({ ...rule, probability: each / (1 - i * each) }));
  return [...spread, { when: 'before-accept', probability: 0.0003, fault: { kind: 'refuse-connections', forMs: 30 } }];
}
