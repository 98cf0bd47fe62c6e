import type { CallJournalStore } from './call-journal.store.js';

/** An empty store, seen by two processes: a store that lives in one process is both. */
export interface StoreUnderTest {
  readonly one: CallJournalStore;
  readonly other: CallJournalStore;
  /** Closes both and drops what they hold. */
  dispose?(): Promise<void>;
}
