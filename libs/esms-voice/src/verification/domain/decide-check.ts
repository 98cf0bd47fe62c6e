import { isUnderWay, type LaneState, type Verification } from './verification.js';
import type { VerificationRules } from './verification-rules.js';

/** What a check finds before a code is compared: only `compare` costs a guess. */
export type CheckGate = 'compare' | 'not-found' | 'locked' | 'expired';

/** What a check comes to; `wrong` leaves guesses, `locked` none. */
export type CheckResult = Exclude<CheckGate, 'compare'> | 'approved' | 'wrong';

/** Decides whether a code may be compared at all. */
export function gateOf(
  verification: Verification | null,
  lane: LaneState,
  now: number,
  { maxGuesses, failures }: VerificationRules,
): CheckGate {
  if (!verification || !isUnderWay(verification)) return 'not-found';
  if (verification.status === 'locked' || verification.guesses >= maxGuesses) return 'locked';
  if (now >= verification.expiresAt) return 'expired';
  return lane.failures >= failures.max && !failures.recordOnly ? 'locked' : 'compare';
}

/** What a compared code comes to, given the guesses that were claimed with this one. */
export function resultOf(isRight: boolean, guesses: number, maxGuesses: number): 'approved' | 'wrong' | 'locked' {
  if (isRight) return 'approved';
  return guesses >= maxGuesses ? 'locked' : 'wrong';
}
