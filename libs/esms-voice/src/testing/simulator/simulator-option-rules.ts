import type { SimulatorClock } from './simulator-clock.js';
import type { EsmsSimulatorOptions, ResolvedSimulatorOptions } from './simulator-options.js';
import {
  brokenRules,
  FLAG,
  integer,
  isAmount,
  oneOf,
  SEED,
  TEXT,
  unknownNames,
  type ValueRule,
  WAIT_MS,
} from './value-rules.js';

const CLOCK_METHODS = ['now', 'at', 'cancelAll', 'advance'] as const;
const AMOUNT: ValueRule = { test: isAmount, words: 'a number, 0 or more' };
const AMOUNTS: ValueRule = {
  test: (value) => Array.isArray(value) && value.every(isAmount),
  words: 'an array of numbers, each 0 or more',
};
const IDS: ValueRule = {
  test: (value) => value === 'any' || (Array.isArray(value) && value.every(TEXT.test)),
  words: "an array of non-empty strings, or 'any'",
};
const CLOCK: ValueRule = {
  // By its methods: the clock may come from the other build of this package.
  test: (value) => CLOCK_METHODS.every((name) => typeof (value as Partial<SimulatorClock>)?.[name] === 'function'),
  words: 'a SimulatorClock',
};

const OPTION_RULES: Record<Exclude<keyof EsmsSimulatorOptions, 'switches'>, ValueRule> = {
  port: integer(0, 65_535),
  host: TEXT,
  seed: SEED,
  clock: CLOCK,
  apiKey: TEXT,
  secretKey: TEXT,
  balance: AMOUNT,
  pricePerCall: AMOUNT,
  answerAfterMs: AMOUNT,
  statusAfterMs: AMOUNT,
  templates: IDS,
  recordings: IDS,
  callbackTimeoutMs: WAIT_MS,
  callbackRetryDelaysMs: AMOUNTS,
  allowRemoteCallbacks: FLAG,
  maxCalls: integer(1, Number.MAX_SAFE_INTEGER),
};

const SWITCH_RULES: Record<keyof ResolvedSimulatorOptions['switches'], ValueRule> = {
  otpReportFamily: oneOf('sms', 'voice'),
  refusedUsesRequestId: FLAG,
  smsRepeatsOn: oneOf('timeout', 'not-200'),
  idWindow: oneOf('shared', 'per-host'),
  callbackNames: oneOf('fill-in', 'append'),
  statusHosts: oneOf('both', 'rest', 'voice'),
};

/** Every problem of the options, one sentence each; values are left out, as two of them are keys. */
export function optionProblems(given: EsmsSimulatorOptions, resolved: ResolvedSimulatorOptions): string[] {
  return [
    ...unknownNames(given, { ...OPTION_RULES, switches: FLAG }, '', 'is not an option'),
    ...unknownNames(given.switches ?? {}, SWITCH_RULES, 'switches.', 'is not an option'),
    ...brokenRules(resolved, OPTION_RULES, ''),
    ...brokenRules(resolved.switches, SWITCH_RULES, 'switches.'),
  ];
}
