import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of one test file, on the tests' Postgres. */
export interface TestDatabase {
  readonly url: string;
  /** Asks it something over a connection of its own. */
  readonly ask: <Row extends object>(question: string, values?: unknown[]) => Promise<Row[]>;
  readonly drop: () => Promise<void>;
}

/** Makes an empty database. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests by `npm test`, or set it');
  const name = `esms_voice_test_${randomBytes(6).toString('hex')}`;
  await askAt(server, `CREATE DATABASE ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    ask: (question, values) => askAt(own.href, question, values),
    drop: async () => void (await askAt(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function askAt<Row extends object>(url: string, question: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(question, values)).rows;
  } finally {
    await client.end();
  }
}
