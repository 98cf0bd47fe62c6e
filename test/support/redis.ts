import { randomUUID } from 'node:crypto';
import { Cluster, Redis } from 'ioredis';

const DELETED_AT_ONCE = 500;

/** A client for one test file. All of its keys begin with `prefix`; `close` deletes those and no others. */
export interface TestRedis<Client extends Redis | Cluster = Redis> {
  readonly client: Client;
  readonly prefix: string;
  readonly close: () => Promise<void>;
}

/** Where the tests' Redis is. */
export const redisUrl = (): string => given('TEST_REDIS_URL');

/** Where the nodes of the tests' Redis Cluster are. */
export const redisClusterNodes = (): { host: string; port: number }[] =>
  given('TEST_REDIS_CLUSTER')
    .split(',')
    .map((node) => new URL(`redis://${node}`))
    .map(({ hostname, port }) => ({ host: hostname, port: Number(port) }));

/** Opens a client to the tests' Redis. */
export async function openRedis(): Promise<TestRedis> {
  const client = new Redis(redisUrl(), { lazyConnect: true });
  return opened(client, () => [client]);
}

/** Opens a client to the tests' Redis Cluster. The prefix has no hash tag: keys spread over the nodes. */
export async function openRedisCluster(): Promise<TestRedis<Cluster>> {
  const client = new Cluster(redisClusterNodes(), { lazyConnect: true });
  return opened(client, () => client.nodes('master'));
}

async function opened<Client extends Redis | Cluster>(
  client: Client,
  nodes: () => Redis[],
): Promise<TestRedis<Client>> {
  await client.connect();
  const prefix = `esms-voice-test:${randomUUID()}:`;
  const close = async (): Promise<void> => {
    await Promise.all(nodes().map((node) => deleteKeys(node, prefix)));
    await client.quit();
  };
  return { client, prefix, close };
}

async function deleteKeys(node: Redis, prefix: string): Promise<void> {
  const found = node.scanStream({ match: `${prefix}*`, count: DELETED_AT_ONCE });
  for await (const keys of found as AsyncIterable<string[]>) {
    // One by one: a node of a cluster refuses keys of several slots in one command.
    await Promise.all(keys.map((key) => node.unlink(key)));
  }
}

function given(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests by \`npm test\`, or set it`);
  return value;
}
