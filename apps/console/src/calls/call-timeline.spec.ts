import { describe, expect, it } from '@jest/globals';
import { aCall } from './a-call.fixture.js';
import { newerCall } from './newer-call.js';
import { expectationOf, timelineOf } from './call-timeline.js';

const NOW = Date.UTC(2026, 0, 2);

describe('a call’s timeline', () => {
  it('tells how long after the one before each step came', () => {
    const steps = timelineOf(aCall('a', ['pending', 'accepted', 'delivered']));
    expect(steps.map(({ state, afterMs }) => [state, afterMs])).toEqual([
      ['pending', null],
      ['accepted', 1_000],
      ['delivered', 1_000],
    ]);
  });

  it.each([
    ['queued', 'our-turn'],
    ['pending', 'our-turn'],
    ['accepted', 'report'],
    ['dialing', 'report'],
    ['delivered', null],
    ['unknown', null],
  ] as const)('knows what a call that is %s waits for', (state, expected) => {
    expect(expectationOf(aCall('a', [state]), NOW)).toBe(expected);
  });

  it('waits for the date of a scheduled call, and for nothing in the sandbox', () => {
    const accepted = aCall('a', ['accepted']);
    expect(expectationOf({ ...accepted, sendAt: new Date(NOW + 1).toISOString() }, NOW)).toBe('send-date');
    expect(expectationOf({ ...accepted, sendAt: new Date(NOW).toISOString() }, NOW)).toBe('report');
    expect(expectationOf({ ...accepted, sandbox: true }, NOW)).toBeNull();
  });
});

describe('newerCall', () => {
  const early = aCall('a', ['pending']);
  const late = aCall('a', ['pending', 'accepted']);

  it('keeps what knows more, whichever came last', () => {
    expect(newerCall(early, late)).toBe(late);
    expect(newerCall(late, early)).toBe(late);
  });

  it('takes the later of two with the same history', () => {
    const priced = { ...late, price: 850, updatedAt: '2026-01-01T00:00:09.000Z' };
    expect(newerCall(late, priced)).toBe(priced);
    expect(newerCall(priced, late)).toBe(priced);
  });
});
