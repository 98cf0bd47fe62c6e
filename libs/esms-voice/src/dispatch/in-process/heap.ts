/** A binary heap: the item that goes before all others is at hand. */
export class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly isBefore: (one: T, other: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  get first(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    this.items.push(item);
    this.rise(this.items.length - 1);
  }

  /** Takes out the first item. */
  shift(): T | undefined {
    const { first } = this;
    if (first !== undefined) this.removeAt(0);
    return first;
  }

  /** Takes out an item wherever it is; `false`: it is not here. */
  remove(item: T): boolean {
    const index = this.items.indexOf(item);
    if (index >= 0) this.removeAt(index);
    return index >= 0;
  }

  private removeAt(index: number): void {
    const last = this.items.pop()!;
    if (index === this.items.length) return;
    this.items[index] = last;
    this.sink(index);
    this.rise(index);
  }

  private rise(from: number): void {
    const { items } = this;
    const item = items[from]!;
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.isBefore(item, items[parent]!)) break;
      items[index] = items[parent]!;
      index = parent;
    }
    items[index] = item;
  }

  private sink(from: number): void {
    const { items } = this;
    const item = items[from]!;
    let index = from;
    for (let child = this.firstChild(index); child !== null; child = this.firstChild(index)) {
      if (!this.isBefore(items[child]!, item)) break;
      items[index] = items[child]!;
      index = child;
    }
    items[index] = item;
  }

  /** The one of an item's two children that goes first. */
  private firstChild(index: number): number | null {
    const { items } = this;
    const left = 2 * index + 1;
    if (left >= items.length) return null;
    const right = left + 1;
    return right < items.length && this.isBefore(items[right]!, items[left]!) ? right : left;
  }
}
