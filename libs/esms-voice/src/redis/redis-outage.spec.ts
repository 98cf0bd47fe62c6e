import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWithPrivateRedis, PrivateRedis } from '../../../../test/support/private-redis.js';
import { redisUrl, openRedis, type TestRedis } from '../../../../test/support/redis.js';
import { RedisProxy } from '../../../../test/support/redis-proxy.js';
import { until } from '../../../../test/support/until.js';
import { VerificationUnavailableError } from '../verification/errors.js';
import { LENIENT, NumberUnderTest, RIGHT, RULES, WRONG } from '../verification/stores/number-under-test.contract.js';
import { RedisVerificationStore } from './redis-verification-store.js';

const TIMEOUT_MS = 200;
/** What a busy machine may add. */
const SLACK_MS = 1_000;
/** Of those that are to succeed, whatever else this machine does. */
const PATIENCE_MS = 10_000;
const UNAVAILABLE = { name: 'VerificationUnavailableError', code: 'VERIFICATION_UNAVAILABLE', outcome: 'not-sent' };

const failureOf = async (step: Promise<unknown>): Promise<VerificationUnavailableError> =>
  step.then(
    () => {
      throw new Error('It did not fail');
    },
    (error: VerificationUnavailableError) => error,
  );

// A client that is closed while it has no connection leaves a timer of that length.
const reconnecting = { retryStrategy: () => 20, disconnectTimeout: 100 } as const;

describe('a Redis that cannot be reached', () => {
  let direct: TestRedis;
  let proxy: RedisProxy;
  let client: Redis;
  const clients: Redis[] = [];
  let store: RedisVerificationStore;
  let phone: NumberUnderTest;
  /** The same number, seen by an instance that reaches Redis. */
  let seen: NumberUnderTest;

  beforeAll(async () => {
    direct = await openRedis();
  });
  afterAll(() => direct.close());

  const open = (options: object, timeoutMs: number): NumberUnderTest => {
    client = new Redis(proxy.url, options);
    client.on('error', () => undefined);
    clients.push(client);
    store = new RedisVerificationStore({ client, keyPrefix: direct.prefix, timeoutMs });
    return new NumberUnderTest({ one: store, other: store });
  };
  const hurry = (): void => {
    const hurried = new RedisVerificationStore({ client, keyPrefix: direct.prefix, timeoutMs: TIMEOUT_MS });
    phone = Object.assign(new NumberUnderTest({ one: hurried, other: hurried }), { tag: phone.tag });
  };

  beforeEach(async () => {
    proxy = await new RedisProxy(new URL(redisUrl())).start();
    phone = open(reconnecting, PATIENCE_MS);
    const reached = new RedisVerificationStore({ client: direct.client, keyPrefix: direct.prefix });
    seen = Object.assign(new NumberUnderTest({ one: reached, other: reached }), { tag: phone.tag });
  });
  afterEach(async () => {
    for (const opened of clients.splice(0)) if (opened.status !== 'end') opened.disconnect();
    await proxy.stop();
  });

  /** All refuse in time, and tell nothing of what was asked. */
  async function expectRefusals(id: string, cause: object): Promise<void> {
    for (const step of [
      () => phone.start(),
      () => phone.check(id, RIGHT),
      () => phone.cancel(id),
      () => phone.find(id),
    ]) {
      const startedAt = performance.now();
      const error = await failureOf(step());
      expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + SLACK_MS);
      expect(error).toBeInstanceOf(VerificationUnavailableError);
      expect(error).toMatchObject({ ...UNAVAILABLE, cause });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${phone.tag}|${RIGHT}|login`));
    }
  }

  it('refuses within the time limit while the server is mute', async () => {
    const { id } = await phone.ring();
    hurry();
    proxy.weather = 'mute';
    await expectRefusals(id, { name: 'TimeoutError', code: 'ETIMEDOUT' });
  });

  it('refuses within the time limit while there is no server, and nothing runs when it is back', async () => {
    const { id } = await phone.ring();
    hurry();
    await proxy.stop();
    await until(() => client.status !== 'ready');
    phone.wait(RULES.cooldownsMs[0]!);
    await expectRefusals(id, { name: 'TimeoutError', code: 'ETIMEDOUT' });
    await Promise.all(Array.from({ length: 20 }, () => failureOf(phone.check(id, WRONG))));
    // One of all who wait, and one of the client itself while it connects.
    expect(client.listenerCount('ready')).toBeLessThanOrEqual(2);
    await proxy.start();
    await until(() => client.status === 'ready');
    expect(client.listenerCount('ready')).toBe(0);
    expect((await seen.find(id))!).toMatchObject({
      verification: { status: 'pending', guesses: 0, rings: 1 },
      lane: { failures: 0 },
    });
    expect(await seen.results(id, RIGHT)).toEqual(['approved']);
  });

  it('waits for a connection that comes back in time', async () => {
    const { id } = await phone.ring();
    await proxy.stop();
    await until(() => client.status !== 'ready');
    const checked = phone.check(id, RIGHT);
    await proxy.start();
    expect((await checked).result).toBe('approved');
  });

  it.each([
    ['READONLY', "READONLY You can't write against a read only replica."],
    ['OOM', "OOM command not allowed when used memory > 'maxmemory'."],
    ['LOADING', 'LOADING Redis is loading the dataset in memory'],
    ['CLUSTERDOWN', 'CLUSTERDOWN The cluster is down'],
    ['NOSCRIPT', 'NOSCRIPT No matching script. Please use EVAL.'],
    ['ERR', 'ERR user_script:1: login'],
  ])('refuses where the server says %s, and tells that word alone', async (word, error) => {
    const { id } = await phone.ring();
    proxy.weather = { error };
    await expectRefusals(id, { name: 'ReplyError', code: word, message: word });
    expect((await seen.find(id))!.verification).toMatchObject({ status: 'pending', guesses: 0 });
  });

  it('counts a call once when the connection breaks before the reply, and tells it', async () => {
    await phone.start({ purpose: 'other' });
    phone.wait(RULES.cooldownsMs[0]!);
    proxy.weather = 'cut-reply';
    const started = await phone.start();
    expect(started).toMatchObject({
      decision: { kind: 'ring', opening: 'new' },
      verification: { rings: 1 },
      lane: { rings: [expect.any(Number), phone.now] },
    });
    for (const opening of ['new-window', 'same-window']) {
      phone.wait(opening === 'new-window' ? RULES.lifetimeMs : 2 * RULES.cooldownsMs[0]!);
      phone.rules = { ...RULES, cooldownsMs: [0], callsPerHour: { max: 9, recordOnly: false } };
      proxy.weather = 'cut-reply';
      expect(await phone.start()).toMatchObject({ decision: { kind: 'ring', opening } });
    }
    expect((await seen.find(started.verification!.id))!.verification.rings).toBe(3);
  });

  it.each([
    [WRONG, 'wrong'],
    [RIGHT, 'approved'],
  ])('takes the code %s once when the connection breaks before the reply, and says %s', async (code, result) => {
    const { id } = await phone.ring();
    proxy.weather = 'cut-reply';
    expect((await phone.check(id, code)).result).toBe(result);
    expect((await seen.find(id))!).toMatchObject({ verification: { guesses: 1 }, timeline: { length: 2 } });
  });

  it('takes a call back once when the connection breaks before the reply', async () => {
    const { id } = await phone.ring();
    await phone.wait(RULES.cooldownsMs[0]!).ring();
    proxy.weather = 'cut-reply';
    await phone.takeBack(id);
    expect((await seen.find(id))!.verification).toMatchObject({ rings: 1, status: 'pending' });
  });

  it('may have used a code up that it could not report', async () => {
    const { id } = await phone.ring();
    hurry();
    proxy.weather = 'mute';
    await failureOf(phone.check(id, RIGHT));
    expect((await seen.find(id))!.verification.status).toBe('approved');
    expect(await seen.results(id, RIGHT)).toEqual(['not-found']);
  });

  it('refuses at once when the client was closed', async () => {
    const { id } = await phone.ring();
    await client.quit();
    const startedAt = performance.now();
    expect(await failureOf(phone.check(id, RIGHT))).toMatchObject(UNAVAILABLE);
    expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS / 2);
  });

  it('refuses those who wait in time when the client is closed', async () => {
    const hasty = new RedisVerificationStore({ client, timeoutMs: 300 });
    await phone.ring();
    await proxy.stop();
    await until(() => client.status !== 'ready');
    const start = failureOf(new NumberUnderTest({ one: hasty, other: hasty }, LENIENT).start());
    client.disconnect();
    expect(await start).toMatchObject(UNAVAILABLE);
  });

  it.each([
    ['connects when it is first asked', { lazyConnect: true }],
    ['keeps no queue', { enableOfflineQueue: false }],
    ['pipelines by itself', { enableAutoPipelining: true }],
    ['puts its own prefix before all keys', { keyPrefix: 'app:' }],
    ['says that it is ready without asking', { enableReadyCheck: false }],
    ['speaks RESP3', { protocol: 3 }],
  ])('works with a client that %s', async (_what, options) => {
    const own = open(options, PATIENCE_MS);
    const { id } = await own.ring();
    expect(await own.results(id, WRONG, RIGHT)).toEqual(['wrong', 'approved']);
    expect(await own.find(id)).toMatchObject({ verification: { id }, timeline: { length: 3 } });
    const counter = { key: own.tag, windowMs: 1_000 };
    await store.counters.add(counter, 2, 0, 'once');
    expect(await store.counters.sum(counter, 0, 0)).toBe(2);
    for (const key of await direct.client.keys(`app:${direct.prefix}*`)) await direct.client.unlink(key);
  });
});

describeWithPrivateRedis('a Redis that is killed', () => {
  let server: PrivateRedis;
  let client: Redis;
  let phone: NumberUnderTest;

  beforeAll(async () => {
    server = await PrivateRedis.start();
    client = new Redis(server.url, reconnecting);
    client.on('error', () => undefined);
    const store = new RedisVerificationStore({ client });
    phone = new NumberUnderTest({ one: store, other: store });
  });
  afterAll(async () => {
    client.disconnect();
    await server.kill();
  });

  it('approves nothing and rings nobody; restarted, it learns the scripts anew', async () => {
    const { id } = await phone.ring();
    await server.kill();
    await until(() => client.status !== 'ready');
    const failures = [phone.start(), phone.check(id, RIGHT), phone.cancel(id)].map(failureOf);
    for (const failure of await Promise.all(failures)) expect(failure).toMatchObject(UNAVAILABLE);
    await server.restart();
    await until(() => client.status === 'ready');
    expect(await phone.results(id, RIGHT)).toEqual(['not-found']);
    const again = await phone.ring();
    await client.script('FLUSH');
    expect(await phone.results(again.id, RIGHT)).toEqual(['approved']);
  });

  it('refuses what it has no memory for', async () => {
    await client.config('SET', 'maxmemory', '1');
    expect(await failureOf(phone.start())).toMatchObject({ ...UNAVAILABLE, cause: { code: 'OOM' } });
    await client.config('SET', 'maxmemory', '0');
  });

  it('refuses as a replica', async () => {
    await client.replicaof('127.0.0.1', 1);
    expect(await failureOf(phone.start())).toMatchObject({ ...UNAVAILABLE, cause: { code: 'READONLY' } });
    await client.replicaof('NO', 'ONE');
    await phone.wait(RULES.lifetimeMs).ring();
  });
});
