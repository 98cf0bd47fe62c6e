import { amend } from '../../libs/esms-voice/src/calls/transitions.js';
import { RedisCallJournal } from '../../libs/esms-voice/src/redis/index.js';
import { createDatabase } from './postgres.js';
import { openRedis, redisUrl } from './redis.js';

/** A place where demos keep their calls, empty. */
interface OpenJournal {
  /** The setting of a demo that names it, and its value; a test may reach it by another way. */
  readonly setting: 'DATABASE_URL' | 'REDIS_URL';
  readonly url: string;
  /** Has the gateway asked about a call, as if the time had passed in which nothing may be asked. */
  readonly makeDue: (requestId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface JournalKind {
  readonly name: 'Postgres' | 'Redis';
  readonly open: () => Promise<OpenJournal>;
}

const POSTGRES: JournalKind = {
  name: 'Postgres',
  open: async () => {
    const database = await createDatabase();
    return {
      setting: 'DATABASE_URL',
      url: database.url,
      makeDue: async (requestId) =>
        void (await database.ask('UPDATE calls SET ask_from = now(), ask_at = now() WHERE request_id = $1', [
          requestId,
        ])),
      close: database.drop,
    };
  },
};

const REDIS: JournalKind = {
  name: 'Redis',
  open: async () => {
    const { client, prefix, close } = await openRedis();
    const journal = new RedisCallJournal({ client, keyPrefix: `${prefix}esms:` });
    return {
      setting: 'REDIS_URL',
      url: redisUrlUnder(prefix),
      makeDue: async (requestId) => {
        const due = { askFrom: new Date(), askAt: new Date() };
        await journal.update({ account: 'default', requestId }, (record) => ({
          record: amend(record, due, record.updatedAt),
          result: null,
        }));
      },
      close,
    };
  },
};

/** The URL of the tests' Redis, by which a demo keeps to keys of its own. */
export function redisUrlUnder(prefix: string): string {
  const url = new URL(redisUrl());
  url.searchParams.set('keyPrefix', prefix);
  return url.href;
}

/** The journals that several demos may share: each must do all that is asked of one of them. */
export const SHARED_JOURNALS: readonly JournalKind[] = [POSTGRES, REDIS];
