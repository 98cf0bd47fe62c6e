/** How long to wait between two tries of anything, in milliseconds. */
export interface RetryDelays {
  /** Bound of the first pause; each further one doubles it. 0: no pause. */
  readonly retryDelayMs: number;
  /** Where the doubling ends. */
  readonly maxRetryDelayMs: number;
}

/** How long to wait between attempts at a call, in milliseconds. */
export interface BackOff extends RetryDelays {
  /** The longest `Retry-After` of the gateway that is obeyed. */
  readonly maxRetryAfterMs: number;
}

/** A pause with full jitter under a doubling bound. @param tries how many were made. */
export function jitteredPause(
  tries: number,
  { retryDelayMs, maxRetryDelayMs }: RetryDelays,
  random: () => number = Math.random,
): number {
  return Math.round(random() * Math.min(maxRetryDelayMs, retryDelayMs * 2 ** (tries - 1)));
}

/**
 * The pause before the next attempt: full jitter under a doubling bound, on top of what the gateway asks for.
 * @param attempts how many were made.
 * @param retryAfterMs the gateway's own `Retry-After`, if it sent one.
 */
export function pauseBefore(
  attempts: number,
  retryAfterMs: number | null,
  backOff: BackOff,
  random: () => number = Math.random,
): number {
  return Math.min(backOff.maxRetryAfterMs, retryAfterMs ?? 0) + jitteredPause(attempts, backOff, random);
}
