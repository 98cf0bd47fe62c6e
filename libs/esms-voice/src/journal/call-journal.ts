import type { CallKey, CallRecord } from '../calls/call-record.js';
import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { JournalUnavailableError } from '../errors/errors.js';
import type { CallJournalStore, CallPage, CallQuery, Change, Updated } from './call-journal.store.js';

/** Told of every step that a call takes, after the store has it. */
export type OnMoved = (record: CallRecord) => void;

/**
 * The one way to the store: whatever moves a call goes through here, so that whoever listens hears of every step
 * exactly when this process made it. What a store fails with is told as a {@link JournalUnavailableError}.
 */
export class CallJournal {
  constructor(
    private readonly store: CallJournalStore,
    private readonly onMoved: OnMoved,
  ) {}

  /** Writes a new call down. Resolves to `null`, or to the call that has this request id already. */
  async open(record: CallRecord): Promise<CallRecord | null> {
    const existing = await guarded(() => this.store.insert(record));
    if (!existing) this.onMoved(record);
    return existing;
  }

  /** Changes a call; see {@link CallJournalStore.update}. */
  async update<T>(key: CallKey, change: (record: CallRecord) => Change<T>): Promise<Updated<T> | null> {
    const updated = await guarded(() => this.store.update(key, change));
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
    await guarded(() => this.store.insert(opened));
    const repeated = await this.update(opened, change);
    if (!repeated) throw new JournalUnavailableError({});
    return repeated;
  }

  find(key: CallKey): Promise<CallRecord | null> {
    return guarded(() => this.store.find(key));
  }

  list(query: CallQuery): Promise<CallPage> {
    return guarded(() => this.store.list(query));
  }
}

function hasStepped({ before, record }: Updated<unknown>): boolean {
  return record.history.length > before.history.length && !record.history.at(-1)!.conflict;
}

/** A store of somebody else's may fail in any way, before its promise too. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof EsmsVoiceError ? error : new JournalUnavailableError({ cause: error });
  }
}
