import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { parseSendAt } from '../calls/send-date.js';
import type { TestNumber } from './verification-options.js';

/** A {@link TestNumber} with its number in the form that all are compared in. */
export interface ReadTestNumber {
  readonly phone: string;
  readonly code: string;
  /** Unix time in milliseconds. */
  readonly expiresAt: number;
}

const CODE = /^\d{4,10}$/;

/** What is wrong with a list of test numbers, never repeating one. */
export function findTestNumberProblems(numbers: unknown): string[] {
  if (!Array.isArray(numbers)) return ['testNumbers: must be a list of { phone, code, expiresAt }'];
  return numbers.flatMap((number: unknown, index) => problemsOf(Object(number) as TestNumber, `testNumbers[${index}]`));
}

function problemsOf({ phone, code, expiresAt }: TestNumber, path: string): string[] {
  const problems = [];
  if (typeof phone !== 'string' || !parsePhone(phone, ANY_PHONE).phone)
    problems.push(`${path}.phone: must be a number`);
  if (typeof code !== 'string' || !CODE.test(code)) problems.push(`${path}.code: must be 4 to 10 digits, as text`);
  if (!parseSendAt(expiresAt)) problems.push(`${path}.expiresAt: must be a date with a zone`);
  return problems;
}

/** The list, once it has no problems. */
export const readTestNumbers = (numbers: readonly TestNumber[]): ReadTestNumber[] =>
  numbers.map(({ phone, code, expiresAt }) => ({
    phone: parsePhone(phone, ANY_PHONE).phone!,
    code,
    expiresAt: parseSendAt(expiresAt)!.getTime(),
  }));
