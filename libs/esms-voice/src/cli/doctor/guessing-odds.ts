import { info, type CheckResult } from './check-result.js';

/** The fifth wrong code locks a verification (`verification`). */
const GUESSES = 5;

/** How good somebody's chances are who guesses the code of a call: `5 guesses hit it once in 2,000 calls`. */
export function guessingOdds(digits: number): string {
  const calls = 10 ** digits / GUESSES;
  const evenChance = Math.ceil(Math.LN2 / -Math.log1p(-1 / calls));
  const [often, even] = [calls, evenChance].map((number) => number.toLocaleString('en-US'));
  return `${digits} digits: ${GUESSES} guesses hit it once in ${often} calls, an even chance after ${even} calls`;
}

/** For choosing how long a code is. */
export const tellGuessingOdds = (): CheckResult =>
  info('guessing odds', `Of a code with ${guessingOdds(4)}; ${guessingOdds(6)}.`);
