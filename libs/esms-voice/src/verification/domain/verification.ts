/**
 * A number's calls and failures are counted apart for users who proved it before (`proved`) and for all others, so that a
 * stranger who types the number locks nobody out.
 */
export type Lane = 'unproved' | 'proved';

/** `pending` may be checked; `locked` has used its guesses up. */
export type VerificationStatus = 'pending' | 'approved' | 'locked' | 'cancelled';

/** One attempt of somebody to show that they hold a phone, as a store keeps it; neither code nor number is in it. */
export interface Verification {
  /** The number's tag and random bits: see `VerificationKeys`. */
  readonly id: string;
  readonly purpose: string;
  readonly lane: Lane;
  /** Masked: `090****484`. */
  readonly phone: string;
  /** Keyed hash of the user id; empty where there is none. */
  readonly user: string;
  readonly status: VerificationStatus;
  /** Random; a code lives as long as its window, however often it is spoken. */
  readonly windowId: string;
  /** `<key id>:<MAC>` of the code. */
  readonly proof: string;
  /** Unix time in milliseconds, as all times here. */
  readonly startedAt: number;
  /** When the window ends. */
  readonly expiresAt: number;
  /** When it was last rung for. */
  readonly calledAt: number;
  /** Of the latest call. */
  readonly requestId: string;
  /** Calls that were placed for it. */
  readonly rings: number;
  /** Codes that were compared; never set back. */
  readonly guesses: number;
}

/** What is remembered of a number in one {@link Lane}. */
export interface LaneState {
  /** When it was rung, oldest first. */
  readonly rings: readonly number[];
  /** The latest approval; earlier calls ask for no pause any more. 0: none yet. */
  readonly approvedAt: number;
  /** Wrong codes since the latest approval. */
  readonly failures: number;
}

export const EMPTY_LANE: LaneState = { rings: [], approvedAt: 0, failures: 0 };

/** What happened to a verification, oldest first. */
export interface TimelineEntry {
  readonly at: number;
  readonly what: TimelineEvent;
  /** The rule that fired, the code of an error, or the request id of a call. */
  readonly why: string | null;
}

/** `called-again`: the same code once more; `would-limit`: a rule that only records. */
export type TimelineEvent =
  | 'called'
  | 'called-again'
  | 'waited'
  | 'limited'
  | 'would-limit'
  | 'not-called'
  | 'wrong'
  | 'approved'
  | 'locked'
  | 'expired'
  | 'cancelled';

/** Older entries of a longer timeline are dropped. */
export const MAX_TIMELINE_ENTRIES = 100;
/** Users who proved a number and are remembered; an older one counts as unproved again. */
export const MAX_PROVED_USERS = 8;
/** Calls of a number that are remembered; no limit of a day is above it. */
export const MAX_RINGS_KEPT = 100;

export const MINUTE_MS = 60 * 1000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How long a verification is remembered after its latest call. */
export const VERIFICATION_KEPT_MS = 24 * HOUR_MS;
/** Verifications of a number that are remembered; the one that was called longest ago goes first. */
export const MAX_VERIFICATIONS_KEPT = 100;
/** How long wrong codes, and users who proved a number, are remembered after the latest start. */
export const NUMBER_KEPT_MS = 180 * DAY_MS;

/** Whether its time in a store is over. */
export const isForgotten = ({ calledAt }: Verification, now: number): boolean => calledAt <= now - VERIFICATION_KEPT_MS;

/** Whether it is neither approved nor cancelled. */
export const isUnderWay = ({ status }: Verification): boolean => status === 'pending' || status === 'locked';
