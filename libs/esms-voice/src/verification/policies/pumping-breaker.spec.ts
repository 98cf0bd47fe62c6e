import { beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND, T0 } from '../../../../../test/support/verification-host.js';
import { EsmsVoiceOptionsError } from '../../errors/errors.js';
import type { CallPolicy, CallToPlace } from '../call-policy.js';
import { InMemoryCounters } from '../stores/in-memory-counters.js';
import { pumpingBreaker, type PumpingBreakerOptions } from './pumping-breaker.js';

let counters: InMemoryCounters;
let policy: CallPolicy;
let now: number;
let ids: number;

function set(options: PumpingBreakerOptions = {}): void {
  policy = pumpingBreaker({ recordOnly: false, ...options });
}

beforeEach(() => {
  counters = new InMemoryCounters();
  now = T0;
  ids = 0;
  set();
});

function aCall(prefix: string): CallToPlace {
  const who = { phone: '0901888484', purpose: 'login', lane: 'unproved', ip: null, userId: null } as const;
  return { requestId: `v-${++ids}`, verificationId: 'v', at: now, prefix, ...who };
}

/** Asks for one call; a call that is placed is verified at this share. Whether it was placed. */
async function call(share: number, prefix = '090'): Promise<boolean> {
  const asked = aCall(prefix);
  const verdict = await policy.beforeCall(asked, counters);
  const isPlaced = !verdict || policy.recordOnly === true;
  const isVerified = isPlaced && Math.floor(ids * share) > Math.floor((ids - 1) * share);
  if (isVerified) await policy.approved!({ verificationId: 'v', prefix, purpose: 'login', calledAt: now }, counters);
  return isPlaced;
}

/** So many calls, evenly over a time. How many were placed. */
async function calls(count: number, overMs: number, share: number, prefix = '090'): Promise<number> {
  let placed = 0;
  for (let n = 0; n < count; n += 1) {
    placed += Number(await call(share, prefix));
    now += overMs / count;
  }
  return placed;
}

describe('pumpingBreaker', () => {
  it('refuses a prefix whose calls are never verified, and says why', async () => {
    await calls(100, 20 * MINUTE, 0);
    const verdict = await policy.beforeCall(aCall('090'), counters);
    expect(verdict).toEqual({
      reason: expect.stringMatching(/^100 % of \d+ calls to 090… were never verified; the bound is 75 %$/),
      retryAfterMs: 5 * MINUTE,
    });
  });

  it.each([1, 0.7, 0.3])('lets a prefix be of which %d are verified, however many call', async (share) => {
    expect(await calls(1_500, 2 * HOUR, share)).toBe(1_500);
  });

  it('refuses nothing below the least number of calls', async () => {
    expect(await calls(49, HOUR / 2, 0)).toBe(49);
    now += 10 * MINUTE;
    expect(await call(0)).toBe(true);
    now += 10 * MINUTE + SECOND;
    expect(await call(0)).toBe(false);
  });

  it('passes young calls over: their codes may still be typed', async () => {
    expect(await calls(1_000, 5 * MINUTE - SECOND, 0)).toBe(1_000);
  });

  it('leaves other prefixes alone', async () => {
    await calls(200, 30 * MINUTE, 0);
    expect(await call(0)).toBe(false);
    expect(await call(0, '091')).toBe(true);
  });

  it('refuses nothing up to the floor', async () => {
    set({ floor: 1 });
    expect(await calls(500, HOUR, 0)).toBe(500);
  });

  it('goes by the share of the last day: what is usual is not refused', async () => {
    const usual = 0.4;
    const worse = 0.15;
    expect(await calls(240, 2 * HOUR, worse)).toBeLessThan(200);
    expect(await calls(1_200, 10 * HOUR, usual, '091')).toBe(1_200);
    expect(await calls(240, 2 * HOUR, worse, '091')).toBe(240);
    expect(await calls(240, 2 * HOUR, 0, '091')).toBeLessThan(200);
  });

  it('refuses a prefix of which nothing is verified, however usual that is', async () => {
    set({ floor: 0.5, factor: 100, recordOnly: true });
    await calls(1_000, 10 * HOUR, 0);
    set({ floor: 0.5, factor: 100 });
    expect(await call(0)).toBe(false);
  });

  it('lets one call of so many through while it refuses', async () => {
    await calls(100, 20 * MINUTE, 0);
    const placed = await calls(400, 10 * MINUTE, 0);
    expect(placed).toBe(20);
  });

  it('goes on refusing while the probes are not verified', async () => {
    await calls(100, 20 * MINUTE, 0);
    await calls(400, HOUR, 0);
    expect(await calls(1_000, HOUR, 0)).toBeLessThanOrEqual(60);
  });

  it('lets everybody through again once users type their codes again', async () => {
    await calls(1_000, HOUR, 0);
    await calls(200, HOUR + 10 * MINUTE, 0.8);
    expect(await calls(100, 10 * MINUTE, 0.8)).toBe(100);
  });

  it('gives back a call that was not placed', async () => {
    for (let n = 0; n < 200; n += 1) {
      const asked = aCall('090');
      expect(await policy.beforeCall(asked, counters)).toBeNull();
      await policy.notPlaced!(asked, counters);
      now += 10 * SECOND;
    }
  });

  it('only records unless told otherwise, and goes on counting then', async () => {
    expect(pumpingBreaker().recordOnly).toBe(true);
    set({ recordOnly: true });
    await calls(1_000, HOUR, 0);
    const verdict = await policy.beforeCall(aCall('090'), counters);
    expect(verdict).toMatchObject({ reason: expect.stringMatching(/^100 % of (7|8|9)\d\d calls/) });
  });

  it.each([
    [{ windowMs: 1 }, /windowMs/],
    [{ matureAfterMs: -1 }, /matureAfterMs/],
    [{ minCalls: 0 }, /minCalls/],
    [{ floor: 1.1 }, /floor/],
    [{ factor: 0.5 }, /factor/],
    [{ probeEvery: 1 }, /probeEvery/],
    [{ floor: Number.NaN }, /floor/],
  ])('refuses options %j', (options, problem) => {
    expect(() => set(options)).toThrow(EsmsVoiceOptionsError);
    expect(() => set(options)).toThrow(problem);
  });

  it('takes a floor of zero, and no time to mature', () => {
    expect(() => set({ floor: 0, matureAfterMs: 0 })).not.toThrow();
  });
});
