import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DatabaseError } from '../../apps/demo/src/journal/postgres/database.error.js';
import { openDatabase, type Database } from '../../apps/demo/src/journal/postgres/database.js';
import { migrateDatabase } from '../../apps/demo/src/journal/postgres/migrate.js';
import { PostgresCallJournal } from '../../apps/demo/src/journal/postgres/postgres-call-journal.js';
import type { CallRecord } from '../../libs/esms-voice/src/calls/call-record.js';
import { amend } from '../../libs/esms-voice/src/calls/transitions.js';
import { CallJournal } from '../../libs/esms-voice/src/journal/call-journal.js';
import { aCall, PENDING, T0 } from '../support/a-call.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const LIMITS = { connectMs: 400, queryMs: 400, connections: 3 };
const CANARY = 'canary-phone-hash';
const CALL = aCall(PENDING, { phoneHash: CANARY, requestId: 'canary-request-id' });
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

describe('PostgresCallJournal where the database fails', () => {
  let test: TestDatabase;
  let proxy: TcpProxy;
  let database: Database;
  let journal: PostgresCallJournal;

  beforeAll(async () => {
    test = await createDatabase();
    await migrateDatabase(test.url);
    proxy = await TcpProxy.start(test.url);
  });

  afterAll(async () => {
    await proxy.cut();
    await test.drop();
  });

  beforeEach(async () => {
    await proxy.mend();
    await test.ask('TRUNCATE calls');
    database = openDatabase(proxy.url, LIMITS);
    journal = new PostgresCallJournal(database.db);
  });

  afterEach(() => database.pool.end());

  it('tells the code and the table, and nothing of what was written', async () => {
    const tooLarge = await failureOf(journal.insert({ ...CALL, version: 1e12 }));
    expect(tooLarge).toBeInstanceOf(DatabaseError);
    expect(String(tooLarge)).toBe('DatabaseError: database: SQLSTATE_22003 at calls');
    expect((tooLarge as Error).cause).toBeUndefined();
    await test.ask('ALTER TABLE calls ADD CONSTRAINT refuse CHECK (version < 2)');
    await journal.insert(CALL);
    const grow = () =>
      journal.update(CALL, (record) => ({ record: amend(record, { callId: 'canary' }, T0), result: 0 }));
    const refused = await failureOf(grow());
    await test.ask('ALTER TABLE calls DROP CONSTRAINT refuse');
    expect(String(refused)).toBe('DatabaseError: database: SQLSTATE_23514 at calls');
    expect(inspect([tooLarge, refused], { depth: 9, showHidden: true })).not.toContain('canary');
  });

  it('takes texts that Postgres cannot hold', async () => {
    const history = [{ at: T0, state: 'pending', source: 'service' }] as const;
    const owed = [{ index: 0, callback: { 'a\0': 'b\0\uD800' } }];
    expect(await journal.insert({ ...CALL, campaignId: 'a\0\uD800', history, owed })).toBeNull();
    expect(await journal.find(CALL)).toMatchObject({ campaignId: 'a\uFFFD\uFFFD', owed });
  });

  it('is a journal that cannot be reached, to the library', async () => {
    const guarded = new CallJournal(journal, { owes: () => false, leaseUntil: () => T0, onStep: () => undefined });
    await proxy.cut();
    const failure = await failureOf(guarded.open(CALL));
    expect(failure).toMatchObject({
      code: 'JOURNAL_UNAVAILABLE',
      cause: { name: 'DatabaseError', code: 'ECONNREFUSED' },
    });
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('canary');
  });

  it('works again when the database is back', async () => {
    await journal.insert(CALL);
    await proxy.cut();
    expect(await failureOf(journal.find(CALL))).toBeInstanceOf(DatabaseError);
    await proxy.mend();
    expect(await journal.find(CALL)).toStrictEqual(CALL);
  });

  it('survives that the server ends its connections, idle ones and one within a transaction', async () => {
    await journal.insert(CALL);
    const busy = await database.pool.connect();
    await busy.query('BEGIN');
    await test.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'esms-voice-demo'
      AND datname = current_database()`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    busy.release();
    expect(await journal.find(CALL)).toStrictEqual(CALL);
  });

  it('gives up within its limits where the database is mute, on a new connection and on one in use', async () => {
    await journal.insert(CALL);
    proxy.hold();
    const started = Date.now();
    const failures = await Promise.all(Array.from({ length: 5 }, () => failureOf(journal.find(CALL))));
    expect(failures.every((failure) => failure instanceof DatabaseError)).toBe(true);
    expect(Date.now() - started).toBeLessThan(3_000);
    await proxy.mend();
    await proxy.cut();
  });

  it('gives up where another session holds the table, and lets the server stop, too', async () => {
    await journal.insert(CALL);
    const other = new pg.Client({ connectionString: test.url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE calls');
    expect(await failureOf(journal.find(CALL))).toEqual(new DatabaseError('SQLSTATE_57014', 'calls'));
    await other.end();
    expect(await journal.find(CALL)).toStrictEqual(CALL);
  });

  it('hands on what a change throws when it runs again behind another one, and keeps no lock', async () => {
    await journal.insert(CALL);
    const broken = new Error('broken change');
    const grow = (record: CallRecord) => ({ record: amend(record, {}, T0), result: record.version });
    const twice = (record: CallRecord) => {
      if (record.version > 1) throw broken;
      return grow(record);
    };
    const failures = await Promise.all([twice, twice].map((change) => failureOf(journal.update(CALL, change))));
    expect(failures.filter((failure) => failure === broken)).toHaveLength(1);
    expect(await journal.update(CALL, grow)).toMatchObject({ result: 2 });
  });
});
