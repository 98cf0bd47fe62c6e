import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import { BullMqDispatchQueue } from 'nestjs-esms-voice/bullmq';
import { EsmsDispatcher, EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { RedisCallJournal } from 'nestjs-esms-voice/redis';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { openRedis, redisUrl, type TestRedis } from '../support/redis.js';
import { RunningProcess } from '../support/running-process.js';
import { until } from '../support/until.js';

const LOCK_MS = 700;
const WAIT_MS = 20_000;
const CALL = { kind: 'otp', phone: '0901888484', content: '686868', requestId: 'r-1' } as const;

let simulator: EsmsSimulator;
let redis: TestRedis;
let web: TestingModule;
let workers: RunningProcess[];

beforeEach(async () => {
  [simulator, redis] = await Promise.all([EsmsSimulator.start({ answerAfterMs: 100 }), openRedis()]);
  workers = [];
  const imports = [
    EsmsVoiceModule.forRoot({
      apiKey: simulator.apiKey,
      secretKey: simulator.secretKey,
      restUrl: simulator.restUrl,
      dataKeys: [{ id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' }],
      journal: new RedisCallJournal({ client: redis.client, keyPrefix: redis.prefix }),
      settlement: { intervalMs: 50, afterDeadlineMs: 0 },
    }),
    EsmsDispatchModule.forRoot({
      queue: new BullMqDispatchQueue({ client: redis.client, keyPrefix: redis.prefix }),
      work: false,
    }),
  ];
  web = await (await Test.createTestingModule({ imports }).compile()).init();
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await web.close();
  await Promise.all([simulator.stop(), redis.close()]);
});

async function startWorker(end = ''): Promise<RunningProcess> {
  const env = {
    REDIS_URL: redisUrl(),
    PREFIX: redis.prefix,
    ESMS_REST_URL: simulator.restUrl,
    LOCK_MS: String(LOCK_MS),
  };
  const worker = RunningProcess.start(['test/dispatch/lib/worker.mjs'], { ...env, END: end });
  workers.push(worker);
  await worker.printed(/ready/);
  return worker;
}

const dispatcher = (): EsmsDispatcher => web.get(EsmsDispatcher);
const callOf = (requestId: string) => web.get(EsmsVoiceService).getCall(requestId);
const reaches = (requestId: string, state: string) =>
  until(async () => (await callOf(requestId))?.state === state, WAIT_MS);
const placed = (requestId = 'r-1') => simulator.call(requestId)?.placed ?? 0;

describe('a worker that is killed', () => {
  it.each([
    ['between the journal and its request', 'before-send', 0],
    ['when the gateway has the call', 'after-send', 1],
  ])('%s leaves the call to another, and the phone rings once', async (_, end, ringsBefore) => {
    const dying = await startWorker(end);
    await dispatcher().enqueue(CALL);
    await dying.ended();
    expect(placed()).toBe(ringsBefore);
    expect(await callOf('r-1')).toMatchObject({ state: 'pending' });
    await startWorker();
    await reaches('r-1', 'accepted');
    expect(placed()).toBe(1);
    await until(async () => (await dispatcher().counts()).running === 0, WAIT_MS);
  });

  it('leaves a call that is past its deadline by then to settlement, and rings nobody', async () => {
    const dying = await startWorker('before-send');
    await dispatcher().enqueue(CALL, { deadline: new Date(Date.now() + 1_500) });
    await dying.ended();
    await sleep(1_500);
    await startWorker();
    await reaches('r-1', 'unknown');
    await until(async () => (await dispatcher().counts()).running === 0, WAIT_MS);
    expect(placed()).toBe(0);
  });
});

describe('a worker that stands still for longer than its lock', () => {
  it('finds its call taken over, undoes nothing, and the phone rings once', async () => {
    const still = await startWorker('stopped');
    await dispatcher().enqueue(CALL);
    await until(() => placed() === 1, WAIT_MS);
    await startWorker();
    await reaches('r-1', 'accepted');
    still.signal('SIGCONT');
    await sleep(300);
    expect(await callOf('r-1')).toMatchObject({ state: 'accepted' });
    expect(placed()).toBe(1);
    expect(await dispatcher().counts()).toMatchObject({ waiting: 0, delayed: 0, deadLetters: 0 });
  });
});

describe('calls in Redis', () => {
  it('are cancelled or placed, where both happen at once', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `r-${n}`);
    await startWorker();
    await dispatcher().pause();
    await dispatcher().enqueue(ids.map((requestId) => ({ ...CALL, requestId })));
    const resumed = dispatcher().resume();
    const cancels = await Promise.all(
      ids.map(async (requestId, n) => {
        await sleep(n * 2);
        return (await dispatcher().cancel(requestId)).cancelled;
      }),
    );
    await resumed;
    await until(async () => {
      const { waiting, delayed, running } = await dispatcher().counts();
      return waiting + delayed + running === 0;
    }, WAIT_MS);
    expect(ids.map((requestId) => placed(requestId))).toEqual(cancels.map((cancelled) => (cancelled ? 0 : 1)));
  });

  it('are ended within the stop of their worker, and the others left to the next one', async () => {
    const stopping = await startWorker();
    const ids = Array.from({ length: 300 }, (_, n) => `r-${n}`);
    await dispatcher().enqueue(
      ids.map((requestId) => ({ ...CALL, requestId })),
      { group: 'batch' },
    );
    await until(() => placed('r-20') === 1, WAIT_MS);
    const began = Date.now();
    expect(await stopping.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(9_000);
    expect(await dispatcher().counts()).toMatchObject({ running: 0, deadLetters: 0 });
    await startWorker();
    await until(async () => (await dispatcher().progress('batch')).states.accepted === 300, WAIT_MS);
    expect(simulator.calls().map((call) => call.placed)).toEqual(ids.map(() => 1));
  });
});
