import type { CallRules, FieldCheck } from './call-rules.js';

/** Every problem of an input: of its fields, and of fields that do not exist. Empty: the input is good. */
export function findProblems(input: unknown, checks: Record<string, FieldCheck>, rules: CallRules): string[] {
  if (typeof input !== 'object' || input === null) return ['the call must be an object'];
  const fields = input as Record<string, unknown>;
  const problems = Object.entries(checks).map(([name, check]) => check(fields[name], rules));
  return [...problems, ...Object.keys(fields).map((name) => checkName(name, fields, checks))].filter(
    (problem) => problem !== null,
  );
}

function checkName(name: string, fields: Record<string, unknown>, checks: object): string | null {
  const isKnown = Object.hasOwn(checks, name) || fields[name] === undefined;
  return isKnown ? null : unknownField(name);
}

/** The problem of a field that does not exist; what is no plain name may be a value in the wrong place. */
export const unknownField = (name: string): string =>
  `${/^[A-Za-z_]\w{0,39}$/.test(name) ? name : 'a property'} is not a field of this call`;
