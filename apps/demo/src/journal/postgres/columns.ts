import type { CallAttempt, HistoryEntry, OwedStep, UnconfirmedReport } from 'nestjs-esms-voice';
import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Postgres cannot hold U+0000; in an id it becomes a character that no id has. */
const UNSTORABLE = '\0';
const REPLACEMENT = '\uFFFD';

/** Text that is compared and sorted by its bytes, whatever the database's language. */
export const text = customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
  toDriver: (value) => value.replaceAll(UNSTORABLE, REPLACEMENT),
});

/** A moment to the millisecond, as JavaScript knows it. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A date within JSON. */
type Stored<T> = { readonly [Key in keyof T]: T[Key] extends Date ? string : T[Key] };

/** What is kept whole and never searched: `json` takes any text that JavaScript has, `jsonb` does not. */
function jsonOf<T, S>(revive: (stored: S) => T) {
  return customType<{ data: T; driverData: S | string }>({
    dataType: () => 'json',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (stored) => revive(stored as S),
  });
}

export const attemptsColumn = jsonOf<readonly CallAttempt[], readonly Stored<CallAttempt>[]>((attempts) =>
  attempts.map((attempt) => ({ ...attempt, startedAt: new Date(attempt.startedAt) })),
);

export const historyColumn = jsonOf<readonly HistoryEntry[], readonly Stored<HistoryEntry>[]>((history) =>
  history.map((entry) => ({ ...entry, at: new Date(entry.at) })),
);

export const unconfirmedColumn = jsonOf<UnconfirmedReport, Stored<UnconfirmedReport>>((report) => ({
  ...report,
  at: new Date(report.at),
}));

export const owedColumn = jsonOf<readonly OwedStep[], readonly OwedStep[]>((owed) => owed);
