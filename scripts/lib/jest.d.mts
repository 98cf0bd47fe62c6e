/** What follows `node` for Jest to run ES modules. */
export const JEST: readonly string[];
