import { RedisVerificationStore } from '../../libs/esms-voice/src/redis/index.js';
import { InMemoryVerificationStore, type VerificationStore } from '../../libs/esms-voice/src/verification/index.js';
import { openRedis, type TestRedis } from './redis.js';

/** A place where verifications are kept. */
export interface OpenStore {
  /** A store over that place, as one more instance of an application has it. */
  readonly instance: () => VerificationStore;
  readonly close: () => Promise<void>;
}

export interface StoreKind {
  readonly name: string;
  readonly open: () => Promise<OpenStore>;
}

const MEMORY: StoreKind = {
  name: 'memory',
  open: async () => {
    const store = new InMemoryVerificationStore();
    return { instance: () => store, close: async () => undefined };
  },
};

/** Each instance has a connection of its own. */
const REDIS: StoreKind = {
  name: 'Redis',
  open: async () => {
    const first = await openRedis();
    const others: TestRedis['client'][] = [];
    const connect = (): TestRedis['client'] => {
      const client = first.client.duplicate({ lazyConnect: false });
      others.push(client);
      return client;
    };
    return {
      instance: () => new RedisVerificationStore({ client: connect(), keyPrefix: first.prefix, timeoutMs: 10_000 }),
      close: async () => {
        await Promise.all(others.map((client) => client.quit()));
        await first.close();
      },
    };
  },
};

/** The suites from outside run over each of these; a new store is one entry more. */
export const STORE_KINDS: readonly StoreKind[] = [MEMORY, REDIS];
