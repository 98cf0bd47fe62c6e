import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/mobile';

/** Which numbers may be rung beside Vietnamese mobile ones. */
export interface PhoneRules {
  readonly landlines: boolean;
  readonly foreign: boolean;
}

/** Why a number was refused. */
export type PhoneProblem = 'malformed' | 'not-mobile' | 'foreign';

/** A number as the gateway wants it, or why there is none. */
export type ParsedPhone =
  { readonly phone: string; readonly problem: null } | { readonly phone: null; readonly problem: PhoneProblem };

const PHONE_MAX_LENGTH = 40;
/** `/mobile` knows mobile numbers alone; Vietnamese landlines are 02 and nine more digits. */
const LANDLINE = /^2\d{9}$/;

/**
 * Reads a number in any usual spelling. Vietnamese ones come back in national form (`0901888484`), foreign ones,
 * where allowed, in international form (`+12025550123`). What comes back is read as the same number again.
 */
export function parsePhone(text: string, rules: PhoneRules): ParsedPhone {
  const number = read(text);
  if (!number) return refused('malformed');
  if (number.countryCallingCode !== '84') return readForeign(number, rules);
  if (number.isValid()) return accepted(`0${number.nationalNumber}`);
  if (!LANDLINE.test(number.nationalNumber)) return refused('malformed');
  return rules.landlines ? accepted(`0${number.nationalNumber}`) : refused('not-mobile');
}

let latest: { readonly text: string; readonly number: PhoneNumber | undefined } | null = null;

/** Checking a call and normalising it ask for the same number in turn, and parsing is the dearest part of both. */
function read(text: string): PhoneNumber | undefined {
  if (latest?.text !== text) latest = { text, number: parse(text) };
  return latest.number;
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
