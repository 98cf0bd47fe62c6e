import {
  findProblems,
  hasMethods,
  isBoolean,
  isFunction,
  isKeys,
  isText,
  isWhole,
  optional,
  type OptionCheck,
  type OptionChecks,
} from '../module/option-checks.js';
import type { CallPolicy } from './call-policy.js';
import { MAX_DIGITS, MIN_DIGITS } from './domain/code.js';
import { DAY_MS, HOUR_MS, MAX_RINGS_KEPT } from './domain/verification.js';
import { isPurpose } from './purpose.js';
import { findTestNumberProblems } from './test-numbers.js';
import type { EsmsVerificationOptions } from './verification-options.js';
import type { VerificationStore } from './stores/verification-store.js';

const MAX_COUNT = 1_000_000_000;
const MAX_LIFETIME_MS = HOUR_MS;
const MIN_WINDOW_MS = 1_000;
const PHONE_OR_START = /^(\+[1-9]|0)\d{0,14}$/;

const STORE_METHODS: readonly (keyof VerificationStore)[] = [
  'start',
  'takeBack',
  'check',
  'cancel',
  'find',
  'note',
  'forgive',
];

const isCooldowns: OptionCheck = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((pause) => isWhole(0, DAY_MS)(pause) === null)
    ? null
    : `must be a list of whole numbers from 0 to ${DAY_MS}`;

const isPhones: OptionCheck = (value) =>
  Array.isArray(value) && value.every((text) => typeof text === 'string' && PHONE_OR_START.test(text))
    ? null
    : 'must be a list of numbers or how they begin, such as +65 or 024';

const isPurposes: OptionCheck = (value) => {
  const entries = Object.entries(Object(value) as object);
  const isGood = entries.length > 0 && entries.every(([name, words]) => isPurpose(name) && isText(words) === null);
  return isGood ? null : 'must give each purpose (A-Z a-z 0-9 . _ : -, at most 40) the words that name it';
};

const isContent: OptionCheck = (value) =>
  typeof value === 'function' || (typeof value === 'string' && value.includes('{code}'))
    ? null
    : 'must be a text with {code} in it, or a function of the code';

/** An entry that is given is checked; `null` turns the limit off. */
const isWideLimit: OptionCheck = (value) => {
  if (value === null) return null;
  const checks = {
    max: isWhole(0, MAX_COUNT),
    windowMs: isWhole(MIN_WINDOW_MS, DAY_MS),
    recordOnly: optional(isBoolean),
  };
  return findProblems(value, checks, '').join('; ') || null;
};

const numberLimit = (max: number): OptionChecks => ({ max: isWhole(1, max), recordOnly: optional(isBoolean) });

const isPolicy = ({ name, beforeCall }: Partial<CallPolicy>): boolean =>
  isText(name) === null && typeof beforeCall === 'function';

const isBeforeCall: OptionCheck = (value) => {
  const isOne = (one: unknown): boolean => typeof one === 'function' || isPolicy(Object(one) as Partial<CallPolicy>);
  return [value].flat().every(isOne) ? null : 'must be functions, or policies with a name, such as spendCeiling({ … })';
};

const RULES = {
  digits: optional(isWhole(MIN_DIGITS, MAX_DIGITS)),
  lifetimeMs: optional(isWhole(MIN_WINDOW_MS, MAX_LIFETIME_MS)),
  maxGuesses: optional(isWhole(1, 100)),
  cooldownsMs: optional(isCooldowns),
  newCodeEachCall: optional(isBoolean),
  earSafe: optional(isBoolean),
  limits: {
    numberHour: numberLimit(MAX_RINGS_KEPT),
    numberDay: numberLimit(MAX_RINGS_KEPT),
    numberFailures: numberLimit(MAX_COUNT),
    ip: optional(isWideLimit),
    user: optional(isWideLimit),
    prefix: optional(isWideLimit),
    global: optional(isWideLimit),
  },
  phones: { allow: optional(isPhones), deny: optional(isPhones) },
  content: optional(isContent),
  purposes: optional(isPurposes),
  preset: {
    name: isText,
    maxLifetimeMs: isWhole(1, MAX_LIFETIME_MS),
    minCodes: isWhole(1, Number.MAX_SAFE_INTEGER),
    maxFailures: (value) => (value === null ? null : isWhole(1, MAX_COUNT)(value)),
    saysPurpose: isBoolean,
    source: isText,
  },
  beforeCall: optional(isBeforeCall),
  testNumbers: () => null,
  allowTestNumbersInProduction: optional(isBoolean),
  store: optional(hasMethods(...STORE_METHODS)),
  dataKeys: optional(isKeys),
  clock: optional(isFunction),
} satisfies Record<keyof EsmsVerificationOptions, OptionCheck | OptionChecks>;

/** Every problem of the options; what a preset says is looked at later. */
export function findVerificationProblems(options: EsmsVerificationOptions): string[] {
  const problems = findProblems(options, RULES);
  const { testNumbers, allowTestNumbersInProduction, store, dataKeys } = Object(options) as EsmsVerificationOptions;
  if (testNumbers !== undefined) problems.push(...findTestNumberProblems(testNumbers));
  if (testNumbers?.length && process.env['NODE_ENV'] === 'production' && allowTestNumbersInProduction !== true) {
    problems.push('testNumbers: are refused in production; set allowTestNumbersInProduction: true to have them there');
  }
  if (store?.isShared && !dataKeys) {
    problems.push('dataKeys: must be given where processes share a store, the same in each of them');
  }
  return problems;
}
