import type { CallState } from '../api/call-view.js';
import { secondsUntil } from '../parts/countdown.js';

/** How a verification stands, as the API tells it; times are ISO 8601. */
export interface Verification {
  readonly verificationId: string;
  readonly phone: string;
  readonly status: 'pending' | 'expired' | 'locked' | 'approved' | 'cancelled';
  readonly expiresAt: string;
  readonly nextCallAt: string;
  readonly callsLeft: number | null;
  readonly attemptsLeft: number;
  readonly call: { readonly requestId: string; readonly state: CallState; readonly reason: string | null };
}

/** What a check of a code says. */
export interface Checked {
  readonly status: 'approved' | 'pending' | 'expired' | 'locked';
  readonly attemptsLeft: number;
}

/** What the person who verifies can do now. */
export type VerificationStage = 'typing' | 'approved' | 'locked' | 'expired' | 'cancelled';

/** Time passes in the page too: a code that has ended is not waited for. @param now milliseconds */
export function stageOf({ status, expiresAt }: Verification, now: number): VerificationStage {
  if (status === 'pending') return Date.parse(expiresAt) <= now ? 'expired' : 'typing';
  return status;
}

/** Whether the number may be rung again. */
export const mayCallAgain = ({ nextCallAt, callsLeft }: Verification, now: number): boolean =>
  secondsUntil(nextCallAt, now) === 0 && callsLeft !== 0;
