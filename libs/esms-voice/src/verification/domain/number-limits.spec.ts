import { describe, expect, it } from '@jest/globals';
import { MINUTE, NOON, RULES } from '../stores/number-under-test.contract.js';
import { findBreaches, outlookOf, withoutRing, withRing } from './number-limits.js';
import { DAY_MS, EMPTY_LANE, HOUR_MS, MAX_RINGS_KEPT, type LaneState } from './verification.js';

const lane = (...rings: readonly number[]): LaneState => ({ ...EMPTY_LANE, rings });
const rulesAt = (state: LaneState, now: number, rules = RULES): string[] =>
  findBreaches(state, now, rules).map(({ rule }) => rule);
const recorded = { max: 3, recordOnly: true };

describe('the limits of a number', () => {
  it('let the first call pass', () => {
    expect(findBreaches(EMPTY_LANE, NOON, RULES)).toEqual([]);
    expect(outlookOf(EMPTY_LANE, NOON, RULES)).toStrictEqual({ nextCallAt: NOON, callsLeft: 3 });
  });

  it.each([
    [[NOON], MINUTE],
    [[NOON - 2 * MINUTE, NOON], 2 * MINUTE],
  ])('after the calls %p ask for a pause of %p', (rings, pause) => {
    const until = NOON + pause;
    expect(findBreaches(lane(...rings), until - 1, RULES)).toEqual([
      { rule: 'number-cooldown', until, recordOnly: false },
    ]);
    expect(findBreaches(lane(...rings), until, RULES)).toEqual([]);
    expect(outlookOf(lane(...rings), NOON + 1, RULES).nextCallAt).toBe(until);
  });

  it('ask for the last pause after all further calls, and forget those of more than an hour ago', () => {
    const rules = { ...RULES, callsPerHour: { max: 9, recordOnly: false } };
    const rings = [4, 3, 2, 1, 0].map((ago) => NOON - ago * 10 * MINUTE);
    expect(rulesAt(lane(...rings.slice(1)), NOON + 5 * MINUTE - 1, rules)).toEqual(['number-cooldown']);
    expect(rulesAt(lane(...rings.slice(1)), NOON + 5 * MINUTE, rules)).toEqual([]);
    const old = [NOON - HOUR_MS, NOON];
    expect(rulesAt(lane(...old), NOON + MINUTE, rules)).toEqual([]);
    expect(rulesAt(lane(NOON - HOUR_MS + MINUTE + 1, NOON), NOON + MINUTE, rules)).toEqual(['number-cooldown']);
  });

  it('ask for no pause after an approval', () => {
    expect(rulesAt({ ...lane(NOON), approvedAt: NOON }, NOON)).toEqual([]);
    expect(rulesAt({ ...lane(NOON), approvedAt: NOON - 1 }, NOON)).toEqual(['number-cooldown']);
  });

  it('allow so many calls an hour and a day, to the millisecond', () => {
    const three = lane(NOON, NOON + 20 * MINUTE, NOON + 40 * MINUTE);
    const freeAt = NOON + HOUR_MS;
    expect(findBreaches(three, freeAt - 1, RULES)).toEqual([{ rule: 'number-hour', until: freeAt, recordOnly: false }]);
    expect(rulesAt(three, freeAt)).toEqual([]);
    const five = lane(...[0, 2, 4, 6, 8].map((hours) => NOON + hours * HOUR_MS));
    const tomorrow = NOON + DAY_MS;
    expect(findBreaches(five, tomorrow - 1, RULES)).toEqual([
      { rule: 'number-day', until: tomorrow, recordOnly: false },
    ]);
    expect(rulesAt(five, tomorrow)).toEqual([]);
    expect(outlookOf(five, tomorrow - 1, RULES)).toStrictEqual({ nextCallAt: tomorrow, callsLeft: 0 });
    expect(outlookOf(five, tomorrow, RULES)).toStrictEqual({ nextCallAt: tomorrow, callsLeft: 1 });
  });

  it('name all rules that say no, the gravest first, and what they would only record', () => {
    const rings = [3, 2, 1, 0].map((ago) => NOON - ago);
    const rules = { ...RULES, callsPerDay: recorded, failures: { max: 2, recordOnly: true } };
    expect(findBreaches({ ...lane(...rings), failures: 2 }, NOON, rules)).toEqual([
      { rule: 'number-failures', until: null, recordOnly: true },
      { rule: 'number-day', until: NOON - 2 + DAY_MS, recordOnly: true },
      { rule: 'number-hour', until: NOON - 2 + HOUR_MS, recordOnly: false },
      { rule: 'number-cooldown', until: NOON + 5 * MINUTE, recordOnly: false },
    ]);
    expect(rulesAt({ ...EMPTY_LANE, failures: 1 }, NOON, rules)).toEqual([]);
  });

  it('count no call that is only recorded among those that are left', () => {
    const three = lane(NOON - 3, NOON - 2, NOON - 1);
    const day = { ...RULES, callsPerHour: recorded };
    expect(outlookOf(three, NOON, day)).toStrictEqual({ nextCallAt: NOON - 1 + 5 * MINUTE, callsLeft: 2 });
    expect(outlookOf(three, NOON, { ...day, callsPerDay: recorded }).callsLeft).toBeNull();
  });
});

describe('the calls that a lane remembers', () => {
  it('are those of the last day, and so many at most', () => {
    expect(withRing(lane(NOON - DAY_MS, NOON - DAY_MS + 1), NOON).rings).toEqual([NOON - DAY_MS + 1, NOON]);
    const many = Array.from({ length: MAX_RINGS_KEPT }, (_, index) => NOON + index);
    expect(withRing(lane(...many), NOON + 999).rings).toEqual([...many.slice(1), NOON + 999]);
  });

  it('lose the latest of those at the moment of one that was not placed', () => {
    expect(withoutRing(lane(1, 2, 2, 3), 2).rings).toEqual([1, 2, 3]);
    const unchanged = lane(1, 3);
    expect(withoutRing(unchanged, 2)).toBe(unchanged);
  });
});
