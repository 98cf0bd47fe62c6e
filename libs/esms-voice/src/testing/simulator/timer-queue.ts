/** One entry of the simulator's clock: what runs when, and who may cancel it. */
export interface ClockTimer {
  readonly dueAt: number;
  readonly order: number;
  readonly owner: object;
  readonly run: (dueAt: number) => void;
}

/** A binary heap of timers: earliest first, and in the order of their making where the times are equal. */
export class TimerQueue {
  private heap: ClockTimer[] = [];

  peek(): ClockTimer | undefined {
    return this.heap[0];
  }

  push(timer: ClockTimer): void {
    this.heap.push(timer);
    this.siftUp(this.heap.length - 1);
  }

  pop(): ClockTimer | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (last && this.heap.length > 0) {
      this.heap[0] = last;
      this.siftDown(0);
    }
    return first;
  }

  removeOwnedBy(owner: object): void {
    // A sorted array is a valid heap.
    this.heap = this.heap.filter((timer) => timer.owner !== owner).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  private siftUp(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.isBeforeAt(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private siftDown(index: number): void {
    for (let parent = index; ;) {
      const left = 2 * parent + 1;
      const child = this.isBeforeAt(left + 1, left) ? left + 1 : left;
      if (!this.isBeforeAt(child, parent)) return;
      this.swap(child, parent);
      parent = child;
    }
  }

  private isBeforeAt(a: number, b: number): boolean {
    const [first, second] = [this.heap[a], this.heap[b]];
    return first !== undefined && second !== undefined && isBefore(first, second);
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (first && second) [this.heap[a], this.heap[b]] = [second, first];
  }
}

function isBefore(a: ClockTimer, b: ClockTimer): boolean {
  return a.dueAt === b.dueAt ? a.order < b.order : a.dueAt < b.dueAt;
}
