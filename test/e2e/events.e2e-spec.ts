import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RunningDemo } from '../support/demo.js';
import { EventReader } from '../support/event-reader.js';
import { createDatabase } from '../support/postgres.js';
import { redisUrlUnder, SHARED_JOURNALS } from '../support/journals.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';

const NOBODY = '0901888001';
const place = (demo: RunningDemo, requestId: string, phone = '0901888484') =>
  demo.placeOtpCall({ phone, code: '686868', requestId });

describe.each(['memory', 'Redis'])('GET /events, its steps in %s', (where) => {
  let redis: TestRedis | null;
  let demo: RunningDemo;
  let readers: EventReader[];

  beforeEach(async () => {
    redis = where === 'Redis' ? await openRedis() : null;
    demo = await RunningDemo.start(redis ? { REDIS_URL: redisUrlUnder(redis.prefix) } : {});
    readers = [];
  });

  afterEach(async () => {
    for (const reader of readers) reader.close();
    await demo.stop();
    await redis?.close();
  });

  const open = async (path = '/events', headers: Record<string, string> = {}): Promise<EventReader> => {
    const reader = await EventReader.open(demo.url + path, headers);
    readers.push(reader);
    return reader;
  };

  it('tells each step of a call as it happens, its number masked', async () => {
    const reader = await open();
    await place(demo, 'r-1');
    await reader.seen('r-1 delivered');
    expect(reader.steps()).toEqual(['r-1 pending', 'r-1 accepted', 'r-1 delivered']);
    const { data } = reader.events.at(-1)!;
    expect(Object.keys(data)).toEqual(['id', 'type', 'requestId', 'at', 'source', 'call']);
    expect(data).toMatchObject({ source: 'callback', call: { state: 'delivered', phone: '090****484', price: 850 } });
    expect(data['call']).toEqual((await demo.get('/calls/r-1')).body);
    expect(JSON.stringify(reader.events)).not.toMatch(/0901888484|901888484|686868/);
  });

  it('goes on behind the last event that a client has seen', async () => {
    const first = await open();
    await place(demo, 'r-1');
    await first.seen('r-1 delivered');
    first.close();
    await place(demo, 'r-2');
    await demo.waitFor('r-2', 'delivered');
    const again = await open('/events', { 'last-event-id': first.events[1]!.id! });
    await again.seen('r-2 delivered');
    expect(again.steps()).toEqual(['r-1 delivered', 'r-2 pending', 'r-2 accepted', 'r-2 delivered']);
    const upToDate = await open('/events', { 'last-event-id': again.lastId });
    await sleep(100);
    expect(upToDate.events).toEqual([]);
  });

  it('tells a client whose last event is not known to read its lists anew', async () => {
    await place(demo, 'r-1');
    for (const id of ['gone-1', '0-0', '']) {
      const reader = await open('/events', { 'last-event-id': id });
      await until(() => reader.events.length === 1);
      expect(reader.events).toEqual([{ id: null, event: 'reset', data: {} }]);
    }
  });

  it('narrows to one call', async () => {
    const reader = await open('/events?requestId=r-2');
    await place(demo, 'r-1');
    await place(demo, 'r-2', NOBODY);
    await reader.seen('r-2 undelivered');
    expect(new Set(reader.steps().map((step) => step.split(' ')[0]))).toEqual(new Set(['r-2']));
    expect(await demo.get('/events?requestId=a%20b')).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
  });

  it('ends at once when the demo stops, also for a client that does not read, and one that never asks', async () => {
    const reader = await open();
    const { port } = new URL(demo.url);
    const mute: Socket = connect(Number(port), '127.0.0.1');
    mute.write('GET /events HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
    mute.on('error', () => undefined);
    await until(() => mute.bytesRead > 0);
    mute.pause();
    const idle: Socket = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    const began = Date.now();
    await demo.stop();
    expect(Date.now() - began).toBeLessThan(2_000);
    await until(() => reader.hasEnded);
    mute.destroy();
    idle.destroy();
  });
});

describe('GET /events of a demo whose Redis goes away, its calls in Postgres', () => {
  it('pauses, and goes on by itself; no call is held up, and no step is lost', async () => {
    const [redis, database] = await Promise.all([openRedis(), createDatabase()]);
    const proxy = await TcpProxy.start(redisUrlUnder(redis.prefix));
    const demo = await RunningDemo.start({ REDIS_URL: proxy.url, DATABASE_URL: database.url });
    const reader = await EventReader.open(`${demo.url}/events`);
    await place(demo, 'r-1');
    await reader.seen('r-1 accepted');
    await proxy.cut();
    const began = Date.now();
    expect((await place(demo, 'r-2')).status).toBe(201);
    expect(Date.now() - began).toBeLessThan(1_000);
    await demo.waitFor('r-2', 'delivered');
    expect(reader.steps().filter((step) => step.startsWith('r-2'))).toEqual([]);
    await proxy.mend();
    await reader.seen('r-2 delivered');
    expect(new Set(reader.steps())).toEqual(
      new Set(['r-1', 'r-2'].flatMap((id) => ['pending', 'accepted', 'delivered'].map((state) => `${id} ${state}`))),
    );
    expect(reader.events.filter(({ event }) => event === 'reset')).toEqual([]);
    reader.close();
    await demo.stop();
    await proxy.cut();
    await Promise.all([redis.close(), database.drop()]);
  }, 40_000);
});

describe('GET /events of a demo with DEMO_API_KEY', () => {
  it('wants the key', async () => {
    const demo = await RunningDemo.start({ DEMO_API_KEY: 'a-key-of-the-demo' });
    expect((await demo.get('/events')).status).toBe(401);
    const reader = await EventReader.open(`${demo.url}/events`, { 'x-api-key': 'a-key-of-the-demo' });
    expect(reader.status).toBe(200);
    reader.close();
    await demo.stop();
  });
});

describe.each(SHARED_JOURNALS)('GET /events of two demos that share Redis, and calls in $name', ({ open }) => {
  it('tells the steps of both, under the same ids', async () => {
    const redis = await openRedis();
    const journal = await open();
    const env = { REDIS_URL: redisUrlUnder(redis.prefix), [journal.setting]: journal.url };
    const demos = [await RunningDemo.start(env), await RunningDemo.start(env)];
    const readers = await Promise.all(demos.map((demo) => EventReader.open(`${demo.url}/events`)));
    await Promise.all(demos.map((demo, n) => place(demo, `r-${n}`)));
    for (const reader of readers) for (const n of [0, 1]) await reader.seen(`r-${n} delivered`);
    expect(readers[0]!.events).toEqual(readers[1]!.events);
    const third = await RunningDemo.start(env);
    const late = await EventReader.open(`${third.url}/events`, { 'last-event-id': readers[0]!.events[0]!.id! });
    await until(() => late.events.length === readers[0]!.events.length - 1);
    expect(late.events).toEqual(readers[0]!.events.slice(1));
    for (const reader of [...readers, late]) reader.close();
    await Promise.all([...demos, third].map((demo) => demo.stop()));
    await journal.close();
    await redis.close();
  }, 30_000);
});
