const MAX_CODE_LENGTH = 64;
const CODE = /^[A-Z][A-Z0-9_]*$/;

/**
 * What may be told of somebody else's error: its class and its system code. Errors of HTTP clients carry the whole
 * request, messages quote URLs, and both hold keys and numbers.
 */
export class BareCause extends Error {
  readonly code: string | null;

  constructor(name: string, code: string | null) {
    super(code ?? name);
    this.name = name;
    this.code = code;
    this.stack = `${name}: ${this.message}`;
  }
}

/** Strips an error to a {@link BareCause}. */
export function toBareCause(error: unknown): BareCause {
  if (error instanceof BareCause) return error;
  const { name, code } = readNames(error);
  return new BareCause(isPlainName(name) ? name : 'Error', isCode(code) ? code : null);
}

/** What was thrown may throw again where it is read: a getter, a proxy that was revoked. */
function readNames(error: unknown): { name?: unknown; code?: unknown } {
  try {
    const { name, code } = Object(error) as { name?: unknown; code?: unknown };
    return { name, code };
  } catch {
    return {};
  }
}

const isCode = (code: unknown): code is string =>
  typeof code === 'string' && code.length <= MAX_CODE_LENGTH && CODE.test(code);

const isPlainName = (name: unknown): name is string => typeof name === 'string' && /^[A-Za-z]{1,64}$/.test(name);
