/** The labels of one series, and how often it was counted. */
interface Series {
  readonly labels: Readonly<Record<string, string>>;
  count: number;
}

/** Series by the value of their first label, then of the next, and so on; a series at the end. */
type Branch = Map<string, Branch | Series>;

/**
 * Counts by labels, read when metrics are collected. An SDK's own counter sorts and serialises the labels at every count, which
 * costs more than all that is counted.
 */
export class Tally<Label extends string> {
  private readonly all: Series[] = [];
  private readonly root: Branch = new Map();

  constructor(private readonly names: readonly Label[]) {}

  /** @param values in the order of the names; each one of a few. */
  add(...values: readonly string[]): void {
    // Value by value: joining them to one key costs more, and leaves a string to collect each time.
    let known: Branch | Series | undefined = this.root;
    for (const value of values) known = (known as Branch | undefined)?.get(value);
    if (known) (known as Series).count += 1;
    else this.begin(values);
  }

  read(tell: (count: number, labels: Series['labels']) => void): void {
    for (const { count, labels } of this.all) tell(count, labels);
  }

  private begin(values: readonly string[]): void {
    const labels = Object.fromEntries(this.names.map((name, index) => [name, values[index]!]));
    const series: Series = { labels, count: 1 };
    this.all.push(series);
    let branch = this.root;
    for (const value of values.slice(0, -1)) branch = branchOf(branch, value);
    branch.set(values.at(-1)!, series);
  }
}

function branchOf(branch: Branch, value: string): Branch {
  const known = branch.get(value) as Branch | undefined;
  if (known) return known;
  const made: Branch = new Map();
  branch.set(value, made);
  return made;
}
