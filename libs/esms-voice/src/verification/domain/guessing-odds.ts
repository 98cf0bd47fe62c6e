import { countCodes, type CodeShape } from './code.js';

/** What somebody who guesses has to work with. */
export interface GuessingRules extends CodeShape {
  readonly maxGuesses: number;
  /** Codes that a number can get in a day. */
  readonly codesPerDay: number;
}

/** How good the chances of guessing are, and what ear-safe codes cost; for the log at start and for choosing. */
export function describeGuessingOdds(rules: GuessingRules): string {
  const { digits, maxGuesses, codesPerDay } = rules;
  const codes = countCodes(rules);
  const hits = (maxGuesses * codesPerDay * 100_000) / codes;
  const odds = `${maxGuesses} tries × ${codesPerDay} codes a day at ${digits} digits: ${format(hits)} in 100,000`;
  return rules.earSafe ? `${odds}; ${earSafeCost(digits, codes)}` : odds;
}

function earSafeCost(digits: number, codes: number): string {
  const all = 10 ** digits;
  const bits = `${format(Math.log2(codes))} bits of entropy in place of ${format(Math.log2(all))}`;
  return `ear-safe codes leave ${codes.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}, ${bits}`;
}

const format = (value: number): string => String(Number(value.toPrecision(3)));
