import { describe, expect, it } from '@jest/globals';
import { CircuitBreaker, DEFAULT_BREAKER } from './circuit-breaker.js';

const START = 1_000_000;

/** Reports so many failures and successes, all at one moment. */
function report(breaker: CircuitBreaker, failures: number, successes: number, now: number): void {
  for (let i = 0; i < successes; i += 1) breaker.report(false, now);
  for (let i = 0; i < failures; i += 1) breaker.report(true, now);
}

describe('CircuitBreaker', () => {
  it('opens when half of at least 20 attempts in 10 s failed', () => {
    const breaker = new CircuitBreaker();
    report(breaker, 9, 10, START);
    expect(breaker.allows(START)).toBe(true);
    breaker.report(true, START);
    expect(breaker.allows(START)).toBe(false);
    expect(breaker.remainingMs(START + 1_000)).toBe(4_000);
  });

  it('stays closed under 20 attempts, and under half', () => {
    const few = new CircuitBreaker();
    report(few, 19, 0, START);
    expect(few.allows(START)).toBe(true);
    const most = new CircuitBreaker();
    report(most, 49, 51, START);
    expect(most.allows(START)).toBe(true);
    expect(most.remainingMs(START)).toBe(0);
  });

  it('forgets what is older than its window', () => {
    const breaker = new CircuitBreaker();
    report(breaker, 19, 0, START);
    report(breaker, 1, 18, START + DEFAULT_BREAKER.windowMs);
    expect(breaker.allows(START + DEFAULT_BREAKER.windowMs)).toBe(true);
    report(breaker, 19, 0, START + 5 * DEFAULT_BREAKER.windowMs);
    expect(breaker.allows(START + 5 * DEFAULT_BREAKER.windowMs)).toBe(true);
  });

  it('lets one probe through after 5 s, and closes when it succeeds', () => {
    const breaker = new CircuitBreaker();
    report(breaker, 20, 0, START);
    const later = START + DEFAULT_BREAKER.openMs;
    expect(breaker.allows(later - 1)).toBe(false);
    expect(breaker.allows(later)).toBe(true);
    expect(breaker.allows(later)).toBe(false);
    breaker.report(false, later);
    expect(breaker.allows(later)).toBe(true);
    report(breaker, 19, 0, later);
    expect(breaker.allows(later)).toBe(true);
  });

  it('opens again when the probe fails, and lets another one through when it said nothing', () => {
    const breaker = new CircuitBreaker();
    report(breaker, 20, 0, START);
    const later = START + DEFAULT_BREAKER.openMs;
    expect(breaker.allows(later)).toBe(true);
    breaker.report(true, later);
    expect(breaker.allows(later + DEFAULT_BREAKER.openMs - 1)).toBe(false);
    expect(breaker.allows(later + DEFAULT_BREAKER.openMs)).toBe(true);
    breaker.forget(later + DEFAULT_BREAKER.openMs);
    expect(breaker.allows(later + DEFAULT_BREAKER.openMs)).toBe(true);
  });

  it('is not moved by attempts that began before it opened', () => {
    const breaker = new CircuitBreaker();
    report(breaker, 20, 0, START);
    breaker.report(false, START + 1);
    breaker.report(true, START + 2_000);
    expect(breaker.remainingMs(START + 2_000)).toBe(3_000);
  });
});
