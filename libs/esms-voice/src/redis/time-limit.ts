import { LinkedList, type ListNode } from '../journal/linked-list.js';
import { BareCause } from '../errors/bare-cause.js';

interface Waiting {
  readonly endsAt: number;
  readonly fail: (error: BareCause) => void;
}

/**
 * The same time limit for many things at once, on one timer: one for each would cost more than a command to Redis. What
 * has not ended by then is rejected.
 */
export class TimeLimit {
  /** The first one ends first: all have the same time. */
  private readonly waiting = new LinkedList<Waiting>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly limitMs: number) {}

  /** @param begin is given a function that says whether its time is over. */
  within<T>(begin: (isOver: () => boolean) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let isOver = false;
      const node = this.add((error) => {
        isOver = true;
        reject(error);
      });
      const ending =
        <V>(settle: (value: V) => void) =>
        (value: V): void => {
          if (!isOver) this.waiting.remove(node);
          settle(value);
        };
      begin(() => isOver).then(ending(resolve), ending(reject));
    });
  }

  private add(fail: Waiting['fail']): ListNode<Waiting> {
    const node = this.waiting.append({ endsAt: performance.now() + this.limitMs, fail });
    this.timer ??= setTimeout(() => this.failLate(), this.limitMs).unref();
    return node;
  }

  private failLate(): void {
    this.timer = null;
    for (let node = this.waiting.first; node && node.value.endsAt <= performance.now(); node = this.waiting.first) {
      this.waiting.remove(node);
      node.value.fail(new BareCause('TimeoutError', 'ETIMEDOUT'));
    }
    const next = this.waiting.first;
    if (next) this.timer = setTimeout(() => this.failLate(), next.value.endsAt - performance.now()).unref();
  }
}
