import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisStepReader } from '../../apps/demo/src/steps/redis-step-reader.js';
import { RedisStepWriter } from '../../apps/demo/src/steps/redis-step-writer.js';
import { StepLog } from '../../apps/demo/src/steps/step-log.js';
import { redisUrlUnder } from '../support/journals.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

const KEY = 'steps';
let redis: TestRedis;
let proxy: TcpProxy;

beforeAll(async () => {
  redis = await openRedis();
  proxy = await TcpProxy.start(redisUrlUnder(redis.prefix));
});

afterAll(async () => {
  await proxy.cut();
  await redis.close();
});

it('gives the oldest steps up where Redis is away for too long, and every reader is told', async () => {
  const client = new Redis(proxy.url);
  client.on('error', () => undefined);
  const near = new Redis(redisUrlUnder(redis.prefix));
  const log = new StepLog();
  const reader = new RedisStepReader(near, KEY, log);
  await new Promise<void>((resolve) => void reader.run(100, resolve));
  const writer = new RedisStepWriter(client, KEY, 10_000, 400);
  writer.write('{"requestId":"r-0"}');
  await until(() => log.head === 1);
  await proxy.cut();
  for (let n = 1; n <= 1_000; n += 1) writer.write(`{"requestId":"r-${n}"}`);
  await proxy.mend();
  await until(() => log.read(Math.max(0, log.head - 1), 1).steps[0]?.requestId === 'r-1000', 10_000);
  expect(log.read(1, 1).isLost).toBe(true);
  expect(log.head).toBeLessThan(700);
  reader.close();
  await writer.close(100);
  client.disconnect();
  near.disconnect();
}, 30_000);
