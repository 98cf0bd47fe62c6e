import { describe, expect, it } from '@jest/globals';
import { pauseBefore } from './back-off.js';

const BACK_OFF = { retryDelayMs: 250, maxRetryDelayMs: 5_000, maxRetryAfterMs: 10_000 };
const longest = (attempts: number, retryAfterMs: number | null = null) =>
  pauseBefore(attempts, retryAfterMs, BACK_OFF, () => 1);

describe('the pause before the next attempt', () => {
  it('is random under a bound that doubles up to its end', () => {
    expect([1, 2, 3, 5, 6, 30].map((attempts) => longest(attempts))).toEqual([250, 500, 1_000, 4_000, 5_000, 5_000]);
    expect(pauseBefore(3, null, BACK_OFF, () => 0)).toBe(0);
    expect(pauseBefore(3, null, BACK_OFF, () => 0.5)).toBe(500);
  });

  it('adds what the gateway asks for, up to a ceiling', () => {
    expect(longest(1, 2_000)).toBe(2_250);
    expect(longest(1, 3_600_000)).toBe(10_250);
  });

  it('takes zero for zero', () => {
    const none = { retryDelayMs: 0, maxRetryDelayMs: 0, maxRetryAfterMs: 0 };
    expect(pauseBefore(4, 60_000, none, () => 1)).toBe(0);
  });
});
