import type { Lane, Verification, VerificationStatus } from '../verification/domain/verification.js';

/** What stands for an empty word. */
export const NONE = '-';

/** The words of a verification's line, in this order; the last one is the store's own: which guess was counted last. */
export const VERIFICATION_FIELDS = [
  'id',
  'purpose',
  'lane',
  'phone',
  'user',
  'startedAt',
  'status',
  'windowId',
  'proof',
  'expiresAt',
  'calledAt',
  'requestId',
  'rings',
  'guesses',
  'guessId',
] as const;

/** Before a text that may hold anything; the scripts' own words have none. */
const QUOTE = '=';

/** A word that holds no space, such as a hash; empty where there is none. */
export const wordOf = (text: string): string => text || NONE;

/** What such a word says. */
const textOf = (word: string): string => (word === NONE ? '' : word);

/** A word of whatever text. */
export const quoted = (text: string | null): string => (text === null ? NONE : QUOTE + encodeURIComponent(text));

/** What such a word says, or a word of the scripts' own. */
export function unquoted(word: string): string | null {
  if (word === NONE) return null;
  return word.startsWith(QUOTE) ? decodeURIComponent(word.slice(QUOTE.length)) : word;
}

/** A verification as a script writes it; empty: none. */
export function readVerification(line: string): Verification | null {
  if (line === '') return null;
  const [id, purpose, lane, phone, user, startedAt, status, windowId, proof, ...later] = line.split(' ');
  const [expiresAt, calledAt, requestId, rings, guesses] = later;
  return {
    id: id!,
    purpose: purpose!,
    lane: lane as Lane,
    phone: phone!,
    user: textOf(user!),
    requestId: requestId!,
    startedAt: Number(startedAt),
    status: status as VerificationStatus,
    windowId: windowId!,
    proof: proof!,
    expiresAt: Number(expiresAt),
    calledAt: Number(calledAt),
    rings: Number(rings),
    guesses: Number(guesses),
  };
}
