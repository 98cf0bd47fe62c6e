import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toCursor } from '../../apps/demo/src/journal/postgres/call-cursor.js';
import {
  claimDueCalls,
  deleteCallsOf,
  deleteOldCalls,
  lockCall,
  selectByCallId,
  selectCall,
  selectCallsOf,
  selectPage,
  updateCall,
} from '../../apps/demo/src/journal/postgres/call-queries.js';
import { openDatabase, type Database, type Queries } from '../../apps/demo/src/journal/postgres/database.js';
import { migrateDatabase } from '../../apps/demo/src/journal/postgres/migrate.js';
import { PostgresCallJournal } from '../../apps/demo/src/journal/postgres/postgres-call-journal.js';
import { amend } from '../../libs/esms-voice/src/calls/transitions.js';
import { aCall, PENDING } from '../support/a-call.js';
import { callIdOf, createdAtOf, insertMany, phoneHashOf, requestIdOf } from '../support/many-calls.js';
import { pairedPercentiles, type Measured } from '../support/paired-percentiles.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { scaled } from '../support/scale.js';

const FEW = scaled(2_000, 10_000);
const MANY = scaled(20_000, 1_000_000);
const ROUNDS = scaled(100, 4_000);
/** Has no divisor with any number of calls here, so that every round is about another call. */
const STRIDE = 7_919;
const SEED_LIMIT_MS = scaled(60_000, 600_000);
const isFull = MANY > 100_000;

interface Query {
  toSQL(): { readonly sql: string; readonly params: unknown[] };
}

const account = 'default';
const key = { account, requestId: requestIdOf(MANY / 2) };
const after = { createdAt: createdAtOf(7_200), requestId: requestIdOf(7_200) };
const record = aCall(PENDING, key);
const now = new Date('2030-01-01T00:00:00Z');
const due = { account, now, until: now, limit: 100 };

const QUERIES: Record<string, (db: Queries) => Query> = {
  'find by request id': (db) => selectCall(db, key),
  'find by request id, locked': (db) => lockCall(db, key),
  'find by call id': (db) => selectByCallId(db, account, callIdOf(MANY / 2)),
  update: (db) => updateCall(db, record, amend(record, { price: 1 }, now)),
  'first page': (db) => selectPage(db, { account, after: null }, 51),
  'page behind a cursor': (db) => selectPage(db, { account, after }, 51),
  'first page of a state': (db) => selectPage(db, { account, state: 'accepted', after: null }, 51),
  'first page of a state that none is in': (db) => selectPage(db, { account, state: 'unknown', after: null }, 51),
  'page of a state behind a cursor': (db) => selectPage(db, { account, state: 'delivered', after }, 51),
  'claim by askAt': (db) => claimDueCalls(db, { ...due, field: 'askAt' }),
  'claim by handleAt': (db) => claimDueCalls(db, { ...due, field: 'handleAt' }),
  'calls of a number': (db) => selectCallsOf(db, { account, phoneHashes: [phoneHashOf(500), 'k2:phone-50'] }),
  'erase by number': (db) => deleteCallsOf(db, { account, phoneHashes: [phoneHashOf(500), 'k2:phone-50'] }),
  purge: (db) => deleteOldCalls(db, { account, before: now, limit: 100 }),
};

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Calls in a database of their own. */
interface Crowd {
  readonly calls: number;
  readonly test: TestDatabase;
  readonly database: Database;
}

async function createCrowd(calls: number): Promise<Crowd> {
  const test = await createDatabase();
  await migrateDatabase(test.url);
  await insertMany(test, calls);
  return { calls, test, database: openDatabase(test.url) };
}

async function dropCrowd({ database, test }: Crowd): Promise<void> {
  await database.pool.end();
  await test.drop();
}

/** What is asked of a journal about the call of a number. */
type Question = (journal: PostgresCallJournal, number: number) => Promise<unknown>;

const QUESTIONS: Record<string, Question> = {
  'find by request id': (journal, number) => journal.find({ account, requestId: requestIdOf(number) }),
  'find by call id': (journal, number) => journal.findByCallId(account, callIdOf(number)),
  'list page': (journal, number) =>
    journal.list({ account, limit: 50, cursor: toCursor({ createdAt: createdAtOf(number), requestId: 'r' }) }),
  apply: (journal, number) =>
    journal.update({ account, requestId: requestIdOf(number) }, (found) => ({
      record: amend(found, { durationSeconds: 13 }, now),
      result: null,
    })),
};

/** Asks about calls all over the crowd. */
const askedOf =
  ({ calls, database }: Crowd, question: Question): Measured =>
  (round) =>
    question(new PostgresCallJournal(database.db), 1 + ((round * STRIDE) % calls));

describe(`the journal in Postgres at ${MANY} calls`, () => {
  let few: Crowd;
  let many: Crowd;

  beforeAll(async () => {
    few = await createCrowd(FEW);
    many = await createCrowd(MANY);
  }, SEED_LIMIT_MS);

  afterAll(async () => {
    await dropCrowd(few);
    await dropCrowd(many);
  });

  const planOf = async (query: Query): Promise<PlanNode[]> => {
    const { sql, params } = query.toSQL();
    const rows = await many.test.ask<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${sql}`, params);
    return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
  };

  it.each(Object.keys(QUERIES))('reads no whole table, and sorts none, to: %s', async (name) => {
    const nodes = await planOf(QUERIES[name]!(many.database.db));
    const types = nodes.map((node) => node['Node Type']);
    expect(types).not.toContain('Seq Scan');
    expect(types).not.toContain('Sort');
    expect(nodes.some((node) => node['Index Name'] !== undefined)).toBe(true);
  });

  it('would see a sequential scan', async () => {
    const nodes = await planOf({
      toSQL: () => ({ sql: `SELECT * FROM calls WHERE phone = '090****484'`, params: [] }),
    });
    expect(nodes.map((node) => node['Node Type'])).toContain('Seq Scan');
  });

  it.each(Object.entries(QUESTIONS))(
    'takes at most twice as long as with few calls, at the 99th percentile, to: %s',
    async (name, question) => {
      const [p99OfFew, p99] = await pairedPercentiles(askedOf(few, question), askedOf(many, question), ROUNDS);
      console.log(`${name}: p99 ${p99.toFixed(2)} ms at ${MANY} calls, ${p99OfFew.toFixed(2)} ms at ${FEW}`);
      // A few rounds on a busy machine say nothing of how long it takes.
      expect(isFull ? p99 / p99OfFew : 0).toBeLessThanOrEqual(2);
    },
    SEED_LIMIT_MS,
  );
});
