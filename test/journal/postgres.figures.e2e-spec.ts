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
import { SLOWER_AT_MOST, slowdownOf, type Measured } from '../support/paired-percentiles.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { scaled } from '../support/scale.js';

const FEW = scaled(2_000, 10_000);
const MANY = scaled(20_000, 1_000_000);
const ROUNDS = scaled(100, 2_000);
/** Has no divisor with any number of calls here, so that every round is about another call. */
const STRIDE = 7_919;
const SEED_LIMIT_MS = scaled(60_000, 600_000);

interface Query {
  toSQL(): { readonly sql: string; readonly params: unknown[] };
}

const account = 'default';
const key = { account, requestId: requestIdOf(MANY / 2) };
const after = { createdAt: createdAtOf(7_200), requestId: requestIdOf(7_200) };
const record = aCall(PENDING, key);
const now = new Date('2030-01-01T00:00:00Z');
const phoneHashes = [phoneHashOf(500), 'k2:phone-50'];
const PRIMARY = 'calls_pkey';
const SPAN = { from: createdAtOf(3_600), to: createdAtOf(7_300) };
const due = { account, now, until: now, limit: 100 };

/** What is asked, and the indexes that answer it. */
const QUERIES: readonly (readonly [string, readonly string[], (db: Queries) => Query])[] = [
  ['find by request id', [PRIMARY], (db) => selectCall(db, key)],
  ['find and lock by request id', [PRIMARY], (db) => lockCall(db, key)],
  ['find by call id', ['calls_by_call_id'], (db) => selectByCallId(db, account, callIdOf(MANY / 2))],
  ['find by a call id that is none', ['calls_by_call_id'], (db) => selectByCallId(db, account, 'none')],
  ['update', [PRIMARY], (db) => updateCall(db, record, amend(record, { price: 1 }, now))],
  ['first page', ['calls_by_age'], (db) => selectPage(db, { account, after: null }, 51)],
  ['page behind a cursor', ['calls_by_age'], (db) => selectPage(db, { account, after }, 51)],
  [
    'first page of a state',
    ['calls_by_state'],
    (db) => selectPage(db, { account, state: 'accepted', after: null }, 51),
  ],
  ['page of an empty state', ['calls_by_state'], (db) => selectPage(db, { account, state: 'unknown', after }, 51)],
  ['page of a state', ['calls_by_state'], (db) => selectPage(db, { account, state: 'accepted', after }, 51)],
  ['first page of a kind', ['calls_by_kind'], (db) => selectPage(db, { account, kind: 'template', after: null }, 51)],
  ['page of an empty kind', ['calls_by_kind'], (db) => selectPage(db, { account, kind: 'recording', after }, 51)],
  ['first page of a span of time', ['calls_by_age'], (db) => selectPage(db, { account, ...SPAN, after: null }, 51)],
  ['page of a span of time', ['calls_by_age'], (db) => selectPage(db, { account, ...SPAN, after }, 51)],
  [
    'page of a state in a span of time',
    ['calls_by_state'],
    (db) => selectPage(db, { account, state: 'unknown', ...SPAN, after }, 51),
  ],
  ['claim by askAt', ['calls_to_ask', PRIMARY], (db) => claimDueCalls(db, { ...due, field: 'askAt' })],
  ['claim by handleAt', ['calls_to_handle', PRIMARY], (db) => claimDueCalls(db, { ...due, field: 'handleAt' })],
  ['calls of a number', ['calls_by_phone'], (db) => selectCallsOf(db, { account, phoneHashes })],
  ['erase by number', ['calls_by_phone'], (db) => deleteCallsOf(db, { account, phoneHashes })],
  ['purge', ['calls_at_rest', PRIMARY], (db) => deleteOldCalls(db, { account, before: now, limit: 100 })],
];

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

const cursorAt = (number: number): string =>
  toCursor({ createdAt: createdAtOf(number), requestId: requestIdOf(number) });

/** What is asked of a journal about the call of a number. */
type Question = (journal: PostgresCallJournal, number: number) => Promise<unknown>;

const QUESTIONS: Record<string, Question> = {
  'find by request id': (journal, number) => journal.find({ account, requestId: requestIdOf(number) }),
  'find by call id': (journal, number) => journal.findByCallId(account, callIdOf(number)),
  'list page': (journal, number) => journal.list({ account, limit: 50, cursor: cursorAt(number) }),
  'list page of a state': (journal, number) =>
    journal.list({ account, state: number % 2 ? 'accepted' : 'delivered', limit: 50, cursor: cursorAt(number) }),
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

  it.each(QUERIES)('reads no whole table, and sorts none: %s by %j', async (_what, indexes, queryOf) => {
    const nodes = await planOf(queryOf(many.database.db));
    const types = nodes.map((node) => node['Node Type']);
    expect(types).not.toContain('Seq Scan');
    expect(types).not.toContain('Sort');
    const used = new Set(nodes.flatMap((node) => node['Index Name'] ?? []));
    expect([...used].toSorted()).toEqual([...indexes].toSorted());
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
      const slowdown = await slowdownOf(name, {
        usual: askedOf(few, question),
        measured: askedOf(many, question),
        rounds: ROUNDS,
      });
      expect(slowdown).toBeLessThan(SLOWER_AT_MOST);
    },
    SEED_LIMIT_MS,
  );
});
