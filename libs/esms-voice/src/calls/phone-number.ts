import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/mobile';

/** Which numbers may be rung beside Vietnamese mobile ones. */
export interface PhoneRules {
  readonly landlines: boolean;
  readonly foreign: boolean;
}

/** Every number: for reading one that the gateway names. */
export const ANY_PHONE: PhoneRules = { landlines: true, foreign: true };

/** Why a number was refused. */
export type PhoneProblem = 'malformed' | 'not-mobile' | 'foreign';

/** A number as the gateway wants it, or why there is none. */
export type ParsedPhone =
  { readonly phone: string; readonly problem: null } | { readonly phone: null; readonly problem: PhoneProblem };

const PHONE_MAX_LENGTH = 40;
/** `/mobile` knows mobile numbers alone; Vietnamese landlines are 02 and nine more digits. */
const LANDLINE = /^2\d{9}$/;
const NATIONAL_MOBILE = /^0\d{9}$/;

const BLOCK_LENGTH = 7;
const MAX_BLOCKS = 10_000;

/**
 * Blocks of a thousand mobile numbers that the library has found good, by their first digits. Numbers are given out in
 * blocks of a million and more, so what holds for one of a thousand holds for all, and parsing each costs 12 µs.
 */
const mobileBlocks = new Set<string>();

const isInKnownBlock = (text: string): boolean =>
  NATIONAL_MOBILE.test(text) && mobileBlocks.has(text.slice(0, BLOCK_LENGTH));

function remember(phone: string): string {
  if (mobileBlocks.size >= MAX_BLOCKS) mobileBlocks.clear();
  if (NATIONAL_MOBILE.test(phone)) mobileBlocks.add(phone.slice(0, BLOCK_LENGTH));
  return phone;
}

/**
 * Reads a number in any usual spelling. Vietnamese ones come back in national form (`0901888484`), foreign ones,
 * where allowed, in international form (`+12025550123`). What comes back is read as the same number again.
 */
export function parsePhone(text: string, rules: PhoneRules): ParsedPhone {
  if (isInKnownBlock(text)) return accepted(text);
  const number = parse(text);
  if (!number) return refused('malformed');
  if (number.countryCallingCode !== '84') return readForeign(number, rules);
  if (number.isValid()) return accepted(remember(`0${number.nationalNumber}`));
  if (!LANDLINE.test(number.nationalNumber)) return refused('malformed');
  return rules.landlines ? accepted(`0${number.nationalNumber}`) : refused('not-mobile');
}

function parse(text: string): PhoneNumber | undefined {
  if (text.length > PHONE_MAX_LENGTH) return undefined;
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'VN', extract: false });
  return number?.ext ? undefined : number;
}

function readForeign(number: PhoneNumber, rules: PhoneRules): ParsedPhone {
  if (!number.isPossible()) return refused('malformed');
  return rules.foreign ? accepted(number.number) : refused('foreign');
}

const accepted = (phone: string): ParsedPhone => ({ phone, problem: null });
const refused = (problem: PhoneProblem): ParsedPhone => ({ phone: null, problem });
