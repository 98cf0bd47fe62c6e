/** What a report of `npm audit --json` is worth. */
export function judge(
  output: string,
  allowed: readonly { id?: string; reason?: string; until?: string }[],
  now: Date,
): { isGood: boolean; lines: string[] };
