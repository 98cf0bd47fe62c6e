/** The labels of one series, and how often it was counted. */
interface Series {
  readonly labels: Readonly<Record<string, string>>;
  count: number;
}

/**
 * Counts by labels, read when metrics are collected. An SDK's own counter sorts and serialises the labels at every count, which
 * costs more than all that is counted.
 */
export class Tally<Label extends string> {
  private readonly series = new Map<string, Series>();

  constructor(private readonly names: readonly Label[]) {}

  /** @param values in the order of the names; each one of a few. */
  add(...values: readonly string[]): void {
    const key = values.join(' ');
    const known = this.series.get(key);
    if (known) known.count += 1;
    else this.series.set(key, { labels: this.labelsOf(values), count: 1 });
  }

  read(tell: (count: number, labels: Series['labels']) => void): void {
    for (const { count, labels } of this.series.values()) tell(count, labels);
  }

  private labelsOf(values: readonly string[]): Series['labels'] {
    return Object.fromEntries(this.names.map((name, index) => [name, values[index]!]));
  }
}
