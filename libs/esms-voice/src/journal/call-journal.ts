import type { CallKey, CallRecord, MaskedCallback } from '../calls/call-record.js';
import { owe } from '../calls/transitions.js';
import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { JournalUnavailableError } from '../errors/errors.js';
import type {
  CallErasure,
  CallJournalStore,
  CallPage,
  CallPurge,
  CallQuery,
  Change,
  DueClaim,
  ErasedCalls,
  QuarantinedCallback,
  QuarantinePage,
  QuarantineQuery,
  Updated,
} from './call-journal.store.js';

/** Makes the masked callback that brought a step; only called where somebody wants it. */
export type CallbackOfStep = () => MaskedCallback;

/** A call as it is written down; `isNew`: it was not before. */
export interface Opened {
  readonly record: CallRecord;
  readonly isNew: boolean;
}

/** Who is told of the steps that calls take. */
export interface StepListener {
  /** Whether the latest step of this call is to be written down as owed to a handler; asked within a store's change, so it must be pure. */
  owes(record: CallRecord): boolean;
  /** Until when an owed step is left to this process. */
  leaseUntil(now: Date): Date;
  /** Told of each step that this process made, after the store has it. */
  onStep(record: CallRecord, callback: CallbackOfStep | null): void;
}

/**
 * The one way to the store: whatever moves a call goes through here, so that whoever listens hears of every step
 * exactly when this process made it. What a store fails with is told as a {@link JournalUnavailableError}.
 */
export class CallJournal {
  constructor(
    private readonly store: CallJournalStore,
    private readonly listener: StepListener,
  ) {}

  /** Whether every process of the application sees these calls. */
  get isShared(): boolean {
    return this.store.isShared;
  }

  /** Whether these calls end with this process. */
  get endsWithProcess(): boolean {
    return this.store.endsWithProcess ?? false;
  }

  /** Writes a new call down, unless there is one with its request id. */
  async open(record: CallRecord): Promise<Opened> {
    const opened = this.withDebt(record, null);
    const existing = await guarded(() => this.store.insert(opened));
    if (!existing) this.listener.onStep(opened, null);
    return { record: existing ?? opened, isNew: !existing };
  }

  /**
   * Changes a call; see {@link CallJournalStore.update}.
   * @param callback the callback that brings the change, where one does.
   * @param seen the call as this journal gave it last.
   */
  async update<T>(
    key: CallKey,
    change: (record: CallRecord) => Change<T>,
    callback: CallbackOfStep | null = null,
    seen: CallRecord | null = null,
  ): Promise<Updated<T> | null> {
    let updated: Updated<T> | null;
    // Not `guarded`: one promise less for each callback.
    try {
      updated = await this.store.update(key, (record) => this.changed(record, change, callback), seen);
    } catch (error) {
      throw unavailable(error);
    }
    if (updated && hasStepped(updated.before.history, updated.record)) this.listener.onStep(updated.record, callback);
    return updated;
  }

  /**
   * Writes down a call that {@link update} did not find, or changes it where somebody else was faster.
   * @param open what to write; its history is all news.
   */
  async openOrUpdate<T>(
    key: CallKey,
    change: (record: CallRecord) => Change<T>,
    open: () => Change<T>,
    callback: CallbackOfStep | null = null,
  ): Promise<Change<T>> {
    const result = (await this.opened(open(), callback)) ?? (await this.update(key, change, callback));
    if (!result) throw new JournalUnavailableError({});
    return result;
  }

  /** Changes a call that this journal gave last as it is here, which may spare a read. */
  updateFrom<T>(seen: CallRecord, change: (record: CallRecord) => Change<T>): Promise<Updated<T> | null> {
    return this.update(seen, change, null, seen);
  }

  find(key: CallKey): Promise<CallRecord | null> {
    return guarded(() => this.store.find(key));
  }

  findByCallId(account: string, callId: string): Promise<CallRecord | null> {
    return guarded(() => this.store.findByCallId(account, callId));
  }

  list(query: CallQuery): Promise<CallPage> {
    return guarded(() => this.store.list(query));
  }

  claimDue(claim: DueClaim): Promise<readonly CallRecord[]> {
    return guarded(() => this.store.claimDue(claim));
  }

  quarantine(callback: QuarantinedCallback): Promise<void> {
    return guarded(() => this.store.quarantine(callback));
  }

  listQuarantined(query: QuarantineQuery): Promise<QuarantinePage> {
    return guarded(() => this.store.listQuarantined(query));
  }

  erase(erasure: CallErasure): Promise<ErasedCalls> {
    return guarded(() => this.store.erase(erasure));
  }

  purge(purge: CallPurge): Promise<number> {
    return guarded(() => this.store.purge(purge));
  }

  /** `null`: the call is there already. */
  private async opened<T>({ record, result }: Change<T>, callback: CallbackOfStep | null): Promise<Change<T> | null> {
    const isStep = hasStepped([], record);
    const opened = isStep ? this.withDebt(record, callback) : record;
    if (await guarded(() => this.store.insert(opened))) return null;
    if (isStep) this.listener.onStep(opened, callback);
    return { record: opened, result };
  }

  /** The debt to the handlers is written together with the step, so that no crash comes between the two. */
  private changed<T>(
    before: CallRecord,
    change: (record: CallRecord) => Change<T>,
    callback: CallbackOfStep | null,
  ): Change<T> {
    const changed = change(before);
    if (!hasStepped(before.history, changed.record)) return changed;
    return { record: this.withDebt(changed.record, callback), result: changed.result };
  }

  private withDebt(record: CallRecord, callback: CallbackOfStep | null): CallRecord {
    if (!this.listener.owes(record)) return record;
    return owe(record, callback?.() ?? null, this.listener.leaseUntil(record.updatedAt));
  }
}

function hasStepped(before: CallRecord['history'], { history }: CallRecord): boolean {
  return history.length > before.length && !history.at(-1)!.conflict;
}

/** A store of somebody else's may fail in any way, before its promise too. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}

const unavailable = (error: unknown): EsmsVoiceError =>
  error instanceof EsmsVoiceError ? error : new JournalUnavailableError({ cause: error });
