import { expect, it } from '@jest/globals';
import { InvalidInputError } from '../errors/errors.js';
import { DEFAULT_PAGE_LIMIT, pageLimitProblems, refuseProblems } from './page-limit.js';

it('a page holds 1 to 500 entries', () => {
  for (const limit of [1, DEFAULT_PAGE_LIMIT, 500]) expect(pageLimitProblems(limit)).toEqual([]);
  for (const limit of [0, -1, 501, 1.5, NaN, Infinity, '50' as never, null as never]) {
    expect(pageLimitProblems(limit)).toEqual(['limit must be a whole number from 1 to 500']);
  }
});

it('problems are refused all at once', () => {
  expect(() => refuseProblems([])).not.toThrow();
  expect(() => refuseProblems(['a', 'b'])).toThrow(InvalidInputError);
  expect(() => refuseProblems(['a', 'b'])).toThrow(/a; b/);
});
