import { describe, expect, it } from '@jest/globals';
import { stacked } from './stacked.js';

describe('stacked', () => {
  it('puts each series on top of those before it', () => {
    expect(
      stacked([
        [1, 2],
        [3, 0],
        [0, 5],
      ]),
    ).toEqual([
      [1, 2],
      [4, 2],
      [4, 7],
    ]);
    expect(stacked([])).toEqual([]);
  });
});
