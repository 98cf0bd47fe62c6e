const CEILING_MS = 15_000;

/**
 * How long to wait before the next try: doubled with each failure, and spread, so that pages do not come back as one.
 * @param failures in a row, from 1 on
 * @param random from 0 to 1
 */
export function backOffMs(failures: number, firstMs: number, random = Math.random()): number {
  const longest = Math.min(CEILING_MS, firstMs * 2 ** (failures - 1));
  return longest / 2 + (longest / 2) * random;
}
