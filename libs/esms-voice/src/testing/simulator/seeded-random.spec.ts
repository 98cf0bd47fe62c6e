import { describe, expect, it } from '@jest/globals';
import { newCallId, SeededRandom } from './seeded-random.js';

describe('SeededRandom', () => {
  it('repeats with the seed and differs with another', () => {
    const ids = (seed: number) => {
      const random = new SeededRandom(seed);
      return [newCallId(random), newCallId(random)];
    };
    expect(ids(7)).toEqual(ids(7));
    expect(ids(7)).not.toEqual(ids(8));
  });

  it('makes ids of 32 hexadecimal digits and some decimal ones, all different', () => {
    const random = new SeededRandom(0);
    const ids = Array.from({ length: 2_000 }, () => newCallId(random));
    expect(ids.filter((id) => !/^[0-9a-f]{32}\d{3,5}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(2_000);
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const random = new SeededRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(5, 8)));
    expect(drawn).toEqual(new Set([5, 6, 7, 8]));
  });
});
