import type { CallbackResult } from './callback-receiver.js';
import type { TokenRefusal } from './callback-token.js';

/** Why a request to the webhook was turned away. Who sent it is never told. */
export type CallbackRefusal = TokenRefusal | 'method' | 'prefetch';

/** What the webhook has met since the application started. */
export interface CallbackCounts {
  /** Requests without a good token, or that are no callback, by reason. */
  readonly refused: Readonly<Partial<Record<CallbackRefusal, number>>>;
  /** Callbacks with a good token by account and by what they did; `failed`: the journal could not store them. */
  readonly received: Readonly<Record<string, Readonly<Partial<Record<CallbackResult | 'failed', number>>>>>;
}

/** Counts what the webhook meets; every name is one of a few, so that a metric of it stays small. */
export class CallbackCounter {
  private readonly refused = new Map<CallbackRefusal, number>();
  private readonly received = new Map<string, Map<CallbackResult | 'failed', number>>();

  noteRefused(reason: CallbackRefusal): void {
    increment(this.refused, reason);
  }

  /** @param account one of the application's own: a good token names no other. */
  noteReceived(account: string, result: CallbackResult | 'failed'): void {
    let ofAccount = this.received.get(account);
    if (!ofAccount) this.received.set(account, (ofAccount = new Map()));
    increment(ofAccount, result);
  }

  counts(): CallbackCounts {
    const received = [...this.received].map(([account, results]) => [account, Object.fromEntries(results)]);
    return { refused: Object.fromEntries(this.refused), received: Object.fromEntries(received) };
  }
}

const increment = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
