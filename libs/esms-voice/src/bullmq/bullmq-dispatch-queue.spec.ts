import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from '../../../../test/support/free-port.js';
import { openRedis } from '../../../../test/support/redis.js';
import { until } from '../../../../test/support/until.js';
import { describeDispatchQueue } from '../dispatch/dispatch-queue.contract.js';
import { SERVERS } from '../redis/stores-of-redis.contract.js';
import { BullMqDispatchQueue } from './index.js';

describe.each(SERVERS)('BullMqDispatchQueue on %s', (_, open) => {
  describeDispatchQueue(async () => {
    const { client, prefix: keyPrefix, close } = await open();
    const options = { client, keyPrefix, lockMs: 1_000 };
    return { one: new BullMqDispatchQueue(options), other: new BullMqDispatchQueue(options), dispose: close };
  });
});

describe('BullMqDispatchQueue', () => {
  it('says that it is unavailable where Redis is not there, tells why, and closes all the same', async () => {
    const client = new Redis(await freePort(), '127.0.0.1', { lazyConnect: true });
    const queue = new BullMqDispatchQueue({ client, timeoutMs: 100 });
    const told: unknown[] = [];
    await queue.open('default');
    queue.start({
      concurrency: 1,
      ratePerSecond: null,
      run: async () => 'done',
      onTrouble: (error) => told.push(error),
    });
    const job = { requestId: 'a', box: '', priority: 0, notBefore: null, isAgain: false };
    // All at once: one that rejects while another is waited for would have nobody.
    const questions = [
      queue.counts(),
      queue.add([job]),
      queue.deadLetters({ limit: 1 }),
      queue.groups.members('g'),
      queue.batches.find('b'),
    ];
    const answers = await Promise.allSettled<unknown>(questions);
    const unavailable = { status: 'rejected', reason: { code: 'DISPATCH_UNAVAILABLE' } };
    expect(answers).toMatchObject(answers.map(() => unavailable));
    await until(() => told.length > 0);
    await queue.close();
    client.disconnect();
  });

  it('keeps to the prefix of the client that it is given, so that applications on one Redis stay apart', async () => {
    const { client, prefix, close } = await openRedis();
    const job = { requestId: 'a', box: '', priority: 0, notBefore: null, isAgain: false };
    const clients = ['one:', 'other:'].map((name) => client.duplicate({ keyPrefix: prefix + name }));
    const queues = clients.map((own) => new BullMqDispatchQueue({ client: own }));
    for (const queue of queues) await queue.open('default');
    await queues[0]!.add([job]);
    await queues[0]!.groups.join('g', ['a']);
    const counts = await Promise.all(queues.map((queue) => queue.counts()));
    expect(counts.map(({ waiting }) => waiting)).toEqual([1, 0]);
    expect(await queues[1]!.groups.members('g')).toEqual(new Map());
    for (const queue of queues) await queue.close();
    for (const own of clients) own.disconnect();
    await close();
  });

  it('names every option that is wrong', () => {
    const options = { client: {}, keyPrefix: '{x}', lockMs: 1, canary: 1 } as never;
    expect(() => new BullMqDispatchQueue(options)).toThrow(
      /BullMqDispatchQueue is configured wrongly:\n- client: .*\n- keyPrefix: .*\n- lockMs: .*\n- canary: /,
    );
  });
});
