import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { redisUrlUnder } from '../support/journals.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { runCommand } from '../support/run-command.js';
import { RunningProcess } from '../support/running-process.js';
import { until } from '../support/until.js';
import { recipeSettings } from './lib/recipe.js';

const RECIPE = 'examples/hybrid-with-worker';
const WAIT_MS = 30_000;
const root = fileURLToPath(new URL('../../', import.meta.url));

let gateway: EsmsSimulator;
let redis: TestRedis;
let env: Record<string, string>;
let url: string;
let running: RunningProcess[];

beforeAll(async () => {
  const options = { cwd: root, timeoutMs: 120_000 };
  const built = await runCommand(process.execPath, ['node_modules/typescript/bin/tsc', '--build', RECIPE], options);
  expect(built).toEqual({ code: 0, output: '' });
}, 120_000);

beforeEach(async () => {
  [gateway, redis] = await Promise.all([EsmsSimulator.start({ answerAfterMs: 100 }), openRedis()]);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  env = { ...recipeSettings(gateway, port), REDIS_URL: redisUrlUnder(redis.prefix) };
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((process) => process.kill()));
  await gateway.stop();
  await redis.close();
});

async function start(role: 'web' | 'worker'): Promise<RunningProcess> {
  const process = RunningProcess.start([`${RECIPE}/dist/${role}.js`], env);
  running.push(process);
  await process.printed(/is ready/);
  return process;
}

async function queue(requestId: string): Promise<unknown> {
  const reply = await fetch(`${url}/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: '0901888484', content: '686868', requestId }),
  });
  return [reply.status, await reply.json()];
}

const stateOf = async (requestId: string): Promise<unknown> =>
  ((await (await fetch(`${url}/calls/${requestId}`)).json()) as { state: string }).state;

/** What a page that looks on has been told. */
async function watch(): Promise<{ text: string }> {
  const told = { text: '' };
  const { body } = await fetch(`${url}/calls/moves/live`);
  const chunks = body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
  void (async () => {
    for await (const chunk of chunks) told.text += chunk;
  })().catch(() => undefined);
  return told;
}

it('the web process queues, the worker apart places, and whoever looks on at the web process hears of both', async () => {
  const web = await start('web');
  const told = await watch();
  expect(await queue('r-1')).toEqual([202, { requestId: 'r-1', state: 'queued', result: 'queued' }]);
  expect(await stateOf('r-1')).toBe('queued');
  expect(gateway.calls()).toEqual([]);

  await start('worker');
  await until(async () => (await stateOf('r-1')) === 'delivered', WAIT_MS);
  await until(() => gateway.calls()[0]!.callbacks.length > 0, WAIT_MS);
  expect(gateway.calls()).toMatchObject([{ requestId: 'r-1', placed: 1, callbacks: [{ status: 200 }] }]);
  const moves = ['accepted', 'delivered'].map((state) => JSON.stringify({ requestId: 'r-1', state }));
  await until(() => moves.every((move) => told.text.includes(move)), WAIT_MS);

  expect(await queue('r-1')).toEqual([409, expect.objectContaining({ state: 'delivered' })]);
  expect(gateway.calls()).toHaveLength(1);

  // A page that looks on keeps no process from stopping.
  let hasStopped = false;
  void web.stop().then(() => (hasStopped = true));
  await until(() => hasStopped, WAIT_MS);
}, 90_000);
