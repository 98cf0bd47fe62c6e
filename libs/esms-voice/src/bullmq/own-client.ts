import type { Cluster, Redis } from 'ioredis';

/** BullMQ waits for Redis itself, and has a prefix of its own. */
const OWN = { maxRetriesPerRequest: null, keyPrefix: '' };

/** A connection like the application's, which is the queue's own: BullMQ changes those that it is given. */
export function ownClient(client: Redis | Cluster): Redis | Cluster {
  if (!isCluster(client)) return client.duplicate(OWN);
  const { redisOptions, ...options } = client.options;
  // Its type differs between the versions of ioredis.
  const own: object = { ...options, keyPrefix: '', redisOptions: { ...redisOptions, ...OWN } };
  return client.duplicate([], own);
}

const isCluster = (client: Redis | Cluster): client is Cluster => client.isCluster;
