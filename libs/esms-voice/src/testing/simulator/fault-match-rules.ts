import { CALL_KINDS, CALL_LESS_KINDS, REQUEST_KINDS } from './request-kind.js';
import { type Fields, isFields } from './value-rules.js';

const NEEDS_THE_REQUEST = ['kind', 'phone', 'requestId', 'attempt'];
const NEEDS_A_CALL = ['phone', 'requestId'];

/** Every part of a rule for requests that cannot go with another part of it, one sentence each. */
export function misfitProblems(rule: Fields, prefix: string): string[] {
  return [...beforeReadingProblems(rule, prefix), ...questionProblems(rule, prefix)];
}

function beforeReadingProblems(rule: Fields, prefix: string): string[] {
  if (!isFields(rule.fault) || rule.fault.beforeReading !== true) return [];
  const words = 'with beforeReading: the request is not known yet';
  const problems = matchProblems(rule, prefix, NEEDS_THE_REQUEST, words);
  return rule.when === 'after-accept' ? [...problems, `${prefix}when must be 'before-accept' ${words}`] : problems;
}

function questionProblems(rule: Fields, prefix: string): string[] {
  const kinds = REQUEST_KINDS.filter((kind) => [rule.kind].flat().includes(kind));
  const question = kinds.find((kind) => !CALL_KINDS.includes(kind));
  const callLess = kinds.find((kind) => CALL_LESS_KINDS.includes(kind));
  return [
    ...(question ? askingProblems(rule, prefix, question) : []),
    ...(callLess
      ? matchProblems(rule, prefix, NEEDS_A_CALL, `with kind '${callLess}': it asks about no one call`)
      : []),
  ];
}

function askingProblems(rule: Fields, prefix: string, kind: string): string[] {
  const problems = matchProblems(rule, prefix, ['attempt'], `with kind '${kind}': give times instead`);
  if (!isFields(rule.fault) || rule.fault.kind !== 'duplicate-call-id') return problems;
  return [...problems, `${prefix}fault.kind 'duplicate-call-id' cannot go with kind '${kind}': it places no call`];
}

function matchProblems(rule: Fields, prefix: string, names: readonly string[], words: string): string[] {
  return names.filter((name) => rule[name] !== undefined).map((name) => `${prefix}${name} cannot be matched ${words}`);
}
