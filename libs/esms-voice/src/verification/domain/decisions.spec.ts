import { describe, expect, it } from '@jest/globals';
import { LENIENT, MINUTE, NOON, RULES } from '../stores/number-under-test.contract.js';
import { gateOf, resultOf } from './decide-check.js';
import { decideStart } from './decide-start.js';
import {
  afterGuess,
  afterTakeBack,
  joinedBy,
  entriesOfCheck,
  entriesOfStart,
  laneAfterGuess,
  openWindow,
} from './steps.js';
import { EMPTY_LANE, isForgotten, isUnderWay, VERIFICATION_KEPT_MS, type Verification } from './verification.js';

const pending: Verification = Object.freeze({
  id: 'id',
  purpose: 'login',
  lane: 'unproved',
  phone: '090****484',
  user: '',
  status: 'pending',
  windowId: 'w1',
  proof: 'p1',
  startedAt: NOON,
  expiresAt: NOON + RULES.lifetimeMs,
  calledAt: NOON,
  requestId: 'r1',
  rings: 1,
  guesses: 0,
});
const locked = { ...pending, status: 'locked' } as const;
const rung = { ...EMPTY_LANE, rings: [NOON] };

describe('decideStart', () => {
  it.each([
    ['new', null],
    ['new', locked],
    ['same-window', pending],
    ['new-window', { ...pending, expiresAt: NOON }],
    ['same-window', { ...pending, expiresAt: NOON + 1 }],
  ])('opens a %s', (opening, current) => {
    expect(decideStart(EMPTY_LANE, current, NOON, RULES)).toEqual({ kind: 'ring', opening, overruled: [] });
  });

  it('opens a new window on each call where the rules say so', () => {
    const decision = decideStart(EMPTY_LANE, pending, NOON, { ...RULES, newCodeEachCall: true });
    expect(decision).toMatchObject({ opening: 'new-window' });
  });

  const once = { max: 1, recordOnly: false };
  const later = NOON + RULES.lifetimeMs;
  it.each([
    ['wait', 'number-cooldown', pending, NOON, RULES],
    ['wait', 'number-cooldown', locked, NOON, RULES],
    ['blocked', 'number-cooldown', null, NOON, RULES],
    ['wait', 'number-hour', pending, later - 1, { ...RULES, callsPerHour: once }],
    ['blocked', 'number-hour', pending, later, { ...RULES, callsPerHour: once }],
    ['blocked', 'number-hour', locked, NOON, { ...LENIENT, callsPerHour: once }],
    ['wait', 'number-day', pending, NOON, { ...LENIENT, callsPerDay: once }],
    ['blocked', 'number-failures', pending, NOON, { ...LENIENT, failures: { max: 0, recordOnly: false } }],
  ] as const)('says %s by %s', (kind, rule, current, now, rules) => {
    expect(decideStart(rung, current, now, rules)).toMatchObject({ kind, breach: { rule } });
  });
});

describe('gateOf', () => {
  const failed = { ...EMPTY_LANE, failures: RULES.failures.max };
  it.each([
    ['not-found', null, EMPTY_LANE, NOON],
    ['not-found', { ...pending, status: 'approved' }, EMPTY_LANE, NOON],
    ['not-found', { ...pending, status: 'cancelled' }, EMPTY_LANE, NOON],
    ['locked', locked, EMPTY_LANE, NOON],
    ['locked', { ...pending, guesses: 5 }, EMPTY_LANE, NOON],
    ['locked', { ...pending, guesses: 5 }, EMPTY_LANE, pending.expiresAt],
    ['expired', pending, failed, pending.expiresAt],
    ['locked', pending, failed, NOON],
    ['compare', pending, { ...failed, failures: 99 }, pending.expiresAt - 1],
    ['compare', { ...pending, guesses: 4 }, EMPTY_LANE, NOON],
  ] as const)('%s', (gate, verification, lane, now) => {
    expect(gateOf(verification, lane, now, RULES)).toBe(gate);
  });

  it('lets a number with many wrong codes pass where that is only recorded', () => {
    expect(gateOf(pending, failed, NOON, { ...RULES, failures: { max: 1, recordOnly: true } })).toBe('compare');
  });
});

describe('a guess', () => {
  it.each([
    [true, 1, 'approved'],
    [true, 5, 'approved'],
    [false, 4, 'wrong'],
    [false, 5, 'locked'],
  ] as const)('that is right: %p, the %ith: %s', (isRight, guesses, result) => {
    expect(resultOf(isRight, guesses, 5)).toBe(result);
  });

  it('is counted, and moves the verification and its lane', () => {
    expect(afterGuess(pending, 'wrong')).toEqual({ ...pending, guesses: 1 });
    expect(afterGuess(pending, 'locked')).toEqual({ ...pending, guesses: 1, status: 'locked' });
    expect(afterGuess(pending, 'approved')).toEqual({ ...pending, guesses: 1, status: 'approved' });
    expect(laneAfterGuess({ ...rung, failures: 3 }, false, NOON)).toEqual({ ...rung, failures: 4 });
    expect(laneAfterGuess({ ...rung, failures: 3 }, true, NOON)).toEqual({ ...rung, failures: 0, approvedAt: NOON });
  });
});

describe('a window', () => {
  const now = NOON + 7 * MINUTE;
  const parts = {
    id: 'id2',
    windowId: 'w2',
    proof: 'p2',
    requestId: 'r2',
    phone: '091****111',
    purpose: 'pay',
    user: 'u',
    lane: 'proved',
    now,
    lifetimeMs: MINUTE,
  } as const;
  const again = { ...pending, requestId: 'r2', calledAt: now, rings: 2 };

  it('of a new verification takes everything from the start', () => {
    const { lifetimeMs: _, now: __, ...given } = parts;
    const expected = { ...given, status: 'pending', startedAt: now, calledAt: now, rings: 1, guesses: 0 };
    expect(openWindow('new', locked, parts)).toEqual({ ...expected, expiresAt: now + MINUTE });
  });

  it('that is opened anew takes the code alone, and keeps the guesses', () => {
    const expected = { ...again, windowId: 'w2', proof: 'p2', expiresAt: now + MINUTE, guesses: 3 };
    expect(openWindow('new-window', { ...pending, guesses: 3 }, parts)).toEqual(expected);
  });

  it('that is still open stays as it is', () => {
    expect(openWindow('same-window', pending, parts)).toEqual(again);
  });

  it('loses a call that was not placed, and is cancelled with the last one', () => {
    expect(afterTakeBack({ ...pending, rings: 2 }, pending.requestId, null)).toEqual(pending);
    expect(afterTakeBack(pending, pending.requestId, null)).toEqual({ ...pending, rings: 0, status: 'cancelled' });
  });

  it('has the window of the call before good again, unless another call came since', () => {
    const before = { ...pending, guesses: 1 };
    const after = { ...before, windowId: 'w2', proof: 'p2', requestId: 'v-2', rings: 2, guesses: 2 };
    expect(afterTakeBack(after, 'v-2', before)).toEqual({ ...pending, guesses: 2 });
    expect(afterTakeBack({ ...after, rings: 3 }, 'v-1', before)).toEqual(after);
  });

  it('is nobody’s in particular once another user asks for it', () => {
    expect(joinedBy({ ...pending, user: 'ann' }, 'ann').user).toBe('ann');
    expect(joinedBy({ ...pending, user: 'ann' }, 'bob').user).toBe('');
    expect(joinedBy({ ...pending, user: '' }, 'bob').user).toBe('');
  });
});

describe('the entries of a timeline', () => {
  const breach = { rule: 'number-hour', until: 1, recordOnly: true } as const;

  it('of a start say what it came to, and which rules would have said no', () => {
    const ring = { kind: 'ring', opening: 'new', overruled: [breach] } as const;
    const wouldLimit = { at: NOON, what: 'would-limit', why: 'number-hour' };
    expect(entriesOfStart(ring, 'r', NOON)).toEqual([wouldLimit, { at: NOON, what: 'called', why: 'r' }]);
    expect(entriesOfStart({ ...ring, opening: 'new-window' }, 'r', NOON)[1]!.what).toBe('called');
    expect(entriesOfStart({ ...ring, opening: 'same-window' }, 'r', NOON)[1]!.what).toBe('called-again');
    expect(entriesOfStart({ kind: 'wait', breach }, 'r', NOON)).toEqual([{ ...wouldLimit, what: 'waited' }]);
    expect(entriesOfStart({ kind: 'blocked', breach }, 'r', NOON)).toEqual([{ ...wouldLimit, what: 'limited' }]);
  });

  it('of a check say its result, and nothing of what is over', () => {
    expect(entriesOfCheck('expired', NOON)).toEqual([{ at: NOON, what: 'expired', why: null }]);
    expect(entriesOfCheck('not-found', NOON)).toEqual([]);
  });
});

describe('a verification', () => {
  it('is under way until it is approved or cancelled', () => {
    const statuses = ['pending', 'locked', 'approved', 'cancelled'] as const;
    expect(statuses.map((status) => isUnderWay({ ...pending, status }))).toEqual([true, true, false, false]);
  });

  it('is forgotten a day after its latest call', () => {
    expect(isForgotten(pending, NOON + VERIFICATION_KEPT_MS - 1)).toBe(false);
    expect(isForgotten(pending, NOON + VERIFICATION_KEPT_MS)).toBe(true);
  });
});
