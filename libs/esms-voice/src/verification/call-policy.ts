import type { Lane } from './domain/verification.js';
import type { Counters } from './stores/counters.js';

/** A call that is about to be placed. */
export interface CallToPlace {
  readonly requestId: string;
  readonly verificationId: string;
  /** In national form, or international where it is foreign. */
  readonly phone: string;
  /** Its first three characters: `090`. */
  readonly prefix: string;
  readonly purpose: string;
  readonly lane: Lane;
  /** As given; `null` where there is none. */
  readonly ip: string | null;
  readonly userId: string | null;
  /** Unix time in milliseconds. */
  readonly at: number;
}

/** A verification's call that reached a final state. */
export interface EndedCall {
  readonly requestId: string;
  readonly state: 'delivered' | 'undelivered' | 'rejected';
  /** VND; `null` where nobody told. */
  readonly price: number | null;
  /** When it was placed, Unix time in milliseconds. */
  readonly placedAt: number;
}

/** A right code. */
export interface Approval {
  readonly verificationId: string;
  readonly prefix: string;
  readonly purpose: string;
  /** When its number was last rung, Unix time in milliseconds. */
  readonly calledAt: number;
}

/** Why a call is not placed; `reason` goes to events and the timeline, not to whoever asked for the call. */
export interface CallRefusal {
  readonly reason: string;
  readonly retryAfterMs?: number;
}

/** `null` or nothing: the call may be placed. */
export type CallVerdict = CallRefusal | null | undefined | void;

/** Asked before each call, after the limits. Where it throws, the call is not placed. */
export type BeforeCall = (call: CallToPlace, counters: Counters) => CallVerdict | Promise<CallVerdict>;

/** A {@link BeforeCall} that also hears what became of the call: what it reserved it can give back. */
export interface CallPolicy {
  /** Named in events and the timeline. */
  readonly name: string;
  /** What it refuses is told, and the call placed all the same. @default false */
  readonly recordOnly?: boolean;
  readonly beforeCall: BeforeCall;
  /** The call that it let pass was not placed after all. */
  notPlaced?(call: CallToPlace, counters: Counters): Promise<void>;
  /** Told on the instance that learns it, at least once. */
  ended?(call: EndedCall, counters: Counters): Promise<void>;
  approved?(approval: Approval, counters: Counters): Promise<void>;
}
