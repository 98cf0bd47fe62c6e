import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { DEFAULT_CALL_RULES, checkPhone } from '../calls/call-rules.js';
import { maskPhone } from '../calls/mask.js';

/** Numbers, or how they begin; `deny` goes before `allow`. */
export interface PhoneLists {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/** A number that may be rung, in the form that all are compared in, or what is wrong with it. */
export type CallablePhone =
  { readonly phone: string; readonly problem: null } | { readonly phone: null; readonly problem: string };

const PREFIX_LENGTH = 3;
const VIETNAM = /^\+84/;

/** How numbers begin, in the form that numbers are compared in: a Vietnamese one in national form. */
export const readPhoneList = (starts: readonly string[] = []): string[] =>
  starts.map((start) => start.replace(VIETNAM, '0'));

/** Reads a number that a verification may ring: a Vietnamese mobile one, or one that the list allows. */
export function readCallablePhone(text: unknown, { allow, deny }: PhoneLists): CallablePhone {
  const { phone } = parsePhone(typeof text === 'string' ? text : '', ANY_PHONE);
  const problem = checkPhone(text, DEFAULT_CALL_RULES);
  if (phone === null) return { phone, problem: problem! };
  if (deny.some((start) => phone.startsWith(start)))
    return { phone: null, problem: 'phone must be one that is called' };
  if (problem !== null && !allow.some((start) => phone.startsWith(start))) return { phone: null, problem };
  return { phone, problem: null };
}

/** The first characters of a number, which its mask shows too: they name a carrier's block and nobody. */
export const prefixOf = (phone: string): string => maskPhone(phone).slice(0, PREFIX_LENGTH);
