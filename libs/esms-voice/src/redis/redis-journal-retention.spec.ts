import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cluster, type Redis } from 'ioredis';
import type { CallRecord } from '../calls/call-record.js';
import { amend, move } from '../calls/transitions.js';
import { aCall, DELIVERED, NOT_SENT, PENDING } from '../../../../test/support/a-call.js';
import type { TestRedis } from '../../../../test/support/redis.js';
import { until } from '../../../../test/support/until.js';
import { RedisCallJournal } from './redis-call-journal.js';
import { SERVERS } from './stores-of-redis.contract.js';

const RETENTION_MS = 150;
const DAY_MS = 86_400_000;
const account = 'default';

/** A call at rest that was written down a few seconds ago. */
const ended = (index: number, change: Partial<CallRecord> = {}): CallRecord => {
  const at = new Date(Date.now() - 5_000 + index);
  const ids = { requestId: `r-${index}`, callId: `call-${index}`, phoneHash: 'k1:phone' };
  return aCall(DELIVERED, { ...ids, createdAt: at, updatedAt: at, askAt: null, ...change });
};

describe.each(SERVERS)('calls at rest on %s', (_name, open) => {
  let redis: TestRedis<Redis | Cluster>;
  let journal: RedisCallJournal;

  beforeEach(async () => {
    redis = await open();
    journal = new RedisCallJournal({ client: redis.client, keyPrefix: redis.prefix, retentionMs: RETENTION_MS });
  });
  afterEach(() => redis.close());

  const nodes = (): Redis[] => (redis.client instanceof Cluster ? redis.client.nodes('master') : [redis.client]);
  const keys = async (): Promise<string[]> =>
    (await Promise.all(nodes().map((node) => node.keys(`${redis.prefix}*`)))).flat().toSorted();
  const kinds = async (): Promise<string[]> => (await keys()).map((key) => key.slice(redis.prefix.length));
  const idsOf = async (): Promise<string[]> =>
    (await journal.list({ account, limit: 100 })).records.map(({ requestId }) => requestId);
  const allEnded = (index: number) => until(async () => (await journal.find(ended(index))) === null);
  const claim = () => journal.claimDue({ account, field: 'askAt', now: new Date(0), until: new Date(1), limit: 1 });

  it('end by themselves, while those under way stay', async () => {
    const live = aCall(PENDING, { requestId: 'live', askAt: null });
    for (const call of [ended(1), ended(2), live]) await journal.insert(call);
    await allEnded(2);
    expect(await journal.findByCallId(account, 'call-1')).toBeNull();
    expect(await idsOf()).toEqual(['live']);
    expect(await journal.find(live)).toStrictEqual(live);
  });

  it.each([
    ['the next claim', async () => void (await claim())],
    ['a purge', async () => expect(await journal.purge({ account, before: new Date(), limit: 10 })).toBe(0)],
    [
      'a few writes',
      async () =>
        void (await Promise.all(
          [3, 4, 5].map((index) => journal.insert(ended(index, { phoneHash: null, callId: null }))),
        )),
    ],
  ])('leave nothing in the indexes after %s', async (what, clean) => {
    for (const index of [1, 2]) await journal.insert(ended(index));
    await allEnded(2);
    await clean();
    if (what === 'a few writes') await allEnded(5).then(claim);
    expect(await kinds()).toEqual([]);
  });

  it('have a date on which they end; those that come back to life have none', async () => {
    const month = new RedisCallJournal({ client: redis.client, keyPrefix: redis.prefix });
    const call = ended(1, NOT_SENT);
    await month.insert(call);
    const key = `${redis.prefix}j:{default}:r:r-1`;
    const left = await redis.client.pttl(key);
    expect(left).toBeGreaterThan(30 * DAY_MS - 60_000);
    expect(left).toBeLessThanOrEqual(30 * DAY_MS);
    await month.update(call, (record) => ({ record: move(record, PENDING, 'service', new Date()), result: 0 }));
    expect(await redis.client.pttl(key)).toBe(-1);
    expect(await month.purge({ account, before: new Date(Date.now() + DAY_MS), limit: 10 })).toBe(0);
    await month.update(call, (record) => ({ record: move(record, DELIVERED, 'service', new Date()), result: 0 }));
    expect(await redis.client.pttl(key)).toBeGreaterThan(29 * DAY_MS);
  });

  it('make way for a new call under the same id, whose entries are left alone', async () => {
    await journal.insert(ended(1));
    await allEnded(1);
    const again = aCall(PENDING, { requestId: 'r-1', callId: 'call-1', phoneHash: 'k1:phone', createdAt: new Date() });
    expect(await journal.insert(again)).toBeNull();
    await claim();
    expect(await journal.findByCallId(account, 'call-1')).toStrictEqual(again);
    expect(await idsOf()).toEqual(['r-1']);
    expect(await journal.erase({ account, phoneHashes: ['k1:phone'] })).toEqual({ erased: 0, kept: 1 });
    expect(await journal.purge({ account, before: new Date(), limit: 10 })).toBe(0);
  });

  it('are passed over by a list, however many of them have ended', async () => {
    const live = aCall(PENDING, { requestId: 'live', createdAt: new Date(0) });
    await journal.insert(live);
    for (let index = 0; index < 30; index += 1) await journal.insert(ended(index));
    await allEnded(29);
    expect((await journal.list({ account, limit: 5 })).records).toStrictEqual([live]);
    // Behind more of them than one list looks behind, the page is short, and goes on.
    for (let index = 100; index < 130; index += 1) await journal.insert(ended(index));
    await allEnded(129);
    const { records, nextCursor } = await journal.list({ account, limit: 1 });
    expect(records).toEqual([]);
    expect((await journal.list({ account, limit: 5, cursor: nextCursor! })).records).toStrictEqual([live]);
  });

  it('leave nothing behind when they are erased or purged', async () => {
    for (const index of [1, 2, 3]) await journal.insert(ended(index, { phoneHash: `k1:${index}` }));
    await journal.update(ended(1), (record) => ({
      record: amend(record, { callId: 'other' }, record.updatedAt),
      result: 0,
    }));
    expect(await journal.erase({ account, phoneHashes: ['k1:1', 'k1:2'] })).toEqual({ erased: 2, kept: 0 });
    expect(await journal.purge({ account, before: new Date(), limit: 10 })).toBe(1);
    expect(await kinds()).toEqual([]);
  });

  it('share one slot with all of their account', async () => {
    await journal.insert(ended(1));
    await journal.insert(aCall(PENDING, { requestId: 'live', askAt: new Date(), handleAt: new Date() }));
    await journal.quarantine({
      id: 'q',
      account,
      requestId: 'r-1',
      at: new Date(),
      reason: 'misfit',
      sealed: 'k1:x',
      expiresAt: new Date(Date.now() + 100),
    });
    expect(await kinds()).toEqual(
      ['aside', 'ask', 'handle', 'ids', 'phones', 'r:live', 'r:r-1', 'rest', 's:delivered', 's:pending', 'sealed'].map(
        (kind) => `j:{default}:${kind}`,
      ),
    );
    await sleep(150);
    expect((await kinds()).filter((key) => /aside|sealed/.test(key))).toEqual([]);
  });
});
