import type { CallKey, CallRecord, Change, Updated } from 'nestjs-esms-voice';
import { lockCall, updateCall } from './call-queries.js';
import { atDatabase } from './database.error.js';
import type { Queries } from './database.js';

type ChangeOf<T> = (record: CallRecord) => Change<T>;

/** Reads, changes and writes a call while nobody else can: writers of one call wait in a line instead of colliding. */
export async function updateLocked<T>(db: Queries, key: CallKey, change: ChangeOf<T>): Promise<Updated<T> | null> {
  const outcome = await atDatabase('calls', () =>
    db.transaction((transaction) => changeWithin(transaction, key, change)),
  );
  return outcome();
}

async function changeWithin<T>(db: Queries, key: CallKey, change: ChangeOf<T>): Promise<() => Updated<T> | null> {
  const before = (await lockCall(db, key))[0] as CallRecord | undefined;
  if (!before) return () => null;
  const changed = held(() => change(before));
  const after = changed.value?.record ?? before;
  if (after !== before) await updateCall(db, before, after);
  return () => ({ before, ...changed.open() });
}

/** What the change throws is the caller's own and no failure of the database: it is held until the transaction's end. */
function held<T>(make: () => T): { readonly value: T | null; readonly open: () => T } {
  try {
    const value = make();
    return { value, open: () => value };
  } catch (error) {
    return {
      value: null,
      open: () => {
        throw error;
      },
    };
  }
}
