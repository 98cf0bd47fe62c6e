/** A place in a {@link LinkedList}. */
export interface ListNode<T> {
  readonly value: T;
  previous: ListNode<T> | null;
  next: ListNode<T> | null;
}

/** A queue whose members can leave from the middle, each step in constant time whatever its length. */
export class LinkedList<T> {
  first: ListNode<T> | null = null;
  last: ListNode<T> | null = null;

  *[Symbol.iterator](): Iterator<T> {
    for (let node = this.first; node; node = node.next) yield node.value;
  }

  append(value: T): ListNode<T> {
    const node: ListNode<T> = { value, previous: null, next: null };
    this.link(node);
    return node;
  }

  /** Moves a node of another list to the end of this one. */
  adopt(node: ListNode<T>, from: LinkedList<T>): void {
    from.remove(node);
    this.link(node);
  }

  remove(node: ListNode<T>): void {
    if (node.previous) node.previous.next = node.next;
    else this.first = node.next;
    if (node.next) node.next.previous = node.previous;
    else this.last = node.previous;
  }

  private link(node: ListNode<T>): void {
    node.previous = this.last;
    node.next = null;
    if (this.last) this.last.next = node;
    else this.first = node;
    this.last = node;
  }
}
