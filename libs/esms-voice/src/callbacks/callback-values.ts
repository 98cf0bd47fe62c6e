/**
 * What the gateway prints: `5`, `850.0000`, and `8.5E+2` as .NET writes it, whose plus arrives as a space. `Number` would
 * take more: hexadecimal, signs, any white space.
 */
const NUMBER = /^ *\d{1,15}(\.\d{1,15})?(E[-+ ]?\d{1,2})? *$/i;

const BEYOND_PRINTABLE_ASCII = /[^!-~]/;
const CONTROLS = /\p{Cc}/gu;

/**
 * A value without white space at its ends and without control characters, which nothing of the gateway's has and which
 * would travel on into journals and logs. Empty: as good as absent.
 */
export const toText = (value: string): string =>
  BEYOND_PRINTABLE_ASCII.test(value) ? value.replace(CONTROLS, '').trim() : value;

/** A number of the gateway's, never negative; `null` where it is none. */
export function toNumber(value: string): number | null {
  if (!NUMBER.test(value)) return null;
  const number = Number(value.includes(' ') ? value.trim().replace(' ', '+') : value);
  return number <= Number.MAX_SAFE_INTEGER ? number : null;
}
