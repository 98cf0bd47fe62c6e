import { findBreaches, type Breach } from './number-limits.js';
import type { LaneState, Verification } from './verification.js';
import type { VerificationRules } from './verification-rules.js';

/** `new`: another verification; `new-window`: the same one with another code; `same-window`: the same code again. */
export type Opening = 'new' | 'new-window' | 'same-window';

/** What becomes of a start; `overruled`: rules that only record would have said no. */
export type StartDecision =
  | { readonly kind: 'ring'; readonly opening: Opening; readonly overruled: readonly Breach[] }
  | { readonly kind: 'wait' | 'blocked'; readonly breach: Breach };

/**
 * Decides whether a number is rung.
 * @param current the verification that is under way for the number, purpose and lane; `null`: none.
 */
export function decideStart(
  lane: LaneState,
  current: Verification | null,
  now: number,
  rules: VerificationRules,
): StartDecision {
  const breaches = findBreaches(lane, now, rules);
  const breach = breaches.find(({ recordOnly }) => !recordOnly);
  if (!breach) return { kind: 'ring', opening: openingOf(current, now, rules), overruled: breaches };
  return { kind: current && mayWait(current, breach, now) ? 'wait' : 'blocked', breach };
}

function openingOf(current: Verification | null, now: number, { newCodeEachCall }: VerificationRules): Opening {
  if (current?.status !== 'pending') return 'new';
  return newCodeEachCall || now >= current.expiresAt ? 'new-window' : 'same-window';
}

/** Who can still type the code, or may ring again in a moment, is told to wait; the others are refused. */
function mayWait({ status, expiresAt }: Verification, { rule }: Breach, now: number): boolean {
  if (rule === 'number-failures') return false;
  return rule === 'number-cooldown' || (status === 'pending' && now < expiresAt);
}
