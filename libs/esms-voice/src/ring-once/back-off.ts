/** How long to wait between attempts, in milliseconds. */
export interface BackOff {
  /** Bound of the first pause; each further one doubles it. 0: no pause. */
  readonly retryDelayMs: number;
  /** Where the doubling ends. */
  readonly maxRetryDelayMs: number;
  /** The longest `Retry-After` of the gateway that is obeyed. */
  readonly maxRetryAfterMs: number;
}

/**
 * The pause before the next attempt: full jitter under a doubling bound, on top of what the gateway asks for.
 * @param attempts how many were made.
 * @param retryAfterMs the gateway's own `Retry-After`, if it sent one.
 */
export function pauseBefore(
  attempts: number,
  retryAfterMs: number | null,
  { retryDelayMs, maxRetryDelayMs, maxRetryAfterMs }: BackOff,
  random: () => number = Math.random,
): number {
  const bound = Math.min(maxRetryDelayMs, retryDelayMs * 2 ** (attempts - 1));
  return Math.min(maxRetryAfterMs, retryAfterMs ?? 0) + Math.round(random() * bound);
}
