import type { CallErasure, CallKey, CallPurge, CallQuery, CallRecord, CallState, DueClaim } from 'nestjs-esms-voice';
import {
  and,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notInArray,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Queries } from './database.js';
import type { CallPlace } from './call-cursor.js';
import { calls } from './schema.js';

const UNDER_WAY: readonly CallState[] = ['queued', 'pending'];

const isCall = ({ account, requestId }: CallKey): SQL | undefined =>
  and(eq(calls.account, account), eq(calls.requestId, requestId));

/** Nothing is asked about the call, and nothing is owed to anybody; see `isAtRest` of the library. */
const isAtRest = (): SQL | undefined =>
  and(isNull(calls.askAt), isNull(calls.handleAt), isNull(calls.unconfirmed), notInArray(calls.state, [...UNDER_WAY]));

export const selectCall = (db: Queries, key: CallKey) => db.select().from(calls).where(isCall(key)).limit(1);

/** The same, and nobody else may write it before the transaction's end. */
export const lockCall = (db: Queries, key: CallKey) => selectCall(db, key).for('update');

/**
 * An id that two calls name, one of them wrongly, leads to the newer one. The index has this order, too: without it the
 * planner walks all calls by age where it thinks that many have the id.
 */
export const selectByCallId = (db: Queries, account: string, callId: string) =>
  db
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.account, account),
        isNotNull(calls.callId),
        eq(sql`lower(${calls.callId})`, sql`lower(${sql.param(callId, calls.callId)})`),
      ),
    )
    .orderBy(desc(calls.createdAt))
    .limit(1);

/** Inserts a call; no row comes back where the key is taken. */
export const insertCall = (db: Queries, record: CallRecord) =>
  db.insert(calls).values(record).onConflictDoNothing().returning({ version: calls.version });

/** Writes what differs, if the call is still what it was before; no row comes back where it is not. */
export const updateCall = (db: Queries, before: CallRecord, after: CallRecord) =>
  db
    .update(calls)
    .set({ ...changesBetween(before, after), version: after.version })
    .where(and(isCall(before), eq(calls.version, before.version)))
    .returning({ version: calls.version });

/** Records are values: a field that was left alone is the same object. */
function changesBetween(before: CallRecord, after: CallRecord): Partial<CallRecord> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== old.get(name)));
}

/** What a page of calls is chosen by. */
export interface CallSelection extends Omit<CallQuery, 'limit' | 'cursor'> {
  /** The page begins behind this call. */
  readonly after: CallPlace | null;
}

export const selectPage = (db: Queries, { account, state, kind, from, to, after }: CallSelection, limit: number) =>
  db
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.account, account),
        state === undefined ? undefined : eq(calls.state, state),
        kind === undefined ? undefined : eq(calls.kind, kind),
        from === undefined ? undefined : gte(calls.createdAt, from),
        to === undefined ? undefined : lt(calls.createdAt, to),
        after === null ? undefined : isBehind(after),
      ),
    )
    .orderBy(desc(calls.createdAt), desc(calls.requestId))
    .limit(limit);

/** One comparison of rows, which an index answers; `OR` would not be. */
const isBehind = ({ createdAt, requestId }: CallPlace): SQL =>
  sql`(${calls.createdAt}, ${calls.requestId}) < (${sql.param(createdAt, calls.createdAt)}, ${sql.param(requestId, calls.requestId)})`;

/** Locks what is due, passing over what another claimer has locked, and puts it off, in one statement. */
export function claimDueCalls(db: Queries, { account, field, now, until, limit }: DueClaim) {
  const dueColumn = calls[field];
  const due = db.$with('due').as(
    db
      .select({
        requestId: sql`${calls.requestId}`.as('due_request_id'),
        dueAt: sql<Date>`${dueColumn}`.mapWith(dueColumn).as('due_at'),
      })
      .from(calls)
      .where(and(eq(calls.account, account), lte(dueColumn, now)))
      .orderBy(dueColumn)
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  return db
    .with(due)
    .update(calls)
    .set({ [field]: until, version: sql`${calls.version} + 1` })
    .from(due)
    .where(and(eq(calls.account, account), eq(calls.requestId, due.requestId)))
    .returning({ ...getTableColumns(calls), dueAt: due.dueAt });
}

/** Which calls a number has, and whether each is at rest. */
export const selectCallsOf = (db: Queries, { account, phoneHashes }: CallErasure) =>
  db
    .select({ requestId: calls.requestId, isAtRest: sql<boolean>`${isAtRest()}` })
    .from(calls)
    .where(isOfNumber(account, phoneHashes));

/** Deletes the calls of a number that are at rest. */
export const deleteCallsOf = (db: Queries, { account, phoneHashes }: CallErasure) =>
  db.delete(calls).where(and(isOfNumber(account, phoneHashes), isAtRest()));

const isOfNumber = (account: string, phoneHashes: readonly string[]): SQL | undefined =>
  and(eq(calls.account, account), inArray(calls.phoneHash, [...phoneHashes]));

/** Deletes calls at rest that were last changed before a date, the oldest first. */
export function deleteOldCalls(db: Queries, { account, before, limit }: CallPurge) {
  const old = db.$with('old').as(
    db
      .select({ requestId: calls.requestId })
      .from(calls)
      .where(and(eq(calls.account, account), isAtRest(), lt(calls.updatedAt, before)))
      .orderBy(calls.updatedAt)
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  return db
    .with(old)
    .delete(calls)
    .where(and(eq(calls.account, account), inArray(calls.requestId, db.select().from(old))));
}
