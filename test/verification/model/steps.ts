import fc from 'fast-check';
import type { Outage } from '../../support/unreliable-store.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/verification-host.js';
import { Check } from './check.step.js';
import type { Caller } from './history.js';
import { Cancel, Jump, Look, Report, Unblock } from './other.steps.js';
import { Start } from './start.step.js';
import type { Setting } from './step.js';

const on = fc.constantFrom(0 as const, 1 as const);
const which = fc.nat(5);
const when = fc.constantFrom('before' as const, 'after' as const);
const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });

const outageOf = (...steps: readonly Outage['steps'][]): fc.Arbitrary<Outage> =>
  fc.record({ when, steps: fc.constantFrom(...steps) });

const settingOf = (outage: fc.Arbitrary<Outage>): fc.Arbitrary<Setting> =>
  fc.record({ on, isTwice: fc.boolean(), outage: seldom(outage) });

const caller = fc.constantFrom<Caller>(
  { purpose: 'login', userId: null },
  { purpose: 'login', userId: null },
  { purpose: 'signup', userId: null },
  { purpose: 'transfer', userId: 'owner' },
  { purpose: 'payment', userId: 'owner' },
  { purpose: 'reset', userId: 'stranger' },
);

const start = fc.record({
  setting: settingOf(outageOf(['start'], ['takeBack'], ['take', 'add'], 'all')),
  caller,
  gateway: fc.constantFrom(
    'accepts' as const,
    'accepts' as const,
    'accepts' as const,
    'refuses' as const,
    'confuses' as const,
  ),
});

const check = fc.record({
  setting: settingOf(outageOf(['check'], 'all')),
  which,
  code: fc.constantFrom('heard-last' as const, 'never-heard' as const, 'never-heard' as const, 'heard-before' as const),
  by: fc.constantFrom('id' as const, 'id' as const, 'number' as const, 'purpose' as const),
});

const jump = fc.constantFrom(
  SECOND,
  MINUTE - 1,
  1,
  MINUTE,
  2 * MINUTE,
  3 * MINUTE,
  5 * MINUTE,
  HOUR,
  HOUR - 1,
  DAY / 2,
);

/** Random interleavings of everything that may happen to one number. */
export const steps = fc.commands(
  [
    start.map((plan) => new Start(plan)),
    start.map((plan) => new Start(plan)),
    check.map((plan) => new Check(plan)),
    check.map((plan) => new Check(plan)),
    fc.record({ which, setting: settingOf(outageOf(['cancel'])) }).map((plan) => new Cancel(plan)),
    fc.record({ which, on, isFailed: fc.boolean() }).map((plan) => new Report(plan)),
    jump.map((ms) => new Jump({ ms })),
    jump.map((ms) => new Jump({ ms })),
    fc.record({ on }).map((plan) => new Unblock(plan)),
    fc.record({ which }).map((plan) => new Look(plan)),
  ],
  { maxCommands: 60, size: 'max' },
);
