import { InvalidInputError } from '../errors/errors.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { purposeProblem } from './purpose.js';
import { userProblem } from './start-request.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';
import { isVerificationId } from './verification-keys.js';
import type { VerificationReference } from './stores/verification-store.js';

/** One verification: by its id, or the one under way for a number, a purpose and the user that `start` was given. */
export type VerificationReferenceInput =
  | { verificationId: string; phone?: undefined; purpose?: undefined; userId?: undefined }
  | { verificationId?: undefined; phone: string; purpose: string; userId?: string | null | undefined };

/** What {@link EsmsVerificationService.check} takes. */
export type CheckVerificationInput = VerificationReferenceInput & {
  /** As it was typed; spaces, dots and dashes between the digits are passed over. */
  code: string;
};

/** Longer texts are no code, whatever is between the digits. */
const MAX_TYPED = 40;
const CODE = /^\d{4,10}$/;

type Rules = Pick<ResolvedVerificationOptions, 'purposes' | 'keys'>;

/** What is wrong with a code that was typed; `null`: nothing. */
export const codeProblem = (code: unknown): string | null =>
  CODE.test(digitsOf(code)) ? null : 'code must be 4 to 10 digits, as text';

/** The digits of a code. @throws InvalidInputError where it is none: it costs no guess. */
export function readCode(code: unknown): string {
  const problem = codeProblem(code);
  if (problem !== null) throw new InvalidInputError([problem]);
  return digitsOf(code);
}

const digitsOf = (code: unknown): string =>
  typeof code === 'string' && code.length <= MAX_TYPED ? code.replace(/[\s.-]/g, '') : '';

/** `null`: no verification can have this id. @throws InvalidInputError */
export function readReference(input: VerificationReferenceInput, rules: Rules): VerificationReference | null {
  const { verificationId, phone: text, purpose, userId = null } = Object(input) as VerificationReferenceInput;
  if (verificationId !== undefined) return isVerificationId(verificationId) ? { id: verificationId } : null;
  const { phone } = parsePhone(typeof text === 'string' ? text : '', ANY_PHONE);
  const phoneProblem = phone === null ? 'either verificationId, or phone and purpose, is needed' : null;
  const problems = [phoneProblem, purposeProblem(purpose, rules.purposes), userProblem(userId)].filter(
    (one) => one !== null,
  );
  if (phone === null || purpose === undefined || problems.length > 0) throw new InvalidInputError(problems);
  const { keys } = rules;
  return { tags: keys.tagsOf(phone), purpose, user: userId === null ? '' : keys.callerHash('user', userId) };
}
