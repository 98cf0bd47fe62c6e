import { describe, expect, it } from '@jest/globals';
import { clockOf, secondsUntil } from '../parts/countdown.js';
import { mayCallAgain, stageOf, type Verification } from './verification.js';

const NOW = Date.UTC(2026, 0, 1);
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const pending: Verification = {
  verificationId: 'v',
  phone: '090****484',
  status: 'pending',
  expiresAt: at(180_000),
  nextCallAt: at(60_000),
  callsLeft: 2,
  attemptsLeft: 5,
  call: { requestId: 'r', state: 'accepted', reason: null },
};

describe('a verification in the page', () => {
  it('expires by its own clock', () => {
    expect(stageOf(pending, NOW)).toBe('typing');
    expect(stageOf(pending, NOW + 180_000)).toBe('expired');
    expect(stageOf({ ...pending, status: 'approved' }, NOW + 180_000)).toBe('approved');
    expect(stageOf({ ...pending, status: 'locked' }, NOW)).toBe('locked');
  });

  it('counts down to the next call and offers it at zero, not before', () => {
    expect(secondsUntil(at(1), NOW)).toBe(1);
    expect(mayCallAgain(pending, NOW + 59_999)).toBe(false);
    expect(mayCallAgain(pending, NOW + 60_000)).toBe(true);
    expect(secondsUntil(at(-5_000), NOW)).toBe(0);
  });

  it('offers no call where none is left, and any where nothing bounds them', () => {
    expect(mayCallAgain({ ...pending, callsLeft: 0 }, NOW + 60_000)).toBe(false);
    expect(mayCallAgain({ ...pending, callsLeft: null }, NOW + 60_000)).toBe(true);
  });

  it('writes minutes and seconds', () => {
    expect([0, 9, 65, 600].map(clockOf)).toEqual(['0:00', '0:09', '1:05', '10:00']);
  });
});
