import type { CallKey, CallRecord } from '../calls/call-record.js';
import type { CallState } from '../calls/call-state.js';

/** A change of a record and what the caller wants to know of it. The same record means: nothing to write. */
export interface Change<T> {
  readonly record: CallRecord;
  readonly result: T;
}

/** What {@link CallJournalStore.update} did: the record before and after, and the change's own result. */
export interface Updated<T> extends Change<T> {
  readonly before: CallRecord;
}

/** Which calls a page holds, newest first. */
export interface CallQuery {
  readonly account: string;
  readonly state?: CallState | undefined;
  /** 1 to 500. */
  readonly limit: number;
  /** `nextCursor` of the page before; opaque. */
  readonly cursor?: string | undefined;
}

/** One page of calls; `nextCursor` is `null` on the last one. */
export interface CallPage {
  readonly records: readonly CallRecord[];
  readonly nextCursor: string | null;
}

/**
 * Where calls are kept. Small on purpose: the rules of the states are pure functions that a store runs, so that
 * every store obeys the same ones. One contract suite runs against every implementation.
 */
export interface CallJournalStore {
  /** Writes a new call. Resolves to `null`, or to the record that has the key already, which stays as it is. */
  insert(record: CallRecord): Promise<CallRecord | null>;

  /**
   * Reads, changes and writes a call atomically: where another writer was faster, `change` runs again on what that
   * one wrote, so it must be pure. Resolves to `null` where there is no such call.
   */
  update<T>(key: CallKey, change: (record: CallRecord) => Change<T>): Promise<Updated<T> | null>;

  find(key: CallKey): Promise<CallRecord | null>;

  list(query: CallQuery): Promise<CallPage>;
}
