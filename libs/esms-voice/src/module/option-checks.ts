/** Tells which rule a value breaks, never repeating the value; `null`: none. */
export type OptionCheck = (value: unknown) => string | null;

const KEY_ID = /^[a-z0-9]{1,8}$/;
const KEY_SECRET = /^[A-Za-z0-9_-]{32,}$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export const isText: OptionCheck = (value) =>
  typeof value === 'string' && value.trim() !== '' ? null : 'must be a text that is not empty';

export const isBoolean: OptionCheck = (value) => (typeof value === 'boolean' ? null : 'must be true or false');

/** A whole number from `min` to `max`, both included. */
export const isWhole =
  (min: number, max: number): OptionCheck =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? null
      : `must be a whole number from ${min} to ${max}`;

/** One of these words. */
export const isOneOf =
  (...words: readonly string[]): OptionCheck =>
  (value) =>
    words.includes(value as string) ? null : `must be one of ${words.join(', ')}`;

/** A share: from just above 0 to 1. */
export const isShare: OptionCheck = (value) =>
  typeof value === 'number' && value > 0 && value <= 1 ? null : 'must be a number above 0 and at most 1';

export const isFunction: OptionCheck = (value) => (typeof value === 'function' ? null : 'must be a function');

/** The text is put together with a path, so even an empty query or a stray space in it would do harm. */
const isPlainUrl = (text: string): boolean => !/[\s?#@\\]/.test(text) && URL.canParse(text);

/** Whether a URL leads to this machine alone. */
export const isLoopbackUrl = (text: string): boolean => LOOPBACK.test(new URL(text).hostname);

/** Keys travel to this URL, so plain HTTP is for loopback alone. */
export const isSafeUrl: OptionCheck = (value) => {
  const url = typeof value === 'string' && isPlainUrl(value) ? new URL(value) : null;
  if (!url) return 'must be a URL that begins with https://, without user, query and fragment';
  if (url.protocol === 'https:') return null;
  return url.protocol === 'http:' && isLoopbackUrl(url.href) ? null : 'must be https (http is for loopback alone)';
};

/** The same, or the word `none`. */
export const isSafeUrlOrNone: OptionCheck = (value) => {
  const problem = value === 'none' ? null : isSafeUrl(value);
  return problem && `${problem}, or none`;
};

/** One or more keys with different ids. */
export const isKeys: OptionCheck = (value) => {
  if (!Array.isArray(value) || value.length === 0 || value.some((key) => typeof key === 'string')) {
    return 'must be a list of at least one { id, secret }; namedKeys reads a setting of id:secret';
  }
  const keys = value.map((key) => Object(key) as { id?: unknown; secret?: unknown });
  if (!keys.every(({ id }) => typeof id === 'string' && KEY_ID.test(id))) {
    return 'must have ids of 1 to 8 characters of a-z 0-9';
  }
  if (!keys.every(({ secret }) => typeof secret === 'string' && KEY_SECRET.test(secret))) {
    return 'must have secrets of at least 32 characters of A-Z a-z 0-9 _ -';
  }
  return new Set(keys.map(({ id }) => id)).size < keys.length ? 'must have a different id for each key' : null;
};

/** An object with these methods. */
export const hasMethods =
  (...names: readonly string[]): OptionCheck =>
  (value) =>
    names.every((name) => typeof (Object(value) as Record<string, unknown>)[name] === 'function')
      ? null
      : `must have the methods ${names.join(', ')}`;

/** The same check, passing over an option that is not given. */
export const optional =
  (check: OptionCheck): OptionCheck =>
  (value) =>
    value === undefined ? null : check(value);

/** The checks of an object of options by name; an object within it, where given, has checks of its own. */
export interface OptionChecks {
  readonly [name: string]: OptionCheck | OptionChecks;
}

/** Every problem of an object of options, each with its path; unknown ones are problems too. */
export function findProblems(value: unknown, checks: OptionChecks, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path || 'options'}: must be an object`];
  const given = value as Record<string, unknown>;
  const prefix = path && `${path}.`;
  const broken = Object.entries(checks).flatMap(([name, check]) => problemsOf(given[name], check, prefix + name));
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(checks, name));
  const names = Object.keys(checks).join(', ');
  return [...broken, ...unknown.map((name) => `${prefix}${name}: is not an option (there are ${names})`)];
}

function problemsOf(value: unknown, check: OptionCheck | OptionChecks, path: string): string[] {
  if (typeof check !== 'function') return value === undefined ? [] : findProblems(value, check, path);
  const problem = check(value);
  return problem === null ? [] : [`${path}: ${problem}`];
}
