import { afterAll, beforeAll } from '@jest/globals';
import { openDatabase, type Database } from '../../apps/demo/src/journal/postgres/database.js';
import { migrateDatabase } from '../../apps/demo/src/journal/postgres/migrate.js';
import { PostgresCallJournal } from '../../apps/demo/src/journal/postgres/postgres-call-journal.js';
import { describeCallJournalStore } from '../../libs/esms-voice/src/journal/call-journal-store.contract.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { scaled } from '../support/scale.js';

/** Dates must not depend on where the server believes to be. */
const ODD_TIME_ZONE = `DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET timezone TO %L', current_database(), 'Asia/Kathmandu'); END $$`;

let database: TestDatabase;
/** Two processes share nothing but the database. */
let processes: readonly [Database, Database];

beforeAll(async () => {
  database = await createDatabase();
  await database.ask(ODD_TIME_ZONE);
  await migrateDatabase(database.url);
  processes = [openDatabase(database.url), openDatabase(database.url)];
});

afterAll(async () => {
  await Promise.all(processes.map(({ pool }) => pool.end()));
  await database.drop();
});

describeCallJournalStore(
  'PostgresCallJournal',
  async () => {
    const [one, other] = processes;
    await one.pool.query('TRUNCATE calls, quarantined_callbacks');
    return { one: new PostgresCallJournal(one.db), other: new PostgresCallJournal(other.db) };
  },
  { writers: 50, runs: scaled(10, 200) },
);
