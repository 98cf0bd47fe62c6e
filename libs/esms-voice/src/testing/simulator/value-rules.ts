/** An object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value must be, as a test and in words. */
export interface ValueRule {
  readonly test: (value: unknown) => boolean;
  readonly words: string;
}

export const TEXT: ValueRule = {
  test: (value) => typeof value === 'string' && value !== '',
  words: 'a non-empty string',
};
export const FLAG: ValueRule = { test: (value) => typeof value === 'boolean', words: 'true or false' };
export const SEED: ValueRule = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
/** Milliseconds that a timer can wait for. */
export const WAIT_MS: ValueRule = integer(1, 2 ** 31 - 1);

export function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

export function integer(least: number, most: number): ValueRule {
  return {
    test: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    words: `an integer from ${least} to ${most}`,
  };
}

export function oneOf(...values: string[]): ValueRule {
  return {
    test: (value) => values.some((known) => known === value),
    words: values.map((value) => `'${value}'`).join(' or '),
  };
}

/** The same rule for one value, or for each of several. */
export function oneOrMore({ test }: ValueRule, words: string): ValueRule {
  return {
    test: (value) => (Array.isArray(value) ? value.length > 0 && value.every(test) : test(value)),
    words: `${words}, or a non-empty array of them`,
  };
}

/** The same rule for a value that may be absent. */
export function optional({ test, words }: ValueRule): ValueRule {
  return { test: (value) => value === undefined || test(value), words };
}

/** One sentence for each name that is not known. */
export function unknownNames(given: object, known: object, prefix: string, words = 'is not known'): string[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${prefix}${name} ${words}`);
}

/** One sentence for each value that breaks its rule; the values are left out. */
export function brokenRules<Name extends string>(
  values: Readonly<Partial<Record<NoInfer<Name>, unknown>>>,
  rules: Readonly<Record<Name, ValueRule>>,
  prefix: string,
): string[] {
  return (Object.keys(rules) as Name[])
    .filter((name) => !rules[name].test(values[name]))
    .map((name) => `${prefix}${name} must be ${rules[name].words}`);
}
