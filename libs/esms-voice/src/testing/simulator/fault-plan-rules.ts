import { misfitProblems } from './fault-match-rules.js';
import { FAULT_PARAMETERS } from './fault-parameters.js';
import { REQUEST_KINDS } from './request-kind.js';
import {
  brokenRules,
  type Fields,
  FLAG,
  integer,
  isFields,
  oneOf,
  oneOrMore,
  optional,
  SEED,
  TEXT,
  unknownNames,
  type ValueRule,
  WAIT_MS,
} from './value-rules.js';

const ATTEMPTS = oneOrMore(integer(1, Number.MAX_SAFE_INTEGER), 'an integer from 1');
const KIND = oneOf(...REQUEST_KINDS);
const KINDS = oneOrMore(KIND, KIND.words);
const PROBABILITY: ValueRule = {
  test: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  words: 'a number from 0 to 1',
};
const COMMON_RULES = {
  phone: optional(TEXT),
  requestId: optional(TEXT),
  probability: optional(PROBABILITY),
  times: optional(integer(0, Number.MAX_SAFE_INTEGER)),
};
const REQUEST_RULES = {
  ...COMMON_RULES,
  kind: optional(KINDS),
  attempt: optional(ATTEMPTS),
  when: oneOf('before-accept', 'after-accept'),
};
const CALLBACK_RULES = {
  ...COMMON_RULES,
  fault: oneOf('drop', 'duplicate', 'reorder-late', 'before-reply', 'wrong-phone', 'wrong-id'),
};

/** Every problem of a fault plan, one sentence each. */
export function planProblems(plan: unknown): string[] {
  if (!isFields(plan)) return ['the plan must be an object'];
  const { rules, callbackRules } = plan;
  return [
    ...unknownNames(plan, { rules: FLAG, callbackRules: FLAG, seed: FLAG }, ''),
    ...(rules === undefined && callbackRules === undefined ? ['rules or callbackRules must be given'] : []),
    ...eachProblem('rules', rules, requestRuleProblems),
    ...eachProblem('callbackRules', callbackRules, callbackRuleProblems),
    ...brokenRules(plan, { seed: optional(SEED) }, ''),
  ];
}

function eachProblem(name: string, list: unknown, problemsOf: (rule: Fields, prefix: string) => string[]): string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [`${name} must be an array`];
  return list.flatMap((rule: unknown, index) => {
    return isFields(rule) ? problemsOf(rule, `${name}[${index}].`) : [`${name}[${index}] must be an object`];
  });
}

function requestRuleProblems(rule: Fields, prefix: string): string[] {
  return [
    ...unknownNames(rule, { ...REQUEST_RULES, fault: FLAG }, prefix),
    ...brokenRules(rule, REQUEST_RULES, prefix),
    ...faultProblems(rule.fault, `${prefix}fault`),
    ...misfitProblems(rule, prefix),
  ];
}

function faultProblems(fault: unknown, path: string): string[] {
  if (!isFields(fault)) return [`${path} must be an object`];
  const { kind, ...given } = fault;
  const parameters = FAULT_PARAMETERS.get(String(kind));
  if (!parameters) return [`${path}.kind must be ${oneOf(...FAULT_PARAMETERS.keys()).words}`];
  return [...unknownNames(given, parameters, `${path}.`), ...brokenRules(given, parameters, `${path}.`)];
}

function callbackRuleProblems(rule: Fields, prefix: string): string[] {
  const rules: Readonly<Record<string, ValueRule>> =
    rule.fault === 'reorder-late' ? { ...CALLBACK_RULES, delayMs: WAIT_MS } : CALLBACK_RULES;
  return [...unknownNames(rule, rules, prefix), ...brokenRules(rule, rules, prefix)];
}
