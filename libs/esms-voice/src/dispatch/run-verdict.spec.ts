import { describe, expect, it } from '@jest/globals';
import {
  ACCEPTED,
  aCall,
  after,
  CANCELLED,
  DELIVERED,
  NOT_SENT,
  PENDING,
  QUEUED,
  REFUSED,
  T0,
  UNKNOWN,
} from '../../../../test/support/a-call.js';
import type { CallRecord, HistoryEntry } from '../calls/call-record.js';
import type { Placed } from '../ring-once/run.js';
import { verdictOf } from './run-verdict.js';

const RULES = { maxRuns: 3, retryDelayMs: 1_000, maxRetryDelayMs: 4_000 };
const NOW = after(10).getTime();
const HOUR_MS = 3_600_000;

const placed = (record: CallRecord, change: Partial<Placed> = {}): Placed => ({
  record,
  settledHere: true,
  retryAfterMs: null,
  refusal: null,
  cause: null,
  ...change,
});
const verdict = (result: Placed, leftMs = HOUR_MS) => verdictOf(result, NOW + leftMs, RULES, NOW);
const unknownSince = (runs: number, seconds = 0): CallRecord => {
  const step: HistoryEntry = { at: T0, state: 'unknown', source: 'service' };
  const attempts = [{ startedAt: after(seconds), result: 'unknown' as const, gatewayCode: null }];
  return aCall(UNKNOWN, { history: Array.from({ length: runs }, () => step), attempts });
};

describe('verdictOf', () => {
  it.each([ACCEPTED, DELIVERED, REFUSED, CANCELLED])('is done with %j', (standing) => {
    expect(verdict(placed(aCall(standing)))).toBe('done');
  });

  it.each([QUEUED, NOT_SENT])('tries %j again: no attempt could start', (standing) => {
    expect(verdict(placed(aCall(standing), { refusal: 'breaker-open' }))).toMatchObject({
      next: 'later',
      code: 'CALL_NOT_SENT',
    });
  });

  it('tries a pending call again after what the breaker says, and at its deadline at the latest', () => {
    const result = placed(aCall(PENDING), { retryAfterMs: 5_000 });
    const tried = verdict(result);
    expect(tried).toMatchObject({ next: 'later', code: 'CALL_NOT_SENT' });
    expect(tried).toHaveProperty('laterMs', expect.any(Number));
    expect((tried as { laterMs: number }).laterMs).toBeGreaterThanOrEqual(5_000);
    expect((tried as { laterMs: number }).laterMs).toBeLessThanOrEqual(6_000);
    expect(verdict(result, 300)).toMatchObject({ laterMs: 300 });
    expect(verdict(result, -300)).toMatchObject({ laterMs: 0 });
  });

  it('hands a call on at once where the process stops', () => {
    expect(verdict(placed(aCall(PENDING), { refusal: 'closing', retryAfterMs: 9 }))).toMatchObject({ laterMs: 0 });
    expect(verdict(placed(unknownSince(1), { refusal: 'closing' }))).toMatchObject({ laterMs: 0 });
  });

  it('tries an unknown call so many times', () => {
    expect(verdict(placed(unknownSince(1)))).toMatchObject({ next: 'later', code: 'OUTCOME_UNKNOWN' });
    expect(verdict(placed(unknownSince(2)))).toMatchObject({ next: 'later' });
    expect(verdict(placed(unknownSince(3)))).toEqual({ next: 'dead-letter', code: 'OUTCOME_UNKNOWN' });
  });

  it('tries no unknown call past its deadline, nor 23 hours after its first attempt', () => {
    expect(verdict(placed(unknownSince(1)), 0)).toMatchObject({ next: 'dead-letter' });
    expect(verdict(placed(unknownSince(1, -23 * 3_600)))).toMatchObject({ next: 'dead-letter' });
  });
});
