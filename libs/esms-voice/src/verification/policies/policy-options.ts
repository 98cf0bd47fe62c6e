import { EsmsVoiceOptionsError } from '../../errors/errors.js';

/** The least and the most that a number may be, by name. */
export type NumberRules = Readonly<Record<string, readonly [number, number]>>;

/** @throws EsmsVoiceOptionsError naming each problem, and no value. */
export function checkPolicyOptions(
  policy: string,
  values: Readonly<Record<string, unknown>>,
  rules: NumberRules,
): void {
  const problems = Object.entries(rules).flatMap(([name, [min, max]]) => {
    const value = values[name];
    const isGood = typeof value === 'number' && value >= min && value <= max;
    return isGood ? [] : [`${name}: must be a number from ${min} to ${max}`];
  });
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, policy);
}
