import type { CallKey, CallRecord } from '../calls/call-record.js';
import type { CallJournalStore, CallPage, CallQuery, Change, Updated } from './call-journal.store.js';

/** Told of every step that a call takes, after the store has it. */
export type OnMoved = (record: CallRecord) => void;

/**
 * The one way to the store: whatever moves a call goes through here, so that whoever listens hears of every step
 * exactly when this process made it.
 */
export class CallJournal {
  constructor(
    private readonly store: CallJournalStore,
    private readonly onMoved: OnMoved,
  ) {}

  /** Writes a new call down. Resolves to `null`, or to the call that has this request id already. */
  async open(record: CallRecord): Promise<CallRecord | null> {
    const existing = await this.store.insert(record);
    if (!existing) this.onMoved(record);
    return existing;
  }

  /** Changes a call; see {@link CallJournalStore.update}. */
  async update<T>(key: CallKey, change: (record: CallRecord) => Change<T>): Promise<Updated<T> | null> {
    const updated = await this.store.update(key, change);
    if (updated && hasStepped(updated)) this.onMoved(updated.record);
    return updated;
  }

  /**
   * Changes a call, or writes it down first where this journal never saw it.
   * @param opened the record to begin with.
   */
  async updateOrOpen<T>(opened: CallRecord, change: (record: CallRecord) => Change<T>): Promise<Change<T>> {
    const updated = await this.update(opened, change);
    if (updated) return updated;
    await this.store.insert(opened);
    const repeated = await this.update(opened, change);
    if (!repeated) throw new Error('The journal lost the call.');
    return repeated;
  }

  find(key: CallKey): Promise<CallRecord | null> {
    return this.store.find(key);
  }

  list(query: CallQuery): Promise<CallPage> {
    return this.store.list(query);
  }
}

function hasStepped({ before, record }: Updated<unknown>): boolean {
  return record.history.length > before.history.length && !record.history.at(-1)!.conflict;
}
