import type {
  CallErasure,
  CallJournalStore,
  CallKey,
  CallPage,
  CallPurge,
  CallQuery,
  CallRecord,
  Change,
  DueClaim,
  ErasedCalls,
  QuarantinedCallback,
  QuarantinePage,
  QuarantineQuery,
  Updated,
} from 'nestjs-esms-voice';
import { parseCursor, toCursor } from './call-cursor.js';
import {
  claimDueCalls,
  deleteCallsOf,
  deleteOldCalls,
  insertCall,
  selectByCallId,
  selectCall,
  selectCallsOf,
  selectPage,
  updateCall,
} from './call-queries.js';
import { atDatabase, DatabaseError } from './database.error.js';
import type { Queries } from './database.js';
import { deleteQuarantinedOf, insertQuarantined, selectQuarantined, trimQuarantined } from './quarantine-queries.js';
import { updateLocked } from './update-locked.js';

const CALLS = 'calls';
const QUARANTINED = 'quarantined_callbacks';
/** A call that has the key may be forgotten before it is read. */
const MAX_TRIES = 3;

/** The journal in Postgres: many processes may share it. */
export class PostgresCallJournal implements CallJournalStore {
  readonly isShared = true;

  constructor(private readonly db: Queries) {}

  async insert(record: CallRecord): Promise<CallRecord | null> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const inserted = await atDatabase(CALLS, () => insertCall(this.db, record));
      const existing = inserted.length > 0 ? null : await this.find(record);
      if (existing || inserted.length > 0) return existing;
    }
    throw new DatabaseError('CONFLICT', CALLS);
  }

  /** Tries without a lock first, which is the cheapest where nobody else writes the call; then with one. */
  async update<T>(
    key: CallKey,
    change: (record: CallRecord) => Change<T>,
    seen: CallRecord | null = null,
  ): Promise<Updated<T> | null> {
    const before = seen ?? (await this.find(key));
    if (!before) return null;
    const { record, result } = change(before);
    const isDone = record === before ? before !== seen : await this.replace(before, record);
    return isDone ? { before, record, result } : updateLocked(this.db, key, change);
  }

  async find(key: CallKey): Promise<CallRecord | null> {
    return firstOf(await atDatabase(CALLS, () => selectCall(this.db, key)));
  }

  async findByCallId(account: string, callId: string): Promise<CallRecord | null> {
    return firstOf(await atDatabase(CALLS, () => selectByCallId(this.db, account, callId)));
  }

  /** @throws InvalidInputError where the cursor is not one of this journal's. */
  async list({ limit, cursor, ...query }: CallQuery): Promise<CallPage> {
    const after = cursor === undefined ? null : parseCursor(cursor);
    // One call more than the page shows tells whether there is another page.
    const rows = await atDatabase(CALLS, () => selectPage(this.db, { ...query, after }, limit + 1));
    const records = rows.slice(0, limit) as CallRecord[];
    return { records, nextCursor: rows.length > limit ? toCursor(records.at(-1)!) : null };
  }

  async claimDue(claim: DueClaim): Promise<readonly CallRecord[]> {
    const claimed = await atDatabase(CALLS, () => claimDueCalls(this.db, claim));
    const longestDueFirst = claimed.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    return longestDueFirst.map(({ dueAt: _, ...record }) => record as CallRecord);
  }

  async quarantine(callback: QuarantinedCallback): Promise<void> {
    await atDatabase(QUARANTINED, () => insertQuarantined(this.db, callback));
    await atDatabase(QUARANTINED, () => trimQuarantined(this.db, callback.at));
  }

  async listQuarantined(query: QuarantineQuery): Promise<QuarantinePage> {
    const rows = await atDatabase(QUARANTINED, () => selectQuarantined(this.db, query));
    const callbacks = rows.slice(0, query.limit);
    return { callbacks, nextCursor: rows.length > query.limit ? callbacks.at(-1)!.id : null };
  }

  /** The calls go last: where it stops half-way, doing it again ends it. */
  async erase(erasure: CallErasure): Promise<ErasedCalls> {
    const found = await atDatabase(CALLS, () => selectCallsOf(this.db, erasure));
    const requestIds = found.filter(({ isAtRest }) => isAtRest).map(({ requestId }) => requestId);
    await atDatabase(QUARANTINED, () => deleteQuarantinedOf(this.db, erasure.account, requestIds));
    const erased = (await atDatabase(CALLS, () => deleteCallsOf(this.db, erasure))).rowCount ?? 0;
    return { erased, kept: Math.max(0, found.length - erased) };
  }

  async purge(purge: CallPurge): Promise<number> {
    const { rowCount } = await atDatabase(CALLS, () => deleteOldCalls(this.db, purge));
    return rowCount ?? 0;
  }

  private async replace(before: CallRecord, after: CallRecord): Promise<boolean> {
    const written = await atDatabase(CALLS, () => updateCall(this.db, before, after));
    return written.length > 0;
  }
}

/** The columns are the fields, by the same names. */
const firstOf = (rows: readonly object[]): CallRecord | null => (rows[0] as CallRecord | undefined) ?? null;
