import type { NumberLimits } from './number-limits.js';

/** The rules that a store applies; it keeps no others. */
export interface VerificationRules extends NumberLimits {
  /** How long a code may be typed, in milliseconds. */
  readonly lifetimeMs: number;
  /** Codes that are compared before a verification locks. */
  readonly maxGuesses: number;
  /** Ringing again within the window speaks another code. */
  readonly newCodeEachCall: boolean;
}
