import type { CallStanding, CallState } from '../calls/call-state.js';
import type { CallView } from '../calls/call-view.js';
import { outlookOf } from './domain/number-limits.js';
import type { LaneState, Verification } from './domain/verification.js';
import type { VerificationRules } from './domain/verification-rules.js';

/** The latest call of a verification. */
export interface VerificationCall {
  readonly requestId: string;
  /** `null` where the journal knows no such call: it was forgotten, or another process holds it. */
  readonly state: CallState | null;
  /** `no-answer`: it rang and nobody answered; ring again? */
  readonly reason: CallStanding['reason'];
}

/** How a verification stands. */
export interface VerificationStanding {
  readonly verificationId: string;
  readonly purpose: string;
  /** Masked: `090****484`. */
  readonly phone: string;
  readonly status: 'pending' | 'expired' | 'locked' | 'approved' | 'cancelled';
  /** When the code that was spoken last ends. */
  readonly expiresAt: Date;
  /** From when on the number may be rung again. */
  readonly nextCallAt: Date;
  /** `null` where nothing bounds them. */
  readonly callsLeft: number | null;
  readonly attemptsLeft: number;
  readonly call: VerificationCall;
}

/** Puts together what a store found. */
export function toStanding(
  verification: Verification,
  lane: LaneState,
  call: VerificationCall,
  now: number,
  rules: VerificationRules,
): VerificationStanding {
  const { id, purpose, phone, expiresAt } = verification;
  const { nextCallAt, callsLeft } = outlookOf(lane, now, rules);
  return {
    verificationId: id,
    purpose,
    phone,
    status: statusAt(verification, now),
    expiresAt: new Date(expiresAt),
    nextCallAt: new Date(nextCallAt),
    callsLeft,
    attemptsLeft: attemptsLeft(verification, rules),
    call,
  };
}

/** Guesses that are left; none once it is over. */
export const attemptsLeft = ({ status, guesses }: Verification, { maxGuesses }: VerificationRules): number =>
  status === 'pending' ? Math.max(0, maxGuesses - guesses) : 0;

export const toVerificationCall = (requestId: string, view: CallView | null): VerificationCall => ({
  requestId,
  state: view?.state ?? null,
  reason: view?.reason ?? null,
});

const statusAt = ({ status, expiresAt }: Verification, now: number): VerificationStanding['status'] =>
  status === 'pending' && now >= expiresAt ? 'expired' : status;
