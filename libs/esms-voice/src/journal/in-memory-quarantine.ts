import type { CallKey } from '../calls/call-record.js';
import { LinkedList, type ListNode } from './linked-list.js';
import type { QuarantinedCallback, QuarantinePage, QuarantineQuery } from './call-journal.store.js';

/** How many callbacks are kept aside; the oldest go first. */
export const MAX_QUARANTINED = 1_000;

/** Quarantined callbacks in memory: a thousand of them, none past its date. */
export class InMemoryQuarantine {
  private readonly kept = new LinkedList<QuarantinedCallback>();
  private count = 0;

  add(callback: QuarantinedCallback): void {
    this.kept.append(callback);
    this.count += 1;
    while (this.count > MAX_QUARANTINED || this.isExpired(callback.at)) this.drop(this.kept.first!);
  }

  list({ account, limit, cursor }: QuarantineQuery): QuarantinePage {
    const page: QuarantinedCallback[] = [];
    let hasPassed = cursor === undefined;
    for (let node = this.kept.last; node && page.length <= limit; node = node.previous) {
      if (hasPassed && node.value.account === account) page.push(node.value);
      hasPassed ||= node.value.id === cursor;
    }
    const callbacks = page.slice(0, limit);
    return { callbacks, nextCursor: page.length > limit ? callbacks.at(-1)!.id : null };
  }

  /** Forgets what was kept aside about these calls. */
  forget(calls: readonly CallKey[]): void {
    const keys = new Set(calls.map(keyOf));
    for (let node = this.kept.first; node; node = node.next) if (keys.has(keyOf(node.value))) this.drop(node);
  }

  private isExpired(now: Date): boolean {
    const oldest = this.kept.first?.value;
    return oldest !== undefined && oldest.expiresAt.getTime() <= now.getTime();
  }

  private drop(node: ListNode<QuarantinedCallback>): void {
    this.kept.remove(node);
    this.count -= 1;
  }
}

const keyOf = ({ account, requestId }: CallKey): string => `${account}/${requestId}`;
