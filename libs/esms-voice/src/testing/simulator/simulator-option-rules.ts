import type { SimulatorClock } from './simulator-clock.js';
import type { EsmsSimulatorOptions, ResolvedSimulatorOptions } from './simulator-options.js';

interface OptionRule {
  readonly test: (value: unknown) => boolean;
  readonly words: string;
}

const CLOCK_METHODS = ['now', 'at', 'cancelAll', 'advance'] as const;
const TEXT: OptionRule = {
  test: (value) => typeof value === 'string' && value !== '',
  words: 'a non-empty string',
};
const FLAG: OptionRule = { test: (value) => typeof value === 'boolean', words: 'true or false' };
const AMOUNT: OptionRule = { test: isAmount, words: 'a number, 0 or more' };
const AMOUNTS: OptionRule = {
  test: (value) => Array.isArray(value) && value.every(isAmount),
  words: 'an array of numbers, each 0 or more',
};
const CLOCK: OptionRule = {
  // By its methods: the clock may come from the other build of this package.
  test: (value) => CLOCK_METHODS.every((name) => typeof (value as Partial<SimulatorClock>)?.[name] === 'function'),
  words: 'a SimulatorClock',
};

const OPTION_RULES: Record<Exclude<keyof EsmsSimulatorOptions, 'switches'>, OptionRule> = {
  port: integer(0, 65_535),
  host: TEXT,
  seed: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  clock: CLOCK,
  apiKey: TEXT,
  secretKey: TEXT,
  balance: AMOUNT,
  pricePerCall: AMOUNT,
  answerAfterMs: AMOUNT,
  callbackTimeoutMs: integer(1, 2 ** 31 - 1),
  callbackRetryDelaysMs: AMOUNTS,
  allowRemoteCallbacks: FLAG,
  maxCalls: integer(1, Number.MAX_SAFE_INTEGER),
};

const SWITCH_RULES: Record<keyof ResolvedSimulatorOptions['switches'], OptionRule> = {
  otpReportFamily: oneOf('sms', 'voice'),
  refusedUsesRequestId: FLAG,
  smsRepeatsOn: oneOf('timeout', 'not-200'),
};

/** Every problem of the options, one sentence each; values are left out, as two of them are keys. */
export function optionProblems(given: EsmsSimulatorOptions, resolved: ResolvedSimulatorOptions): string[] {
  return [
    ...unknownNames(given, { ...OPTION_RULES, switches: FLAG }, ''),
    ...unknownNames(given.switches ?? {}, SWITCH_RULES, 'switches.'),
    ...brokenRules(resolved, OPTION_RULES, ''),
    ...brokenRules(resolved.switches, SWITCH_RULES, 'switches.'),
  ];
}

function unknownNames(given: object, known: object, prefix: string): string[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${prefix}${name} is not an option`);
}

function brokenRules<Name extends string>(
  values: Readonly<Record<NoInfer<Name>, unknown>>,
  rules: Readonly<Record<Name, OptionRule>>,
  prefix: string,
): string[] {
  return (Object.keys(rules) as Name[])
    .filter((name) => !rules[name].test(values[name]))
    .map((name) => `${prefix}${name} must be ${rules[name].words}`);
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function integer(least: number, most: number): OptionRule {
  return {
    test: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    words: `an integer from ${least} to ${most}`,
  };
}

function oneOf(...values: string[]): OptionRule {
  return {
    test: (value) => values.includes(String(value)),
    words: values.map((value) => `'${value}'`).join(' or '),
  };
}
