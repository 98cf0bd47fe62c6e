import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amend } from '../../libs/esms-voice/src/calls/transitions.js';
import { placeOf } from '../../libs/esms-voice/src/redis/journal/call-place.js';
import { RedisCallJournal } from '../../libs/esms-voice/src/redis/index.js';
import { aCall, PENDING } from '../support/a-call.js';
import { callIdOf, createdAtOf, requestIdOf } from '../support/many-calls.js';
import { insertManyInRedis } from '../support/many-redis-calls.js';
import { SLOWER_AT_MOST, slowdownOf, type Measured } from '../support/paired-percentiles.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { scaled } from '../support/scale.js';

const FEW = scaled(500, 10_000);
const MANY = scaled(5_000, 1_000_000);
const ROUNDS = scaled(100, 4_000);
/** Has no divisor with any number of calls here, so that every round is about another call. */
const STRIDE = 7_919;
const LIMIT_MS = scaled(60_000, 900_000);
const isFull = MANY > 100_000;
/** What docs/decisions.md says of the memory that a call takes. */
const MAX_BYTES_A_CALL = 1_400;

/** What is asked of a journal about the call of a number. */
type Question = (journal: RedisCallJournal, account: string, number: number) => Promise<unknown>;

const cursorAt = (number: number): string =>
  placeOf(aCall(PENDING, { createdAt: createdAtOf(number), requestId: requestIdOf(number) }));

const QUESTIONS: Record<string, Question> = {
  'find by request id': (journal, account, number) => journal.find({ account, requestId: requestIdOf(number) }),
  'find by call id': (journal, account, number) => journal.findByCallId(account, callIdOf(number)),
  'list page': (journal, account, number) => journal.list({ account, limit: 50, cursor: cursorAt(number) }),
  'list page of a state': (journal, account, number) =>
    journal.list({
      account,
      state: number % 2 ? 'accepted' : 'delivered',
      limit: 50,
      cursor: cursorAt(number),
    }),
  apply: (journal, account, number) =>
    journal.update({ account, requestId: requestIdOf(number) }, (found) => ({
      record: amend(found, { durationSeconds: number }, found.updatedAt),
      result: null,
    })),
};

describe(`the journal in Redis at ${MANY} calls`, () => {
  let redis: TestRedis;
  let journal: RedisCallJournal;
  let bytesACall: number;

  const memory = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await redis.client.info('memory'))![1]);

  beforeAll(async () => {
    redis = await openRedis();
    journal = new RedisCallJournal({ client: redis.client, keyPrefix: redis.prefix, timeoutMs: 60_000 });
    await insertManyInRedis(journal, 'few', FEW);
    const before = await memory();
    await insertManyInRedis(journal, 'many', MANY);
    bytesACall = ((await memory()) - before) / MANY;
  }, LIMIT_MS);

  afterAll(() => redis.close(), LIMIT_MS);

  it(`takes less than ${MAX_BYTES_A_CALL} bytes a call, indexes included`, () => {
    console.log(`memory: ${bytesACall.toFixed(0)} bytes a call at ${MANY} calls`);
    // The tables of a small run grow by leaps.
    expect(isFull ? bytesACall : 0).toBeLessThan(MAX_BYTES_A_CALL);
  });

  it.each(Object.entries(QUESTIONS))(
    'takes at most twice as long as with few calls, at the 99th percentile, to: %s',
    async (name, question) => {
      const askedOf =
        (account: string, calls: number): Measured =>
        (round) =>
          question(journal, account, 1 + ((round * STRIDE) % calls));
      const slowdown = await slowdownOf(name, {
        usual: askedOf('few', FEW),
        measured: askedOf('many', MANY),
        rounds: ROUNDS,
      });
      expect(slowdown).toBeLessThan(SLOWER_AT_MOST);
    },
    LIMIT_MS,
  );
});
