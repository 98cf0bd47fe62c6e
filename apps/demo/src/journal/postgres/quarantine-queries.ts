import type { QuarantinedCallback, QuarantineQuery } from 'nestjs-esms-voice';
import { and, desc, eq, inArray, lt, lte, or } from 'drizzle-orm';
import type { Queries } from './database.js';
import { quarantinedCallbacks } from './schema.js';

/** As many as the journal in memory keeps. */
const MAX_CALLBACKS = 1_000;

export const insertQuarantined = (db: Queries, callback: QuarantinedCallback) =>
  db.insert(quarantinedCallbacks).values(callback).onConflictDoNothing();

/** Drops what is past its date, and the oldest of what is too many. */
export function trimQuarantined(db: Queries, now: Date) {
  const { id, expiresAt } = quarantinedCallbacks;
  const tooMany = db.select({ id }).from(quarantinedCallbacks).orderBy(desc(id)).offset(MAX_CALLBACKS);
  return db.delete(quarantinedCallbacks).where(or(lte(expiresAt, now), inArray(id, tooMany)));
}

/** One callback more than the page shows tells whether there is another page. */
export const selectQuarantined = (db: Queries, { account, limit, cursor }: QuarantineQuery) =>
  db
    .select()
    .from(quarantinedCallbacks)
    .where(
      and(
        eq(quarantinedCallbacks.account, account),
        cursor === undefined ? undefined : lt(quarantinedCallbacks.id, cursor),
      ),
    )
    .orderBy(desc(quarantinedCallbacks.id))
    .limit(limit + 1);

export const deleteQuarantinedOf = (db: Queries, account: string, requestIds: readonly string[]) =>
  db
    .delete(quarantinedCallbacks)
    .where(and(eq(quarantinedCallbacks.account, account), inArray(quarantinedCallbacks.requestId, [...requestIds])));
