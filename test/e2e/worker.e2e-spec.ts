import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { freePort } from '../support/free-port.js';
import { redisUrlUnder } from '../support/journals.js';
import { DEMO_HEADERS, liveSettings } from '../support/live-settings.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { RunningProcess } from '../support/running-process.js';
import { until } from '../support/until.js';

const WAIT_MS = 20_000;

let gateway: EsmsSimulator;
let redis: TestRedis;
let running: RunningProcess[];
let env: Record<string, string>;
let url: string;

beforeEach(async () => {
  [gateway, redis] = await Promise.all([EsmsSimulator.start({ answerAfterMs: 100, balance: 1e12 }), openRedis()]);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  running = [];
  env = {
    PORT: String(port),
    ...liveSettings(gateway, url),
    REDIS_URL: redisUrlUnder(redis.prefix),
    DISPATCH_LOCK_MS: '1000',
  };
});

afterEach(async () => {
  await Promise.all(running.map((process) => process.stop()));
  await gateway.stop();
  await redis.close();
});

async function start(role: 'demo' | 'worker', more: Record<string, string> = {}): Promise<RunningProcess> {
  const process = RunningProcess.start(['scripts/start.mjs', role], { ...env, ...more });
  running.push(process);
  await process.printed(/is ready/);
  return process;
}

/** How far the batch is, as the web process tells it. */
async function progressOf(batchId: string): Promise<{ total: number; states: Record<string, number> }> {
  const reply = await fetch(`${url}/batches/${batchId}`, { headers: DEMO_HEADERS });
  return (await reply.json()) as { total: number; states: Record<string, number> };
}

/** All of its calls have come to this state. */
const isAll = async (state: string, batchId: string): Promise<boolean> => {
  const { total, states } = await progressOf(batchId);
  return states[state] === total;
};

function post(batchId: string, count: number): Promise<Response> {
  const calls = Array.from({ length: count }, (_, n) => ({ phone: `090${1_000 + n}484`, code: '686868' }));
  return fetch(`${url}/batches`, { method: 'POST', headers: DEMO_HEADERS, body: JSON.stringify({ batchId, calls }) });
}

it('a web process takes calls on, a worker places them, and their reports reach the web process', async () => {
  await start('demo', { DISPATCH_WORK: 'false' });
  expect((await post('b-1', 30)).status).toBe(202);
  await until(() => isAll('queued', 'b-1'), WAIT_MS);
  expect(gateway.calls()).toEqual([]);

  const workerPort = await freePort();
  const worker = await start('worker', { WORKER_PORT: String(workerPort) });
  await until(() => isAll('delivered', 'b-1'), WAIT_MS);
  expect(gateway.calls().map(({ placed }) => placed)).toEqual(Array.from({ length: 30 }, () => 1));

  const health = await fetch(`http://127.0.0.1:${workerPort}/health`);
  expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok', dispatch: { status: 'ok' } }]);
  expect((await fetch(`http://127.0.0.1:${workerPort}/calls`)).status).toBe(404);
  expect(await worker.stop()).not.toBe(1);
  expect(worker.output).not.toMatch(/canary|simulator"|686868/);
}, 90_000);

it('a batch whose web process is killed is queued by another, and every call rings once', async () => {
  const dying = await start('demo', { DISPATCH_WORK: 'false' });
  expect((await post('b-1', 3_000)).status).toBe(202);
  await dying.kill();
  await start('demo');
  await until(() => isAll('delivered', 'b-1'), 60_000);
  expect(gateway.calls().filter(({ placed }) => placed !== 1)).toEqual([]);
  expect(gateway.calls()).toHaveLength(3_000);
}, 120_000);

it('a worker says what it lacks, and does not start', async () => {
  const process = RunningProcess.start(['scripts/start.mjs', 'worker'], { LOG_LEVEL: 'silent' });
  expect(await process.ended()).toBe(1);
  expect(process.output).toMatch(/REDIS_URL is missing: .*\n- ESMS_API_KEY and ESMS_SECRET_KEY are missing: /);
}, 60_000);
