import { describe, expect, it } from '@jest/globals';
import { describeGuessingOdds } from './guessing-odds.js';

const defaults = { digits: 6, earSafe: false, maxGuesses: 5, codesPerDay: 5 };

describe('describeGuessingOdds', () => {
  it.each([
    [defaults, '5 tries × 5 codes a day at 6 digits: 2.5 in 100,000'],
    [{ ...defaults, digits: 4, maxGuesses: 3, codesPerDay: 1 }, '3 tries × 1 codes a day at 4 digits: 30 in 100,000'],
    [{ ...defaults, digits: 10 }, '5 tries × 5 codes a day at 10 digits: 0.00025 in 100,000'],
  ])('%p: %s', (rules, odds) => {
    expect(describeGuessingOdds(rules)).toBe(odds);
  });

  it('says what ear-safe codes cost, and counts the codes that are left', () => {
    const earSafe =
      /^5 tries × 5 codes a day at 6 digits: 2\.7\d in 100,000; ear-safe codes leave 9\d\d,\d{3} of 1,000,000, 19\.8 bits of entropy in place of 19\.9$/;
    expect(describeGuessingOdds({ ...defaults, earSafe: true })).toMatch(earSafe);
  });
});
