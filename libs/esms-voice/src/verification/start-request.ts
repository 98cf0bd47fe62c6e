import { InvalidInputError } from '../errors/errors.js';
import { callerIpKey, isIpAddress } from './caller-ip.js';
import { readCallablePhone } from './callable-phone.js';
import { purposeProblem } from './purpose.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';
import type { CodeContent } from './verification-options.js';

/** What {@link EsmsVerificationService.start} takes; `null` and `undefined` count as absent. */
export interface StartVerificationInput {
  /** Any usual spelling: `0901 888 484`, `84901888484`, `+84-901-888-484`. */
  phone: string;
  /** What the code is for, such as `login`; 1 to 40 characters of `A-Z a-z 0-9 . _ : -`. A code is good for it alone. */
  purpose: string;
  /** Address of whoever asks, for the limit per IP; loopback counts as none. */
  ip?: string | null | undefined;
  /** Who asks, where the application knows it: a user who proved the number before has counts apart from strangers. */
  userId?: string | null | undefined;
  /** What is spoken, in place of the option `content`. */
  content?: CodeContent | null | undefined;
}

/** The same, read and checked. */
export interface StartRequest {
  readonly phone: string;
  readonly purpose: string;
  readonly ip: string | null;
  readonly userId: string | null;
  readonly content: CodeContent | null;
}

const MAX_USER_ID_LENGTH = 256;

type Rules = Pick<ResolvedVerificationOptions, 'phones' | 'purposes' | 'content' | 'mustSayPurpose'>;

/** @throws InvalidInputError naming each problem, and no value. */
export function readStart(input: StartVerificationInput, rules: Rules): StartRequest {
  const { phone: text, purpose, ip = null, userId = null, content = null } = Object(input) as StartVerificationInput;
  const { phone, problem } = readCallablePhone(text, rules.phones);
  const problems = [
    problem,
    purposeProblem(purpose, rules.purposes),
    ipProblem(ip),
    userProblem(userId),
    contentProblem(content, rules),
  ];
  const found = problems.filter((one) => one !== null);
  if (found.length > 0) throw new InvalidInputError(found);
  return { phone: phone!, purpose, ip: ip && callerIpKey(ip), userId, content: content ?? rules.content };
}

const ipProblem = (ip: unknown): string | null =>
  ip === null || isIpAddress(ip) ? null : 'ip must be an IPv4 or IPv6 address';

/** What is wrong with a user id; `null`: nothing. */
export const userProblem = (userId: unknown): string | null =>
  userId === null || (typeof userId === 'string' && userId !== '' && userId.length <= MAX_USER_ID_LENGTH)
    ? null
    : `userId must be a text of 1 to ${MAX_USER_ID_LENGTH} characters`;

function contentProblem(content: unknown, { mustSayPurpose }: Rules): string | null {
  if (content === null || typeof content === 'function') return null;
  const parts = mustSayPurpose ? ['{code}', '{purpose}'] : ['{code}'];
  const isGood = typeof content === 'string' && parts.every((part) => content.includes(part));
  return isGood ? null : `content must be a text with ${parts.join(' and ')} in it, or a function of the code`;
}
