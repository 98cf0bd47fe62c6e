import type { CheckResult } from '../domain/decide-check.js';
import type { StartDecision } from '../domain/decide-start.js';
import type { WindowParts } from '../domain/steps.js';
import type { LaneState, TimelineEntry, Verification } from '../domain/verification.js';
import type { VerificationRules } from '../domain/verification-rules.js';
import type { Counters } from './counters.js';

/** What a start brings along, in case that the number is rung under a new verification or with a new code. */
export interface StartAsk extends Omit<WindowParts, 'lane' | 'lifetimeMs'> {
  readonly rules: VerificationRules;
}

/** What became of a start; verification and lane are as they stand after it. */
export interface Started {
  readonly decision: StartDecision;
  /** `null` only where the start was blocked and nothing is under way. */
  readonly verification: Verification | null;
  /** The verification as it stood before it was rung for again; `null` where it was not. */
  readonly before: Verification | null;
  readonly lane: LaneState;
}

/** One verification: by its id, or the one that is under way for a number, a purpose and a user. */
export type VerificationReference =
  { readonly id: string } | { readonly tags: readonly string[]; readonly purpose: string; readonly user: string };

/** What a check of a typed code goes by. */
export interface CheckAsk {
  readonly reference: VerificationReference;
  /** Proofs of the typed code under each data key. */
  readonly proofsOf: (tag: string) => readonly string[];
  readonly now: number;
  readonly rules: VerificationRules;
}

/** What a check came to; the verification is as it stands after it, `null` where there is none. */
export interface Checked {
  readonly result: CheckResult;
  readonly verification: Verification | null;
}

/** A verification with what stands around it: the calls of its number and purpose, and its history. */
export interface FoundVerification {
  readonly verification: Verification;
  readonly lane: LaneState;
  readonly timeline: readonly TimelineEntry[];
}

/** A call that was counted and not placed. */
export interface RingToTakeBack {
  readonly id: string;
  /** When it was counted. */
  readonly at: number;
  readonly requestId: string;
  /** As {@link Started} told it. */
  readonly before: Verification | null;
  /** Why it was not placed: goes to the timeline. */
  readonly entry: TimelineEntry;
}

/**
 * Where verifications live. Each method is one atomic step, so that instances that share a store agree: two starts ring
 * once, and of two right codes one wins. A method that cannot do its step rejects, and nothing was approved.
 */
export interface VerificationStore {
  /** Whether other processes see the same store; their data keys must be the same then. */
  readonly isShared: boolean;
  /** Counts for limits that are wider than a number. */
  readonly counters: Counters;
  /** Decides by `decideStart`, and writes down the call that is about to be placed. */
  start(ask: StartAsk): Promise<Started>;
  /** Undoes the count of a call; a verification that never had one is cancelled. */
  takeBack(ring: RingToTakeBack): Promise<void>;
  /** Claims a guess, then compares: see `gateOf` and `resultOf`. */
  check(ask: CheckAsk): Promise<Checked>;
  /** The verification that was cancelled; `null` where none is under way. */
  cancel(reference: VerificationReference, now: number): Promise<Verification | null>;
  find(id: string, now: number): Promise<FoundVerification | null>;
  /** Adds to the timeline of a verification that exists. */
  note(id: string, entry: TimelineEntry): Promise<void>;
  /** Forgets the wrong codes of a number. */
  forgive(tag: string): Promise<void>;
}
