const BASE_MS = 250;
const MAX_MS = 5_000;
const RETRY_AFTER_MAX_MS = 10_000;

/**
 * How long to wait before the next attempt, in milliseconds: full jitter under a doubling bound, and never less than
 * the gateway's own `Retry-After`, as far as that is reasonable.
 * @param attempts how many were made.
 */
export function pauseBefore(attempts: number, retryAfterMs: number | null, random: () => number = Math.random): number {
  const bound = Math.min(MAX_MS, BASE_MS * 2 ** (attempts - 1));
  const asked = Math.min(RETRY_AFTER_MAX_MS, retryAfterMs ?? 0);
  return asked + Math.round(random() * bound);
}
