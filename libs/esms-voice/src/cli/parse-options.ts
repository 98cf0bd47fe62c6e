import { parseArgs } from 'node:util';
import { COMMON_OPTIONS, type GivenOptions, type OptionSpecs } from './option-specs.js';
import { UsageError } from './usage.error.js';

/** A name that is surely no value in the wrong place, so that it may be repeated. */
const TELLABLE_NAME = /^[a-z][a-z-]{1,23}$/;

/** The options of a command together with those that every command takes. */
export type AllOptions<Specs extends OptionSpecs> = GivenOptions<Specs & typeof COMMON_OPTIONS>;

/**
 * Reads the arguments of a command.
 * @throws UsageError naming every problem at once, and no value.
 */
export function parseOptions<Specs extends OptionSpecs>(specs: Specs, args: readonly string[]): AllOptions<Specs> {
  const all: OptionSpecs = { ...specs, ...COMMON_OPTIONS };
  const tokens = tokensOf(all, args);
  const given = new Map<string, string | true>();
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push('there are options alone, such as --help; a value needs its option');
    if (token.kind !== 'option') continue;
    const problem = problemOf(all, token, given);
    if (problem !== null) problems.push(problem);
    else given.set(token.name, token.value ?? true);
  }
  if (!given.has('help')) problems.push(...missing(all, given));
  if (problems.length > 0) throw new UsageError([...new Set(problems)]);
  return Object.fromEntries(given) as AllOptions<Specs>;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/** The strict mode of `parseArgs` repeats what was typed, keys and numbers too: its rules are applied here instead. */
function tokensOf(all: OptionSpecs, args: readonly string[]): readonly Token[] {
  const options = Object.fromEntries(
    Object.entries(all).map(([name, { value, short }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), ...(short && { short }) },
    ]),
  );
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function problemOf(all: OptionSpecs, token: OptionToken, given: ReadonlyMap<string, unknown>): string | null {
  const { name, value, inlineValue } = token;
  const spec = Object.hasOwn(all, name) ? all[name]! : null;
  if (!spec) return unknownOption(name, all);
  if (given.has(name)) return `--${name} must be given once`;
  if (!spec.value) return inlineValue ? `--${name} takes no value` : null;
  const isMissing = value === undefined || value === '' || (!inlineValue && value.startsWith('--'));
  return isMissing ? `--${name} needs a value: --${name} ${spec.value}` : null;
}

function unknownOption(name: string, all: OptionSpecs): string {
  const known = Object.keys(all).map((each) => `--${each}`);
  return `${TELLABLE_NAME.test(name) ? `--${name}` : 'one of them'} is not an option (there are ${known.join(', ')})`;
}

const missing = (all: OptionSpecs, given: ReadonlyMap<string, unknown>): string[] =>
  Object.entries(all)
    .filter(([name, { isRequired }]) => isRequired && !given.has(name))
    .map(([name, { value }]) => `--${name} ${value} is missing`);
