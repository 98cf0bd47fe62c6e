import pg from 'pg';

const LIMIT_MS = 5_000;

/** Asks a Postgres something over a connection of its own; rejects with the cause when it cannot be asked. */
export async function askPostgres(url, question) {
  const limits = { connectionTimeoutMillis: LIMIT_MS, query_timeout: LIMIT_MS };
  const client = new pg.Client({ connectionString: url, ...limits });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    await client.end();
  }
}

/** The version of the server at this URL. */
export function versionOf(url) {
  return askPostgres(url, async (client) => {
    const { rows } = await client.query('SHOW server_version');
    return rows[0].server_version.split(' ')[0];
  });
}
