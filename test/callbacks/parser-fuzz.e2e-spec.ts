import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskCallback } from '../../libs/esms-voice/src/callbacks/masked-callback.js';
import {
  parseCallback,
  type CallbackReading,
  type UnreadableReason,
} from '../../libs/esms-voice/src/callbacks/parse-callback.js';
import { scaled } from '../support/scale.js';

const QUERIES = scaled(20_000, 200_000);
/** Every kind of query makes up one part of them. */
const RUNS = QUERIES / 4;
const WARM_UP_RUNS = 2_000;
const TIMEOUT_MS = scaled(60_000, 600_000);
/** The engine itself keeps up to 0.1 MB of it all; were the queries kept, it would be some 3 MB on the small scale. */
const HEAP_MAX_GROWTH = 512 * 1024;

const PUBLISHED_NAMES = (
  'SMSID SendFailed SendStatus SendSuccess TotalPrice Totalprice TotalReceiver TotalSent RequestId TypeId telcoid ' +
  'phonenumber switchsmsid ReferenceId CallDuration CallStatus Ivr Price SentResult CID'
).split(' ');
const OTHER_NAMES = ['', '__proto__', 'constructor', 'toString', 'zalo', 'amp;', '%', '%E0%A4%A', 'SMSID[]', 'SMSİD'];
const VALUES = (
  '5 0 1 7 4 -1 5.0 850.0000 8.5E2 1e999 0x5 Infinity NaN 850,5 ANSWERED NOANSWERED __proto__ % %zz %E0%A4%A ' +
  'dc712784-9c5f-4c69-b9a8-ea69d56adc9a87 849fe08c19294b02857cf91687021a50250 02871002454'
).split(' ');

const national = fc.stringMatching(/^[35789]\d{8}$/);
const spelling = fc.constantFrom(
  (digits: string) => `0${digits}`,
  (digits: string) => `84${digits}`,
  (digits: string) => `+84${digits}`,
  (digits: string) => `0084${digits}`,
  (digits: string) => `0${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6)}`,
  (digits: string) => `+84 ${digits.slice(0, 3)}-${digits.slice(3)}`,
  (digits: string) => `otp-0${digits}`,
);
const phone = fc.tuple(spelling, national).map(([spell, digits]) => spell(digits));
const recased = fc
  .tuple(fc.constantFrom(...PUBLISHED_NAMES), fc.constantFrom(0, 1, 2))
  .map(([name, how]) => [name, name.toLowerCase(), name.toUpperCase()][how]!);
const anyName = fc.oneof({ weight: 6, arbitrary: recased }, fc.constantFrom(...OTHER_NAMES));
const anyValue = fc.oneof(
  fc.constantFrom('', ' ', 'NO ANSWER', 'a'.repeat(200), ...VALUES),
  phone,
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** A lone surrogate has no escape. */
const escapeAll = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
const encode = fc.constantFrom(
  (value: string) => value.replaceAll(/[&=?%+]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
  escapeAll,
  (value: string) => escapeAll(escapeAll(value)),
  (value: string) => escapeAll(value).replaceAll('%20', '+'),
);
const separator = fc.constantFrom('&', '&', '&', '&amp;', '?', '&&');
const wrap = fc.constantFrom(
  (query: string) => query,
  (query: string) => query,
  escapeAll,
);

const queryOf = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const field = fc.tuple(name, value, encode).map(([key, text, written]) => `${key}=${written(text)}`);
  return fc
    .tuple(fc.array(field, { maxLength: 16 }), separator, wrap)
    .map(([fields, between, wrapped]) => wrapped(fields.join(between)));
};

const grammatical = queryOf(anyName, anyValue);
const withPhones = queryOf(fc.constantFrom('phonenumber', 'PhoneNumber', 'PHONENUMBER', 'SMSID'), phone);

type Mutation = (query: string, at: number, length: number, text: string) => string;
const MUTATIONS: readonly Mutation[] = [
  (query, at, length) => query.slice(0, at) + query.slice(at + length),
  (query, at, _length, text) => query.slice(0, at) + text + query.slice(at),
  (query, at, length) => query.slice(0, at) + query.slice(at, at + length).repeat(3) + query.slice(at + length),
  (query, at) => query.slice(0, at),
  (query, at, length) => query.slice(at + length) + query.slice(0, at),
  (query, at, length, text) => query.slice(0, at) + text + query.slice(at + length),
];
const SIGNS = ['&', '=', '?', '%', '+', ';', '%25', '%3D', '%26', '&amp;', '\0', '\ud800', '٣', '&SMSID=b', '%ff'];
const mutated = fc
  .tuple(
    grammatical,
    fc.array(
      fc.tuple(fc.constantFrom(...MUTATIONS), fc.nat(300), fc.integer({ min: 1, max: 30 }), fc.constantFrom(...SIGNS)),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([query, changes]) =>
    changes.reduce((text, [change, at, length, sign]) => change(text, at % (text.length + 1), length, sign), query),
  );
const raw = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom('SMSID', 'ReferenceId', 'a', '5', ...SIGNS), { maxLength: 40 }).map((all) => all.join('')),
);

const REASONS: readonly UnreadableReason[] = [
  'too-long',
  'too-many-fields',
  'no-family',
  'two-families',
  'field-repeated',
];
const STATES = new Set(['accepted', 'dialing', 'delivered', 'undelivered', 'rejected']);

const isText = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value !== '' && value === value.trim() && value.length <= 128);
const isAmount = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0);

function isWellFormed(reading: CallbackReading): boolean {
  if (reading.family === null) return REASONS.includes(reading.reason);
  const { family, report, requestId, phone: number } = reading;
  const texts = [report.callId, report.pressedKey, report.callerNumber, requestId, number];
  return (
    ['sms', 'voice'].includes(family) &&
    report.source === 'callback' &&
    (report.standing === null || STATES.has(report.standing.state)) &&
    texts.every(isText) &&
    [report.price, report.durationSeconds].every(isAmount)
  );
}

const KNOWN = new Set(PUBLISHED_NAMES.map((name) => name.toLowerCase()));

function isMasked(masked: Readonly<Record<string, unknown>>): boolean {
  return (
    Object.getPrototypeOf(masked) === null &&
    Object.entries(masked).every(
      ([name, value]) =>
        KNOWN.has(name.toLowerCase()) &&
        typeof value === 'string' &&
        (name.toLowerCase() !== 'phonenumber' || value.length < 8 || value.includes('*')),
    )
  );
}

/** Every number is written with nine digits in a row, whatever stands between them. */
const hidesNumbers = (query: string): boolean =>
  Object.entries(maskCallback(query)).every(
    ([name, value]) => name.toLowerCase() !== 'phonenumber' || value.replaceAll(/\D/g, '').length < 9,
  );

function fuzz(queries: fc.Arbitrary<string>, holds: (query: string) => boolean, numRuns = RUNS): void {
  fc.assert(fc.property(queries, holds), { numRuns });
}

const survives = (query: string): boolean => isWellFormed(parseCallback(query)) && isMasked(maskCallback(query));

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

function heapAfterGc(): number {
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

describe('whatever comes as a callback', () => {
  it.each([
    ['of fields and values that are known', grammatical],
    ['that was damaged', mutated],
    ['that is no query at all', raw],
  ])(
    'a query %s is read or refused with a reason, and nothing of it is kept',
    (_kind, queries) => {
      fuzz(queries, survives, WARM_UP_RUNS);
      const before = heapAfterGc();
      fuzz(queries, survives);
      expect(heapAfterGc() - before).toBeLessThan(HEAP_MAX_GROWTH);
    },
    TIMEOUT_MS,
  );

  it(
    'no phone number survives the mask, in whatever spelling it comes',
    () => fuzz(withPhones, hidesNumbers),
    TIMEOUT_MS,
  );

  it('the queries are worth it: many are read, and each reason is met', () => {
    const endless = fc.constantFrom('x'.repeat(9_000), 'a=b&'.repeat(200));
    const readings = fc.sample(fc.oneof(grammatical, mutated, endless), 3_000).map(parseCallback);
    const outcomes = new Set(readings.map((reading) => reading.family ?? reading.reason));
    expect(outcomes).toEqual(new Set([...REASONS, 'sms', 'voice']));
    expect(readings.filter(({ family }) => family !== null).length).toBeGreaterThan(300);
  });
});
