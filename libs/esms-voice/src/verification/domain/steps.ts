import type { Opening, StartDecision } from './decide-start.js';
import type { CheckResult } from './decide-check.js';
import type { LaneState, Lane, TimelineEntry, Verification } from './verification.js';

/** What a new verification, or a new window of an old one, is made of. */
export interface WindowParts {
  /** A fresh id: the number's tag, then random bits. */
  readonly id: string;
  readonly windowId: string;
  /** Of the code of that window. */
  readonly proof: string;
  /** Of the call that is placed where the number is rung. */
  readonly requestId: string;
  /** Masked. */
  readonly phone: string;
  readonly purpose: string;
  /** Keyed hash; empty where there is none. */
  readonly user: string;
  readonly lane: Lane;
  readonly now: number;
  readonly lifetimeMs: number;
}

/** The verification once its number is rung: see {@link Opening}. */
export function openWindow(opening: Opening, current: Verification | null, parts: WindowParts): Verification {
  const { id, windowId, proof, requestId, phone, purpose, user, lane, now, lifetimeMs } = parts;
  const window = { windowId, proof, expiresAt: now + lifetimeMs };
  if (opening === 'new') {
    const fresh = { status: 'pending', startedAt: now, calledAt: now, rings: 1, guesses: 0 } as const;
    return { id, phone, purpose, user, lane, requestId, ...window, ...fresh };
  }
  const again = { ...joinedBy(current!, user), requestId, calledAt: now, rings: current!.rings + 1 };
  return opening === 'same-window' ? again : { ...again, ...window };
}

/**
 * The verification once somebody asks for it too. Where they are another user, nobody can say whose right code it will be:
 * it proves the number for none of them.
 */
export const joinedBy = (verification: Verification, user: string): Verification =>
  verification.user === user ? verification : { ...verification, user: '' };

/** The verification once a guess was claimed and compared. */
export function afterGuess(verification: Verification, result: 'approved' | 'wrong' | 'locked'): Verification {
  const guesses = verification.guesses + 1;
  return { ...verification, guesses, status: result === 'wrong' ? 'pending' : result };
}

/** The lane once a code was compared. */
export function laneAfterGuess(lane: LaneState, isRight: boolean, now: number): LaneState {
  return isRight ? { ...lane, failures: 0, approvedAt: now } : { ...lane, failures: lane.failures + 1 };
}

/**
 * The verification without a call that was not placed; one that has no other is cancelled. Where none was placed since, the
 * window of the call before is good again.
 */
export function afterTakeBack(
  verification: Verification,
  requestId: string,
  before: Verification | null,
): Verification {
  const rings = verification.rings - 1;
  const without: Verification = { ...verification, rings, status: rings > 0 ? verification.status : 'cancelled' };
  if (!before || verification.requestId !== requestId) return without;
  const { windowId, proof, expiresAt, calledAt } = before;
  return { ...without, windowId, proof, expiresAt, calledAt, requestId: before.requestId };
}

/** What a timeline says of a start. */
export function entriesOfStart(decision: StartDecision, requestId: string, at: number): TimelineEntry[] {
  if (decision.kind !== 'ring') {
    return [{ at, what: decision.kind === 'wait' ? 'waited' : 'limited', why: decision.breach.rule }];
  }
  const overruled = decision.overruled.map(({ rule }): TimelineEntry => ({ at, what: 'would-limit', why: rule }));
  const what = decision.opening === 'same-window' ? 'called-again' : 'called';
  return [...overruled, { at, what, why: requestId }];
}

/** What a timeline says of a check; nothing of a verification that is over. */
export const entriesOfCheck = (result: CheckResult, at: number): TimelineEntry[] =>
  result === 'not-found' ? [] : [{ at, what: result, why: null }];
