import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { atDatabase } from './database.error.js';

const FOLDER = fileURLToPath(new URL('../../../migrations', import.meta.url));
const TABLE = 'drizzle.__drizzle_migrations';
/** Any number that no other program takes for an advisory lock of its own. */
const LOCK = 7_367_001;
const CONNECT_MS = 5_000;
/** Another process that migrates, and an index that is built over many calls, take their time. */
const MIGRATION_MS = 30 * 60 * 1_000;

/** The database was migrated by a newer version of this application. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';

  constructor() {
    super('the database was migrated by a newer version of this application; start that version, or another database');
  }
}

/**
 * Brings the tables to this version; where they are, it does nothing. One process at a time: others wait for it.
 * @throws NewerDatabaseError, DatabaseError
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'esms-voice-demo migrations',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: MIGRATION_MS,
  });
  client.on('error', () => undefined);
  try {
    await atDatabase(null, () => client.connect());
    await atDatabase(null, () => client.query('SELECT pg_advisory_lock($1)', [LOCK]));
    await refuseNewer(client);
    await atDatabase(null, () => migrate(drizzle(client), { migrationsFolder: FOLDER }));
  } finally {
    // The end of the connection gives the lock back, whatever happened.
    await client.end();
  }
}

/** @throws NewerDatabaseError */
async function refuseNewer(client: pg.Client): Promise<void> {
  const ours = readMigrationFiles({ migrationsFolder: FOLDER });
  if ((await latestMigration(client)) > ours.at(-1)!.folderMillis) throw new NewerDatabaseError();
}

/** When the latest migration was written that the database has had; 0: none. */
async function latestMigration(client: pg.Client): Promise<number> {
  const ask = async <Row extends object>(question: string): Promise<Row | undefined> =>
    (await atDatabase(TABLE, () => client.query<Row>(question))).rows[0];
  const table = await ask<{ exists: boolean }>(`SELECT to_regclass('${TABLE}') IS NOT NULL AS exists`);
  if (!table?.exists) return 0;
  return Number((await ask<{ at: string | null }>(`SELECT max(created_at) AS at FROM ${TABLE}`))?.at ?? 0);
}
