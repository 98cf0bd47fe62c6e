import type { BackOff } from './back-off.js';
import type { BreakerRules } from './circuit-breaker.js';
import type { InFlightLimits } from './in-flight.js';

/** Limits of one call, in milliseconds, and of all calls together. */
export interface RingOnceLimits extends BackOff, InFlightLimits {
  /** One attempt. */
  readonly timeoutMs: number;
  /** All attempts, the pauses between them and the waiting for a turn. */
  readonly deadlineMs: number;
  /** 1 turns repeating off. */
  readonly maxAttempts: number;
  readonly breaker: BreakerRules;
}
