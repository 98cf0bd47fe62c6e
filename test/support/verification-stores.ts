import type { Redis } from 'ioredis';
import { RedisVerificationStore } from '../../libs/esms-voice/src/redis/index.js';
import { InMemoryVerificationStore, type VerificationStore } from '../../libs/esms-voice/src/verification/index.js';
import { openRedis } from './redis.js';

/** A place where verifications are kept. */
interface OpenStore {
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

/** What is asked of these stores is what they answer, not how soon: a machine may stand still for longer than their usual second. */
const TIMEOUT_MS = 60_000;

/** Each instance has a connection of its own. */
const REDIS: StoreKind = {
  name: 'Redis',
  open: async () => {
    const { client, prefix, close } = await openRedis();
    const clients: Redis[] = [];
    const connect = (): Redis => {
      clients.push(client.duplicate());
      return clients.at(-1)!;
    };
    return {
      instance: () => new RedisVerificationStore({ client: connect(), keyPrefix: prefix, timeoutMs: TIMEOUT_MS }),
      close: async () => {
        await Promise.all(clients.map((each) => each.quit()));
        await close();
      },
    };
  },
};

/** The suites from outside run over each of these; a new store is one entry more. */
export const STORE_KINDS: readonly StoreKind[] = [MEMORY, REDIS];
