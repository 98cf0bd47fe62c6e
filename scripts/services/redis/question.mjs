import { Redis } from 'ioredis';

const LIMIT_MS = 2_000;

/** Asks a Redis something over a connection of its own; rejects with the cause when it cannot be asked. */
export async function askRedis(url, question) {
  const options = { lazyConnect: true, retryStrategy: () => null, connectTimeout: LIMIT_MS, commandTimeout: LIMIT_MS };
  const client = new Redis(url, { ...options, enableReadyCheck: false, maxRetriesPerRequest: 0 });
  let cause;
  client.on('error', (error) => (cause ??= error));
  try {
    await client.connect();
    return await question(client);
  } catch (error) {
    throw cause ?? error;
  } finally {
    // After a connection that failed it would wait 2 s for the close that has been.
    if (client.status !== 'end') client.disconnect();
  }
}

/** The lines `name:value` of INFO or CLUSTER INFO. */
export function fieldsOf(text) {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

/** What INFO says of the server at this URL. */
export const infoOf = async (url) => fieldsOf(await askRedis(url, (client) => client.info()));
