import { describe, expect, it } from '@jest/globals';
import { RateAndBurst } from './rate-and-burst.js';

const RULE = { perSecond: 500, burst: 2_000 };

/** How many of so many pass at one moment. */
const passing = (limit: RateAndBurst, now: number, tries: number, name = 'a'): number =>
  Array.from({ length: tries }, () => limit.take(name, now)).filter((waitMs) => waitMs === 0).length;

describe('RateAndBurst', () => {
  it.each([0, 12_345.678, 1e9])('lets a burst pass at one moment, then its rate; from %d ms on', (start) => {
    const limit = new RateAndBurst(RULE);
    expect(passing(limit, start, 5_000)).toBe(2_000);
    expect(passing(limit, start + 1_000, 5_000)).toBe(500);
    expect(passing(limit, start + 1_100, 5_000)).toBe(50);
    expect(passing(limit, start + 60_000, 5_000)).toBe(2_000);
  });

  it('says when the next one may pass', () => {
    const limit = new RateAndBurst(RULE);
    passing(limit, 0, 2_000);
    expect(limit.take('a', 0)).toBeCloseTo(2, 6);
    expect(limit.take('a', 1)).toBeCloseTo(1, 6);
    expect(limit.take('a', 2)).toBe(0);
  });

  it('lets no more than rate and burst pass in any time, however it is asked', () => {
    const limit = new RateAndBurst({ perSecond: 100, burst: 10 });
    let passed = 0;
    for (let now = 0; now < 20_000; now += 1.7) passed += passing(limit, now, 1);
    expect(passed).toBeGreaterThanOrEqual(2_000);
    expect(passed).toBeLessThanOrEqual(2_010);
  });

  it('keeps names apart', () => {
    const limit = new RateAndBurst(RULE);
    passing(limit, 0, 2_000);
    expect(passing(limit, 0, 1, 'b')).toBe(1);
  });

  it('forgets who has been silent, and nobody too soon', () => {
    const limit = new RateAndBurst(RULE);
    for (let n = 0; n < 10_000; n += 1) limit.take(`n-${n}`, 0);
    passing(limit, 3_999, 2_000, 'late');
    limit.take('b', 4_000);
    expect(passing(limit, 4_000, 10, 'late')).toBeLessThanOrEqual(1);
    limit.take('b', 8_001);
    const held = limit as unknown as Record<'recent' | 'older', Map<string, number>>;
    expect(held.recent.size + held.older.size).toBeLessThan(10);
  });

  it('costs less than 20 µs', () => {
    const limit = new RateAndBurst(RULE);
    const began = performance.now();
    for (let n = 0; n < 100_000; n += 1) limit.take(`192.0.2.${n % 250}`, n / 100);
    expect((performance.now() - began) / 100).toBeLessThan(20);
  });
});
