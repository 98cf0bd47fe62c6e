import { InvalidInputError } from '../errors/errors.js';

/** How many entries a page holds unless the caller says otherwise. */
export const DEFAULT_PAGE_LIMIT = 50;
const MAX_PAGE_LIMIT = 500;

/** The problem of a page's size, in a list; empty where it is a whole number from 1 to 500. */
export const pageLimitProblems = (limit: number): string[] =>
  Number.isSafeInteger(limit) && limit >= 1 && limit <= MAX_PAGE_LIMIT
    ? []
    : [`limit must be a whole number from 1 to ${MAX_PAGE_LIMIT}`];

/** @throws InvalidInputError naming every problem; nothing where there is none. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new InvalidInputError(problems);
}
