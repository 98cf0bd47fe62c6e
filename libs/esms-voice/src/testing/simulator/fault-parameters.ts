import type { Fault } from './fault-plan.js';
import { FLAG, integer, optional, type ValueRule, WAIT_MS } from './value-rules.js';

const LARGEST_HUGE_BYTES = 256 * 1024 * 1024;
const BODILESS = new Set<unknown>([204, 205, 304]);
const ANY_STATUS = integer(200, 599);
const STATUS: ValueRule = {
  test: (value) => ANY_STATUS.test(value) && !BODILESS.has(value),
  words: `${ANY_STATUS.words} but 204, 205 and 304, which carry no body`,
};
const HEADER: ValueRule = {
  test: (value) => typeof value === 'string' && /^[!-~]([ -~]*[!-~])?$/.test(value),
  words: 'a header value: seconds or an HTTP date',
};
const BODY: ValueRule = { test: (value) => typeof value === 'string', words: 'a string' };
const CODE: ValueRule = {
  test: (value) =>
    /^[\w-]{1,20}$/.test(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''),
  words: 'a string or a number of at most 20 letters, digits, - or _',
};

const BY_KIND: Record<Fault['kind'], Readonly<Record<string, ValueRule>>> = {
  drop: {},
  reset: { beforeReading: optional(FLAG) },
  'refuse-connections': { forMs: WAIT_MS },
  delay: { delayMs: WAIT_MS },
  drip: { byteEveryMs: WAIT_MS },
  status: { status: STATUS, retryAfter: optional(HEADER), body: optional(BODY) },
  html: {},
  xml: {},
  empty: {},
  truncate: { connection: optional(FLAG) },
  garbage: {},
  'wrong-content-type': {},
  huge: { bytes: integer(1_024, LARGEST_HUGE_BYTES) },
  code: { code: CODE, callId: optional(FLAG) },
  'duplicate-call-id': {},
};

/** The parameters of each kind of fault. */
export const FAULT_PARAMETERS: ReadonlyMap<string, Readonly<Record<string, ValueRule>>> = new Map(
  Object.entries(BY_KIND),
);
