import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { DispatchHost, otp } from '../../../../test/support/dispatch-host.js';
import { openRedis, type TestRedis } from '../../../../test/support/redis.js';
import { until } from '../../../../test/support/until.js';
import { InMemoryCallJournal } from '../index.js';
import { BullMqDispatchQueue } from './index.js';

const CANARIES = /0901888484|84901888484|901888484|686868|canary/i;

class SharedJournal extends InMemoryCallJournal {
  override readonly isShared = true;
  isOut = false;

  override insert(...args: Parameters<InMemoryCallJournal['insert']>): ReturnType<InMemoryCallJournal['insert']> {
    return this.isOut ? Promise.reject(new Error('canary')) : super.insert(...args);
  }
}

let redis: TestRedis;
let journal: SharedJournal;
let host: DispatchHost;

beforeEach(async () => {
  redis = await openRedis();
  journal = new SharedJournal(20_000);
  host = await DispatchHost.start(
    { queue: new BullMqDispatchQueue({ client: redis.client, keyPrefix: redis.prefix }), maxRuns: 1, concurrency: 1 },
    {
      options: {
        journal,
        dataKeys: [{ id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' }],
      },
    },
  );
});

afterEach(async () => {
  await host.stop();
  await redis.close();
});

/** Every key under the prefix with its value, whatever its type. */
async function everything(client: Redis, prefix: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const keys of client.scanStream({ match: `${prefix}*` }) as AsyncIterable<string[]>)
    for (const key of keys) found.set(key, JSON.stringify(await valueOf(client, key)));
  return found;
}

async function valueOf(client: Redis, key: string): Promise<unknown> {
  const type = await client.type(key);
  if (type === 'hash') return client.hgetall(key);
  if (type === 'list') return client.lrange(key, 0, -1);
  if (type === 'zset') return client.zrange(key, '0', '-1');
  if (type === 'set') return client.smembers(key);
  return type === 'stream' ? client.xrange(key, '-', '+') : client.get(key);
}

describe('what Redis holds of calls', () => {
  it('is their request ids and sealed boxes, of those that wait, are delayed and have failed', async () => {
    host.recorder.confuseNext();
    await host.dispatcher.enqueue(otp('dead'), { group: 'batch' });
    await until(async () => (await host.dispatcher.counts()).deadLetters === 1);
    await host.dispatcher.pause();
    await host.dispatcher.enqueue([otp('waits'), { kind: 'recording', phone: '0901888484', recordingId: 'canary-1' }]);
    await host.dispatcher.enqueue(otp('delayed'), { notBefore: new Date(Date.now() + 60_000) });
    const held = await everything(redis.client, redis.prefix);
    const texts = [...held].map(([key, value]) => `${key} ${value}`);
    for (const id of ['dead', 'waits', 'delayed'])
      expect(texts.some((text) => text.includes(`c-${id} `) && text.includes('d1:'))).toBe(true);
    expect(texts.filter((text) => CANARIES.test(text))).toEqual([]);
    const failed = JSON.parse([...held].find(([key]) => key.endsWith('c-dead'))![1]) as Record<string, string>;
    expect(failed).toMatchObject({ failedReason: 'OUTCOME_UNKNOWN', stacktrace: '[]' });
  });

  it('is sealed boxes of batches whose calls are still to be queued, and a head without them then', async () => {
    journal.isOut = true;
    await host.dispatcher.batches.post({ batchId: 'b-1', calls: [otp(), otp()] });
    const texts = async () => [...(await everything(redis.client, redis.prefix))].map((entry) => entry.join(' '));
    const waiting = await texts();
    expect(waiting.filter((text) => CANARIES.test(text))).toEqual([]);
    expect(waiting.filter((text) => text.includes(':batch-boxes ') && text.includes('d1:'))).toHaveLength(1);
    journal.isOut = false;
    await until(async () => (await host.dispatcher.batches.find('b-1'))!.states.accepted === 2, 10_000);
    const queued = await texts();
    expect(queued.filter((text) => text.includes(':batch-boxes') || text.includes(':batch-chunks'))).toEqual([]);
    expect(queued.filter((text) => CANARIES.test(text))).toEqual([]);
  });

  it('is nothing of a call that is done', async () => {
    await host.dispatcher.enqueue(otp('done'));
    await host.reaches('done', 'accepted');
    await until(async () => (await host.dispatcher.counts()).running === 0);
    const held = await everything(redis.client, redis.prefix);
    expect([...held.keys()].filter((key) => key.includes('c-done'))).toEqual([]);
  });

  it('takes 10,000 calls in one go, and counts them', async () => {
    await host.dispatcher.pause();
    const calls = Array.from({ length: 10_000 }, (_, n) => otp(`r-${n}`));
    const enqueued = await host.dispatcher.enqueue(calls, { group: 'batch', priority: 'campaign' });
    expect(enqueued.every(({ result }) => result === 'queued')).toBe(true);
    expect(await host.dispatcher.counts()).toMatchObject({ waiting: 10_000 });
    expect(await host.dispatcher.progress('batch')).toMatchObject({ total: 10_000, states: { queued: 10_000 } });
  });
});
