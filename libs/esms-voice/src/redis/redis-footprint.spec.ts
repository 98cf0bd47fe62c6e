import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Cluster, type Redis } from 'ioredis';
import { DAY_MS, NUMBER_KEPT_MS, VERIFICATION_KEPT_MS } from '../verification/domain/verification.js';
import { InMemoryVerificationStore } from '../verification/index.js';
import { LENIENT, newTag, NumberUnderTest, RIGHT, WRONG } from '../verification/stores/number-under-test.contract.js';
import { RedisVerificationStore } from './redis-verification-store.js';
import { RedisCounters } from './redis-counters.js';
import { SERVERS } from './stores-of-redis.contract.js';
import type { TestRedis } from '../../../../test/support/redis.js';

/** What a test may take between two looks at a time to live. */
const PASSED_MS = 20_000;

describe.each(SERVERS)('what verifications leave behind on %s', (_name, open) => {
  let redis: TestRedis<Redis | Cluster>;
  let store: RedisVerificationStore;
  let phone: NumberUnderTest;
  /** Commands that were sent to a server. */
  let sent: string[];

  beforeAll(async () => {
    redis = await open();
    store = new RedisVerificationStore({ client: redis.client, keyPrefix: redis.prefix });
  });
  afterAll(() => redis.close());
  beforeEach(() => {
    phone = new NumberUnderTest({ one: store, other: store }, LENIENT);
    sent = [];
  });
  afterEach(() => void jest.restoreAllMocks());

  function listen(): void {
    const nodes = redis.client instanceof Cluster ? redis.client.nodes() : [redis.client];
    for (const node of nodes) {
      const send = node.sendCommand.bind(node);
      jest.spyOn(node, 'sendCommand').mockImplementation((command, stream) => {
        sent.push(command.name);
        return send(command, stream);
      });
    }
  }

  async function commandsOf(step: () => Promise<unknown>): Promise<string[]> {
    sent.length = 0;
    await step();
    return [...sent];
  }

  it('sends one command a step', async () => {
    const { id } = await phone.ring({ user: 'u' });
    const counter = { key: phone.tag, windowMs: 60_000 };
    const reference = { tags: [phone.tag], purpose: 'login', user: '' };
    const steps = {
      start: () => phone.start(),
      'a wrong code by id': () => phone.check(id, WRONG),
      'a wrong code by number and purpose': () => phone.check(reference, WRONG),
      'a right code': () => phone.check(id, RIGHT),
      cancel: () => phone.cancel(reference),
      takeBack: () => phone.takeBack(id),
      note: () => phone.note(id, { what: 'limited', why: null }),
      find: () => phone.find(id),
      forgive: () => phone.forgive(),
      take: () => store.counters.take(counter, 1, 2, phone.now),
      add: () => store.counters.add(counter, 1, phone.now, 'once'),
    };
    // The first of each teaches the servers its script.
    for (const step of Object.values(steps)) await step();
    phone = Object.assign(new NumberUnderTest({ one: store, other: store }, LENIENT), { tag: phone.tag });
    await phone.ring();
    listen();
    for (const [name, step] of Object.entries(steps))
      expect([name, await commandsOf(step)]).toEqual([name, ['evalsha']]);
    expect(await commandsOf(() => store.counters.sum(counter, phone.now, phone.now))).toEqual(['hgetall']);
  });

  it('asks the slots of older keys only where the newest does not know the number', async () => {
    const older = newTag();
    const reference = { purpose: 'login', user: '' };
    await phone.ring();
    for (const tag of [older, phone.tag]) await phone.check({ ...reference, tags: [tag] }, WRONG);
    listen();
    expect(await commandsOf(() => phone.check({ ...reference, tags: [phone.tag, older] }, WRONG))).toHaveLength(1);
    expect(await commandsOf(() => phone.check({ ...reference, tags: [older, phone.tag] }, WRONG))).toHaveLength(2);
  });

  it('lets a number end a day after its latest start, and half a year after it where more is to be remembered', async () => {
    const { client, prefix } = redis;
    const key = `${prefix}v:{${phone.tag}}`;
    // A clock that is far from the server's.
    phone.wait(-365 * DAY_MS);
    const near = async (ms: number): Promise<void> => {
      const left = await client.pttl(key);
      expect(left).toBeLessThanOrEqual(ms);
      expect(left).toBeGreaterThan(ms - PASSED_MS);
    };
    const { id } = await phone.ring();
    await near(VERIFICATION_KEPT_MS);
    await client.pexpire(key, 60_000);
    await phone.note(id, { what: 'limited', why: null });
    await near(60_000);
    await phone.check(id, WRONG);
    await near(NUMBER_KEPT_MS);
    await client.pexpire(key, 60_000);
    await phone.start({ rules: { ...LENIENT, cooldownsMs: [60_000] } });
    await near(NUMBER_KEPT_MS);
    await phone.check(id, RIGHT);
    const next = await phone.wait(60_000).ring();
    await near(VERIFICATION_KEPT_MS);
    await phone.check(next.id, RIGHT);
    await phone.prove('owner');
    await near(NUMBER_KEPT_MS);
  });

  it('holds no more than what is remembered', async () => {
    const { client, prefix } = redis;
    const size = (key: string): Promise<number> => client.hlen(`${prefix}${key}`);
    await phone.ring();
    await phone.ring({ purpose: 'pay' });
    expect(await size(`v:{${phone.tag}}`)).toBe(8);
    await phone.wait(VERIFICATION_KEPT_MS).ring();
    expect(await size(`v:{${phone.tag}}`)).toBe(5);
    const counter = { key: phone.tag, windowMs: 12_000 };
    for (let slice = 0; slice < 60; slice += 1) await store.counters.take(counter, 1, 99, slice * 1_000);
    expect(await size(`c:{${phone.tag}}`)).toBeLessThanOrEqual(25);
    for (let slice = 60; slice < 120; slice += 1) await store.counters.add(counter, 1, slice * 1_000);
    expect(await size(`c:{${phone.tag}}`)).toBeLessThanOrEqual(25);
  });

  it('writes nothing for a number that was evicted meanwhile', async () => {
    const { client, prefix } = redis;
    const { id } = await phone.ring();
    await client.del(`${prefix}v:{${phone.tag}}`);
    expect(await phone.results(id, RIGHT)).toEqual(['not-found']);
    await phone.cancel(id);
    await phone.takeBack(id);
    await phone.note(id, { what: 'limited', why: null });
    await phone.forgive();
    expect(await client.exists(`${prefix}v:{${phone.tag}}`)).toBe(0);
  });

  it('lets counters end two windows after their last use, and what was added once with them', async () => {
    const { client, prefix } = redis;
    const counters = new RedisCounters({ client, keyPrefix: prefix });
    await counters.add({ key: phone.tag, windowMs: 600_000 }, 1, phone.now, 'x');
    for (const key of [`${prefix}c:{${phone.tag}}`, `${prefix}c:{${phone.tag}}:once:x`]) {
      const left = await client.pttl(key);
      expect(left).toBeGreaterThan(1_200_000);
      expect(left).toBeLessThanOrEqual(1_250_000);
    }
  });

  it('changes nothing of the client', async () => {
    const { client } = redis;
    const facts = (): unknown => [Object.keys(client), client.eventNames(), client.options.scripts];
    const before = facts();
    await phone.ring();
    expect(facts()).toEqual(before);
  });
});

describe('the options of Redis', () => {
  const client = { evalsha: () => null, eval: () => null, hgetall: () => null } as unknown as Redis;
  const problemsOf = (options: unknown): unknown => {
    try {
      return void new RedisVerificationStore(options as { client: Redis });
    } catch (error) {
      return (error as { problems: string[] }).problems;
    }
  };

  it.each([
    [undefined, ['options: must be an object']],
    [{}, ['client: must have the methods evalsha, eval, hgetall']],
    [{ client, keyPrefix: 'a{b' }, ['keyPrefix: must be a text without braces']],
    [{ client, keyPrefix: 1 }, ['keyPrefix: must be a text without braces']],
    [{ client, timeoutMs: 0 }, ['timeoutMs: must be a whole number from 1 to 60000']],
    [{ client, timeoutMs: 60_001 }, ['timeoutMs: must be a whole number from 1 to 60000']],
    [{ client, prefix: 'a' }, ['prefix: is not an option (there are client, keyPrefix, timeoutMs)']],
  ])('%p: %p', (options, problems) => {
    expect(problemsOf(options)).toEqual(problems);
  });

  it('names the class in what it says', () => {
    expect(() => new RedisVerificationStore({} as { client: Redis })).toThrow('RedisVerificationStore is configured');
    expect(() => new RedisCounters({} as { client: Redis })).toThrow('RedisCounters is configured');
  });

  it.each([{}, { keyPrefix: '', timeoutMs: 60_000 }, { keyPrefix: undefined }])('takes %p', (options) => {
    expect(new RedisVerificationStore({ client, ...options }).isShared).toBe(true);
    expect(new InMemoryVerificationStore().isShared).toBe(false);
  });
});
