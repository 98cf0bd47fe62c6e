import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';

/** How long a database may take: together less than a call's deadline, so that a dead one cannot hold a call. */
export interface DatabaseLimits {
  readonly connectMs: number;
  readonly queryMs: number;
  readonly connections: number;
}

const GRACE_MS = 250;

const DEFAULT_LIMITS: DatabaseLimits = { connectMs: 3_000, queryMs: 5_000, connections: 10 };

/** What a query is asked of: the pool, or a transaction. */
export type Queries = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections to one Postgres, and Drizzle over it. */
export interface Database {
  readonly pool: pg.Pool;
  readonly db: NodePgDatabase;
}

export function openDatabase(url: string, limits: DatabaseLimits = DEFAULT_LIMITS): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'esms-voice-demo',
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.queryMs,
    // The server says why it gave up, where it still can.
    query_timeout: limits.queryMs + GRACE_MS,
    // A process that stops within a transaction does not keep its lock.
    idle_in_transaction_session_timeout: limits.queryMs,
    keepAlive: true,
  });
  // A connection that breaks between two questions, idle or within a transaction: whoever asks next hears of it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, db: drizzle(pool) };
}
