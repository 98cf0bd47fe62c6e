import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** How long a database may take: together less than a call's deadline, so that a dead one cannot hold a call. */
export interface DatabaseLimits {
  readonly connectMs: number;
  readonly queryMs: number;
  readonly connections: number;
}

export const DEFAULT_LIMITS: DatabaseLimits = { connectMs: 3_000, queryMs: 5_000, connections: 10 };

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
    // The server gives up on its own, too, when we no longer listen.
    statement_timeout: limits.queryMs,
    query_timeout: limits.queryMs,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it; whoever asks next gets another, or hears why not.
  pool.on('error', () => undefined);
  return { pool, db: drizzle(pool) };
}
