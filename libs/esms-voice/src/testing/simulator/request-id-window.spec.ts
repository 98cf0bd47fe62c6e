import { describe, expect, it } from '@jest/globals';
import { RequestIdWindow } from './request-id-window.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('RequestIdWindow', () => {
  it('holds an id for 24 hours to the millisecond', () => {
    const ids = new RequestIdWindow();
    ids.remember('a', 1_000);
    expect([ids.has('a', 1_000), ids.has('a', 999 + DAY_MS), ids.has('a', 1_000 + DAY_MS)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(ids.has('b', 1_000)).toBe(false);
  });

  it('starts a new window for an id that comes again after its first one', () => {
    const ids = new RequestIdWindow();
    ids.remember('a', 0);
    ids.remember('a', DAY_MS);
    ids.remember('b', DAY_MS + 1);
    expect([ids.has('a', DAY_MS + 1), ids.has('a', 2 * DAY_MS)]).toEqual([true, false]);
  });

  it('forgets everything on clear', () => {
    const ids = new RequestIdWindow();
    ids.remember('a', 0);
    ids.clear();
    expect(ids.has('a', 1)).toBe(false);
  });
});
