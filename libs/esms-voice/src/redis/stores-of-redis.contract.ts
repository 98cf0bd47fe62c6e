import type { Cluster, Redis } from 'ioredis';
import { openRedis, openRedisCluster, type TestRedis } from '../../../../test/support/redis.js';

/** Two clients of one server, or of one cluster, that see the same keys. */
export interface TwoClients {
  readonly one: { readonly client: Redis | Cluster; readonly keyPrefix: string };
  readonly other: { readonly client: Redis | Cluster; readonly keyPrefix: string };
  readonly dispose: () => Promise<void>;
}

export type Open = () => Promise<TestRedis<Redis | Cluster>>;

/** The servers that everything here must run on. */
export const SERVERS: readonly (readonly [string, Open])[] = [
  ['one Redis', openRedis],
  ['a Redis Cluster', openRedisCluster],
];

export async function openTwo(open: Open): Promise<TwoClients> {
  const [one, other] = await Promise.all([open(), open()]);
  const keyPrefix = one.prefix;
  const dispose = async (): Promise<void> => {
    await other.close();
    await one.close();
  };
  return { one: { client: one.client, keyPrefix }, other: { client: other.client, keyPrefix }, dispose };
}
