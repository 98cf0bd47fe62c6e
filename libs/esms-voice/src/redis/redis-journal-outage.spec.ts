import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { aCall, PENDING, T0 } from '../../../../test/support/a-call.js';
import { describeWithPrivateRedis, PrivateRedis } from '../../../../test/support/private-redis.js';
import { openRedis, redisUrl, type TestRedis } from '../../../../test/support/redis.js';
import { RedisProxy } from '../../../../test/support/redis-proxy.js';
import { until } from '../../../../test/support/until.js';
import type { CallRecord } from '../calls/call-record.js';
import { amend } from '../calls/transitions.js';
import { CallJournal } from '../journal/call-journal.js';
import type { Change } from '../journal/call-journal.store.js';
import { RedisCallJournal } from './redis-call-journal.js';

const TIMEOUT_MS = 200;
/** What a busy machine may add. */
const SLACK_MS = 1_000;
/** Of those that are to succeed, whatever else this machine does. */
const PATIENCE_MS = 10_000;
const CANARY = /canary/;
const account = 'canary-account';
const CALL = aCall(PENDING, {
  account,
  requestId: 'canary-request',
  callId: 'canary-call',
  phoneHash: 'canary-hash',
  askAt: T0,
});
const LATER = new Date(T0.getTime() + 60_000);

const attempting = (record: CallRecord): Change<number> => {
  const attempts = [...record.attempts, { startedAt: T0, result: null, gatewayCode: null }];
  return { record: amend(record, { attempts }, T0), result: attempts.length };
};

/** One of each kind of step. */
const stepsOf = (journal: RedisCallJournal): (() => Promise<unknown>)[] => [
  () => journal.insert(CALL),
  () => journal.update(CALL, attempting),
  () => journal.find(CALL),
  () => journal.findByCallId(account, 'canary-call'),
  () => journal.list({ account, limit: 10 }),
  () => journal.claimDue({ account, field: 'askAt', now: LATER, until: LATER, limit: 10 }),
  () => journal.erase({ account, phoneHashes: ['canary-hash'] }),
  () => journal.purge({ account, before: LATER, limit: 10 }),
  () => journal.listQuarantined({ account, limit: 10 }),
];

const failureOf = async (step: Promise<unknown>): Promise<unknown> =>
  step.then(
    () => 'done',
    (error: unknown) => error,
  );

/** It fails in time, and tells nothing of what was asked. */
async function expectFailure(step: () => Promise<unknown>, failure: object): Promise<void> {
  const startedAt = performance.now();
  const error = await failureOf(step());
  expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  expect(error).toMatchObject(failure);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(CANARY);
}

const expectTimeouts = (steps: readonly (() => Promise<unknown>)[]): Promise<unknown> =>
  Promise.all(steps.map((step) => expectFailure(step, { name: 'TimeoutError', code: 'ETIMEDOUT' })));

// A client that is closed while it has no connection leaves a timer of that length.
const reconnecting = { retryStrategy: () => 20, disconnectTimeout: 100 } as const;

describe('a journal whose Redis cannot be reached', () => {
  let direct: TestRedis;
  let proxy: RedisProxy;
  const clients: Redis[] = [];
  /** Another process, which reaches Redis. */
  let seen: RedisCallJournal;
  let journal: RedisCallJournal;

  const open = (options: object, timeoutMs: number): RedisCallJournal => {
    const client = new Redis(proxy.url, options);
    client.on('error', () => undefined);
    clients.push(client);
    return new RedisCallJournal({ client, keyPrefix: direct.prefix, timeoutMs });
  };
  const hurried = (): RedisCallJournal =>
    new RedisCallJournal({ client: clients[0]!, keyPrefix: direct.prefix, timeoutMs: TIMEOUT_MS });

  beforeEach(async () => {
    direct = await openRedis();
    proxy = await new RedisProxy(new URL(redisUrl())).start();
    seen = new RedisCallJournal({ client: direct.client, keyPrefix: direct.prefix });
    journal = open(reconnecting, PATIENCE_MS);
    await journal.insert(CALL);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await proxy.stop();
    await direct.close();
  });

  it('fails within the time limit while the server is mute', async () => {
    proxy.weather = 'mute';
    await expectTimeouts(stepsOf(hurried()));
  });

  it('fails within the time limit while there is no server, and nothing is written when it is back', async () => {
    const hasty = hurried();
    await proxy.stop();
    await until(() => clients[0]!.status !== 'ready');
    await expectTimeouts(stepsOf(hasty));
    await proxy.start();
    await until(() => clients[0]!.status === 'ready');
    expect(await journal.find(CALL)).toStrictEqual(CALL);
    expect(await journal.update(CALL, attempting)).toMatchObject({ result: 1 });
  });

  it.each(['READONLY', 'OOM', 'LOADING', 'CLUSTERDOWN', 'MISCONF', 'NOSCRIPT', 'ERR'])(
    'fails where the server says %s, and tells that word alone',
    async (code) => {
      await journal.find(CALL);
      proxy.weather = { error: `${code} canary-account canary-request` };
      // All but `find`, which is no script.
      const scripts = stepsOf(hurried()).filter((_, index) => index !== 2);
      for (const step of scripts) await expectFailure(step, { name: 'ReplyError', code, message: code });
      expect(await seen.find(CALL)).toStrictEqual(CALL);
    },
  );

  it('is a journal that cannot be reached, to the library', async () => {
    const guarded = new CallJournal(journal, { owes: () => false, leaseUntil: () => T0, onStep: () => undefined });
    proxy.weather = { error: 'OOM canary' };
    const failure = { code: 'JOURNAL_UNAVAILABLE', cause: { name: 'ReplyError', code: 'OOM' } };
    for (const step of [() => guarded.open(CALL), () => guarded.update(CALL, attempting)])
      await expectFailure(step, failure);
  });

  it('writes a new call once when the connection breaks before the reply, and knows it as its own', async () => {
    const call = { ...CALL, requestId: 'second' };
    proxy.weather = 'cut-reply';
    expect(await journal.insert(call)).toBeNull();
    expect(await seen.insert(call)).toStrictEqual(call);
  });

  it('writes a change once when the connection breaks before the reply, and tells it', async () => {
    // The server knows the script: what is lost is no question for its source.
    await seen.update(CALL, attempting);
    proxy.weather = 'cut-reply';
    expect(await journal.update(CALL, attempting)).toMatchObject({ result: 2, record: { version: 3 } });
    expect(await seen.find(CALL)).toMatchObject({ attempts: { length: 2 }, version: 3 });
  });

  it('leaves what it took, and could not hear of, to whoever asks when the lease is over', async () => {
    const claim = { account, field: 'askAt', now: LATER, until: new Date(LATER.getTime() + 1), limit: 10 } as const;
    await seen.claimDue({ ...claim, now: new Date(0) });
    proxy.weather = 'cut-reply';
    expect(await journal.claimDue(claim)).toEqual([]);
    expect(await seen.claimDue({ ...claim, now: claim.until })).toHaveLength(1);
  });

  it('hands on what a change throws when it runs again behind another one, and keeps nobody waiting', async () => {
    const broken = new Error('broken change');
    const twice = (record: CallRecord): Change<number> => {
      if (record.version > 1) throw broken;
      return attempting(record);
    };
    const failures = await Promise.all(Array.from({ length: 9 }, () => failureOf(seen.update(CALL, twice))));
    expect(failures.filter((failure) => failure === broken)).toHaveLength(8);
    const startedAt = performance.now();
    expect(await seen.update(CALL, attempting)).toMatchObject({ result: 2 });
    expect(performance.now() - startedAt).toBeLessThan(SLACK_MS);
  });

  it('does not wait for ever for a writer that died in the line', async () => {
    const line = `${direct.prefix}j:{${account}}:w:${CALL.requestId}`;
    await direct.client.zadd(line, 0, 'a process that died long ago', Date.now(), 'one that died just now');
    expect(await seen.update(CALL, attempting)).toMatchObject({ result: 1 });
    await until(async () => (await direct.client.exists(line)) === 0);
  });

  it.each([
    ['connects when it is first asked', { lazyConnect: true }],
    ['keeps no queue', { enableOfflineQueue: false }],
    ['pipelines by itself', { enableAutoPipelining: true }],
    ['puts its own prefix before all keys', { keyPrefix: 'app:' }],
    ['speaks RESP3', { protocol: 3 }],
  ])('works with a client that %s', async (_what, options) => {
    const own = open(options, PATIENCE_MS);
    const call = { ...CALL, requestId: 'own', callId: 'own-call' };
    expect(await own.insert(call)).toBeNull();
    const { record } = (await own.update(call, attempting))!;
    expect(await own.find(call)).toStrictEqual(record);
    expect(await own.find({ account, requestId: 'none' })).toBeNull();
    expect(await own.findByCallId(account, 'OWN-CALL')).toStrictEqual(record);
    expect((await own.list({ account, limit: 10 })).records[0]).toStrictEqual(record);
    for (const key of await direct.client.keys(`app:${direct.prefix}*`)) await direct.client.unlink(key);
  });

  it.each([[0], [1.5], ['1'], [Infinity]])('refuses the retention %j', (retentionMs) => {
    const options = { client: direct.client, retentionMs: retentionMs as number };
    expect(() => new RedisCallJournal(options)).toThrow(/RedisCallJournal[^]*retentionMs/);
  });
});

describeWithPrivateRedis('a journal whose Redis is killed', () => {
  let server: PrivateRedis;
  let client: Redis;
  let journal: RedisCallJournal;

  beforeAll(async () => {
    server = await PrivateRedis.start();
    client = new Redis(server.url, reconnecting);
    client.on('error', () => undefined);
    journal = new RedisCallJournal({ client, timeoutMs: TIMEOUT_MS });
  });
  afterAll(async () => {
    client.disconnect();
    await server.kill();
  });

  it('fails meanwhile; restarted, it learns the scripts anew', async () => {
    expect(await journal.insert(CALL)).toBeNull();
    await server.kill();
    await until(() => client.status !== 'ready');
    await expectTimeouts(stepsOf(journal));
    await server.restart();
    await until(() => client.status === 'ready');
    expect(await journal.insert(CALL)).toBeNull();
    await client.script('FLUSH');
    expect(await journal.update(CALL, attempting)).toMatchObject({ result: 1 });
  });

  it('refuses what it has no memory for, and keeps what it has', async () => {
    await client.config('SET', 'maxmemory', '1');
    const writes = [() => journal.insert({ ...CALL, requestId: 'more' }), () => journal.update(CALL, attempting)];
    for (const write of writes) await expectFailure(write, { name: 'ReplyError', code: 'OOM' });
    expect(await journal.find(CALL)).toMatchObject({ version: 2 });
    await client.config('SET', 'maxmemory', '0');
  });

  it('refuses as a replica', async () => {
    await client.replicaof('127.0.0.1', 1);
    await expectFailure(() => journal.update(CALL, attempting), { name: 'ReplyError', code: 'READONLY' });
    await client.replicaof('NO', 'ONE');
    expect(await journal.update(CALL, attempting)).toMatchObject({ result: 2 });
  });
});
