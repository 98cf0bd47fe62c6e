import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { DatabaseError } from './database.error.js';
import { migrateDatabase, NewerDatabaseError } from './migrate.js';
import { calls, quarantinedCallbacks } from './schema.js';
import { freePort } from '../../../../../test/support/free-port.js';
import { createDatabase, type TestDatabase } from '../../../../../test/support/postgres.js';

const MIGRATIONS = readMigrationFiles({ migrationsFolder: 'apps/demo/migrations' }).length;
const APPLIED = 'SELECT hash, created_at FROM drizzle.__drizzle_migrations ORDER BY id';
const COLUMNS = `SELECT table_name, column_name, is_nullable FROM information_schema.columns
  WHERE table_schema = 'public' ORDER BY table_name, column_name`;
const INDEXES = `SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`;

describe('migrateDatabase', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase();
  });

  afterEach(() => database.drop());

  it('makes the tables that the schema describes, with their indexes', async () => {
    await migrateDatabase(database.url);
    const tables: readonly PgTable[] = [calls, quarantinedCallbacks];
    const configs = tables.map((table) => getTableConfig(table));
    const columns = configs.flatMap(({ name, columns: its }) =>
      its.map((column) => ({
        table_name: name,
        column_name: column.name,
        is_nullable: column.notNull ? 'NO' : 'YES',
      })),
    );
    const found = await database.ask<(typeof columns)[number]>(COLUMNS);
    const inOrder = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(inOrder(found)).toEqual(inOrder(columns));
    const names = configs.flatMap((config) => [
      ...config.indexes.map((index) => index.config.name!),
      ...config.primaryKeys.map((key) => key.getName()),
    ]);
    const indexes = await database.ask<{ indexname: string }>(INDEXES);
    expect(indexes.map(({ indexname }) => indexname)).toEqual(names.toSorted());
  });

  it('does nothing the second time', async () => {
    await migrateDatabase(database.url);
    await database.ask(
      `INSERT INTO quarantined_callbacks VALUES ('id', 'default', 'r-1', now(), 'misfit', 'k1:x', now())`,
    );
    const before = [await database.ask(APPLIED), await database.ask(COLUMNS)];
    await migrateDatabase(database.url);
    expect([await database.ask(APPLIED), await database.ask(COLUMNS)]).toEqual(before);
    expect(await database.ask('SELECT id FROM quarantined_callbacks')).toEqual([{ id: 'id' }]);
  });

  it('is done once where many processes start at one moment', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(database.url)));
    expect(await database.ask(APPLIED)).toHaveLength(MIGRATIONS);
    expect(await database.ask(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory'`)).toEqual([]);
  });

  it('refuses a database of a newer version with one sentence, and leaves it alone', async () => {
    await migrateDatabase(database.url);
    await database.ask(`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('newer', 9999999999999)`);
    const before = await database.ask(APPLIED);
    const refused = migrateDatabase(database.url);
    await expect(refused).rejects.toThrow(NewerDatabaseError);
    await expect(refused).rejects.toThrow(/^the database was migrated by a newer version of this application; /);
    expect(await database.ask(APPLIED)).toEqual(before);
  });

  it('tells no more than a code where it cannot connect or log in', async () => {
    const nobody = new URL(database.url);
    nobody.port = String(await freePort());
    await expect(migrateDatabase(nobody.href)).rejects.toEqual(new DatabaseError('ECONNREFUSED', null));
    const nowhere = new URL(database.url);
    nowhere.pathname = '/canary_database';
    await expect(migrateDatabase(nowhere.href)).rejects.toEqual(new DatabaseError('SQLSTATE_3D000', null));
  });
});
