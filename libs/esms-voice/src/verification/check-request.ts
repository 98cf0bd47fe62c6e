import { InvalidInputError } from '../errors/errors.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { purposeProblem, userProblem } from './start-request.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';
import { isVerificationId } from './verification-keys.js';
import type { VerificationReference } from './stores/verification-store.js';

/** One verification: by its id, or the one under way for a number, a purpose and the user that `start` was given. */
export type VerificationReferenceInput =
  | { verificationId: string; phone?: undefined; purpose?: undefined; userId?: undefined }
  | { verificationId?: undefined; phone: string; purpose: string; userId?: string | null };

/** What {@link EsmsVerificationService.check} takes. */
export type CheckVerificationInput = VerificationReferenceInput & {
  /** As it was typed; spaces, dots and dashes between the digits are passed over. */
  code: string;
};

const CODE = /^\d{4,10}$/;

type Rules = Pick<ResolvedVerificationOptions, 'purposes' | 'keys'>;

/** The digits of a code. @throws InvalidInputError where it is none: it costs no guess. */
export function readCode(code: unknown): string {
  const digits = typeof code === 'string' ? code.replace(/[\s.-]/g, '') : '';
  if (!CODE.test(digits)) throw new InvalidInputError(['code must be 4 to 10 digits, as text']);
  return digits;
}

/** `null`: no verification can have this id. @throws InvalidInputError */
export function readReference(input: VerificationReferenceInput, rules: Rules): VerificationReference | null {
  const { verificationId, phone: text, purpose, userId = null } = Object(input) as VerificationReferenceInput;
  if (verificationId !== undefined) return isVerificationId(verificationId) ? { id: verificationId } : null;
  const { phone } = parsePhone(typeof text === 'string' ? text : '', ANY_PHONE);
  const phoneProblem = phone === null ? 'either verificationId, or phone and purpose, is needed' : null;
  const problems = [phoneProblem, purposeProblem(purpose, rules), userProblem(userId)].filter((one) => one !== null);
  if (phone === null || purpose === undefined || problems.length > 0) throw new InvalidInputError(problems);
  const { keys } = rules;
  return { tags: keys.tagsOf(phone), purpose, user: userId === null ? '' : keys.callerHash('user', userId) };
}
