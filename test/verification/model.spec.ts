import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scaled } from '../support/scale.js';
import { DAY, HOUR, MINUTE } from '../support/verification-host.js';
import { startPair, type VerificationPair } from '../support/verification-pair.js';
import { STORE_KINDS } from '../support/verification-stores.js';
import { Check } from './model/check.step.js';
import { History, RULES, type Caller } from './model/history.js';
import { Cancel, Jump, Look } from './model/other.steps.js';
import { Start } from './model/start.step.js';
import type { Setting } from './model/step.js';
import { steps } from './model/steps.js';

const RUNS = scaled(200, 5_000);

const CALM: Setting = { on: 0, isTwice: false, outage: null };
const ANYBODY: Caller = { purpose: 'login', userId: null };
const call = (setting = CALM, gateway: 'accepts' | 'refuses' = 'accepts') =>
  new Start({ setting, caller: ANYBODY, gateway });
const type = (code: 'heard-last' | 'never-heard', setting = CALM) => new Check({ setting, which: 0, code, by: 'id' });

const HOURLY = Array.from({ length: 7 }, () => [call(), new Jump({ ms: HOUR })]).flat();

/** Runs that matter, and each one that was ever found to break a promise. */
const KEPT = [
  ['a call every hour of a day', HOURLY],
  [
    'a call that is refused once the code expired',
    [call(), new Jump({ ms: HOUR }), call(CALM, 'refuses'), new Look({ which: 0 }), call(), type('heard-last')],
  ],
  [
    'a right code whose answer is lost',
    [
      call(),
      type('heard-last', { ...CALM, outage: { when: 'after', steps: ['check'] } }),
      type('heard-last'),
      call(),
      new Look({ which: 0 }),
    ],
  ],
  [
    'a call whose count is not taken back',
    [
      call({ ...CALM, outage: { when: 'before', steps: ['takeBack'] } }, 'refuses'),
      call(),
      new Jump({ ms: MINUTE }),
      call(),
      type('heard-last'),
    ],
  ],
  [
    'a start that was counted and not answered',
    [
      call({ ...CALM, outage: { when: 'after', steps: ['start'] } }),
      call(),
      new Jump({ ms: MINUTE }),
      call(),
      type('heard-last'),
    ],
  ],
  [
    'guesses over two windows',
    [
      call(),
      type('never-heard'),
      type('never-heard'),
      type('never-heard'),
      new Jump({ ms: 3 * MINUTE }),
      call(),
      type('never-heard'),
      new Look({ which: 0 }),
      type('never-heard'),
      type('heard-last'),
    ],
  ],
  [
    'a code for what a failed start left behind',
    [
      new Start({ setting: CALM, caller: { purpose: 'signup', userId: null }, gateway: 'accepts' }),
      type('heard-last'),
      call({ ...CALM, outage: { when: 'before', steps: ['takeBack'] } }, 'refuses'),
      new Check({ setting: CALM, which: 0, code: 'heard-last', by: 'purpose' }),
      call(),
      new Look({ which: 1 }),
    ],
  ],
  [
    'a cancel between two codes',
    [
      call(),
      type('never-heard'),
      new Cancel({ which: 0, setting: { ...CALM, isTwice: true } }),
      type('heard-last'),
      new Jump({ ms: MINUTE }),
      call(),
    ],
  ],
] as const;

describe.each(STORE_KINDS)('whatever happens to a number, over $name', (kind) => {
  let pair: VerificationPair;
  let numbers = 0;

  beforeAll(async () => {
    pair = await startPair(kind, RULES);
  });

  afterAll(() => pair.stop());

  /** A number that no other run had. */
  const fresh = () => {
    pair.clock.now += DAY;
    return { model: new History(`090${String(3_000_000 + ++numbers)}`), real: pair };
  };

  it(
    'it rings within its limits, and one right code wins once',
    async () => {
      const property = fc.asyncProperty(steps, (commands) => fc.asyncModelRun(fresh, commands));
      await fc.assert(property, { numRuns: RUNS });
      expect(numbers).toBeGreaterThanOrEqual(RUNS);
    },
    scaled(30_000, 600_000),
  );

  it.each(KEPT)('%s', async (_, commands) => {
    await fc.asyncModelRun(fresh, [...commands]);
  });
});
