import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { signToken } from '../../libs/esms-voice/src/callbacks/callback-token.js';
import { accept, GatewayServer } from '../support/gateway-server.js';
import { RunningProcess } from '../support/running-process.js';
import { scaled } from '../support/scale.js';
import { until } from '../support/until.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const KEY = 'stopped-stopped-stopped-stopped-0123';
const CALLS = 12;
const KILLS = scaled(3, 12);

let folder: string;
let running: RunningProcess | null = null;
let gateway: GatewayServer | null = null;

beforeEach(async () => (folder = await mkdtemp(`${root}.cache/stopped-`)));
afterEach(async () => {
  await running?.stop();
  running = null;
  await gateway?.stop();
  gateway = null;
  await rm(folder, { recursive: true, force: true });
});

const journal = (): string => `${folder}/journal.jsonl`;
const events = (): string => `${folder}/events.txt`;

/** Starts the application over the journal that the one before left; resolves to its URL. */
async function start(env: Record<string, string> = {}): Promise<string> {
  const files = { JOURNAL: journal(), EVENTS: events(), KEY, ESMS_REST_URL: 'http://127.0.0.1:9' };
  running = RunningProcess.start(['test/callbacks/lib/handling-app.mjs'], { ...files, ...env });
  await running.printed(/listening on \S+\n/);
  return /listening on (\S+)\n/.exec(running.output)![1]!;
}

/** Reports a call as the gateway does, with a good token. */
function report(url: string, requestId: string, query = 'SendStatus=5&SendSuccess=1&SendFailed=0'): Promise<Response> {
  const expiresAt = Math.ceil(Date.now() / 1000) + 60;
  const token = signToken({ id: 'k1', secret: KEY }, { account: 'default', requestId, expiresAt });
  const signal = AbortSignal.timeout(10_000);
  return fetch(`${url}/webhooks/esms/${token}?SMSID=sms-${requestId}&${query}`, { signal });
}

const handled = (): string[] => (existsSync(events()) ? readFileSync(events(), 'utf8').trim().split('\n') : []);

describe('an application that is killed between storing a callback and handling it', () => {
  it('loses no event: the next process handles them, under the same ids', async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const url = await start({ HANDLE_MS: '100' });
      const known = acknowledged.length;
      const calls = Array.from({ length: CALLS }, (_, index) => `call-${kill}-${index}`);
      // Killed while the callbacks come in: some are answered, some are being handled, some are neither.
      const reports = calls.map(async (requestId, index) => {
        await sleep(index * 8);
        const { status } = await report(url, requestId);
        if (status === 200) acknowledged.push(requestId);
      });
      await until(() => acknowledged.length > known + (kill % CALLS), 20_000);
      await running!.kill();
      await Promise.allSettled(reports);
    }
    const before = new Set(handled());
    await start();
    const expected = acknowledged.map((requestId) => `default/${requestId}/1 delivered`);
    await until(() => expected.every((line) => handled().includes(line)), 10_000);
    // The kills came in time: there was something left to do.
    expect(expected.some((line) => !before.has(line))).toBe(true);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
  }, 120_000);
});

describe('an application that is asked to stop', () => {
  it('answers what is in flight and lets handlers end, then exits within 10 s', async () => {
    const answers: (() => void)[] = [];
    gateway = await GatewayServer.start((response, count, request) => {
      answers.push(() => accept(response, count, request));
    });
    const url = await start({ HANDLE_MS: '1500', STORE_MS: '300', ESMS_REST_URL: gateway.url });
    expect((await report(url, 'handled')).status).toBe(200);
    const placed = fetch(`${url}/place`, { method: 'POST' });
    await until(() => answers.length === 1);
    const inFlight = report(url, 'in-flight');
    await sleep(100);
    const stoppedAt = Date.now();
    const stopped = running!.stop();
    setTimeout(() => answers[0]!(), 1_000);
    expect((await inFlight).status).toBe(200);
    expect((await placed).status).toBe(201);
    await stopped;
    expect(Date.now() - stoppedAt).toBeLessThan(10_000);
    expect(handled()).toContain('default/handled/1 delivered');
    expect(handled()).toContain('default/in-flight/1 delivered');
  }, 60_000);
});
