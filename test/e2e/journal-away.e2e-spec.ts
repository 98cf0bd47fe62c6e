import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningDemo } from '../support/demo.js';
import { freePort } from '../support/free-port.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { redisUrlUnder } from '../support/journals.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';
import { migrateDatabase } from '../../apps/demo/src/journal/postgres/migrate.js';
import { RunningProcess } from '../support/running-process.js';

describe('a demo whose journal is away at its start', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase();
    await migrateDatabase(database.url);
  });

  afterAll(() => database.drop());

  it('says in one line why it cannot start on Postgres, without the password', async () => {
    const refusal = async (url: string): Promise<string> => {
      const process = RunningProcess.start(['scripts/start.mjs', 'demo'], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
      expect(await process.ended()).toBe(1);
      return process.output.trim();
    };
    const away = `postgres://demo:canary@127.0.0.1:${await freePort()}/canary`;
    expect(await refusal(away)).toBe('The demo cannot start: the database of DATABASE_URL failed: ECONNREFUSED');
    await database.ask(`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('newer', 9999999999999)`);
    expect(await refusal(database.url)).toBe(
      'The demo cannot start: the database was migrated by a newer version of this application; start that version, or ' +
        'another database',
    );
  }, 60_000);

  it('starts on Redis, is unwell, and recovers by itself', async () => {
    const redis: TestRedis = await openRedis();
    const proxy = await TcpProxy.start(redisUrlUnder(redis.prefix));
    await proxy.cut();
    const demo = await RunningDemo.start({ REDIS_URL: proxy.url });
    expect(await demo.get('/health')).toMatchObject({ status: 503, body: { journal: { status: 'down' } } });
    await proxy.mend();
    await until(async () => (await demo.get('/health')).status === 200);
    await demo.stop();
    await proxy.cut();
    await redis.close();
  }, 60_000);
});
