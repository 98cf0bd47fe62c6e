import { describe, expect, it } from '@jest/globals';
import { backOffMs } from './back-off.js';

describe('backOffMs', () => {
  it('doubles with each failure, and is spread over the upper half', () => {
    expect([1, 2, 3].map((failures) => backOffMs(failures, 1_000, 1))).toEqual([1_000, 2_000, 4_000]);
    expect(backOffMs(1, 1_000, 0)).toBe(500);
  });

  it('never waits longer than 15 seconds', () => {
    expect(backOffMs(40, 1_000, 1)).toBe(15_000);
  });
});
