/** Median and quartiles of a list of numbers, to four digits. */
export function quartiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { median: at(0.5), q1: at(0.25), q3: at(0.75) };
}

export const round = (value) => Number(value.toPrecision(4));
