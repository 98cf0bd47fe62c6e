import { afterEach, describe, expect, it } from '@jest/globals';
import { openRedis, openRedisCluster, redisClusterNodes, redisUrl } from '../support/redis.js';

describe('the Redis of tests', () => {
  const { TEST_REDIS_URL } = process.env;
  afterEach(() => void (process.env['TEST_REDIS_URL'] = TEST_REDIS_URL));

  it('is asked for in words when nobody has started it', () => {
    delete process.env['TEST_REDIS_URL'];
    expect(redisUrl).toThrow('TEST_REDIS_URL is not set: run the tests by `npm test`, or set it');
  });

  it.each([
    ['Redis', openRedis],
    ['Redis Cluster', openRedisCluster],
  ])('%s: each file deletes the keys of its own prefix and no others', async (_name, open) => {
    const [one, other] = await Promise.all([open(), open()]);
    const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
    await Promise.all([one, other].flatMap(({ client, prefix }) => keys.map((key) => client.set(prefix + key, key))));
    await one.close();
    const left = ({ prefix }: { prefix: string }) => Promise.all(keys.map((key) => other.client.get(prefix + key)));
    expect(await left(one)).toEqual(keys.map(() => null));
    expect(await left(other)).toEqual(keys);
    await other.close();
  });

  it('is a cluster whose nodes share the keys', async () => {
    const { client, prefix, close } = await openRedisCluster();
    await Promise.all(Array.from({ length: 50 }, (_, index) => client.set(`${prefix}${index}`, '')));
    const sizes = await Promise.all(client.nodes('master').map((node) => node.dbsize()));
    expect(sizes).toHaveLength(redisClusterNodes().length);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    await close();
  });
});
