/** Median and quartiles of a list of numbers, to four digits. */
export const quartiles = (values) => ({
  median: round(quantile(values, 0.5)),
  q1: round(quantile(values, 0.25)),
  q3: round(quantile(values, 0.75)),
});

/** The value below which this share of the values lies. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export const round = (value) => Number(value.toPrecision(4));

/** Bytes as MB, to a tenth. */
export const toMb = (bytes) => Number((bytes / 1024 / 1024).toFixed(1));
