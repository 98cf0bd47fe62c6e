import { expect, it } from '@jest/globals';
import { guessingOdds } from './guessing-odds.js';

it.each([
  [4, '2,000', '1,386'],
  [6, '200,000', '138,630'],
])('of %i digits', (digits, calls, even) => {
  expect(guessingOdds(digits)).toBe(
    `${digits} digits: 5 guesses hit it once in ${calls} calls, an even chance after ${even} calls`,
  );
});
