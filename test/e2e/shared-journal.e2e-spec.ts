import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { RunningDemo } from '../support/demo.js';
import { freePort } from '../support/free-port.js';
import { SHARED_JOURNALS, type JournalKind } from '../support/journals.js';
import { DEMO_HEADERS, liveSettings } from '../support/live-settings.js';
import { RunningProcess } from '../support/running-process.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

const CALL = { phone: '0901888484', code: '686868' };

/** A demo as a process of its own. */
interface Started {
  readonly url: string;
  readonly process: RunningProcess;
}

type OpenJournal = Awaited<ReturnType<JournalKind['open']>>;
const NAMES = SHARED_JOURNALS.map(({ name }) => name);

describe('demos that share a journal', () => {
  let journals: ReadonlyMap<string, OpenJournal>;
  let gateway: EsmsSimulator;
  const running: Started[] = [];

  beforeAll(async () => {
    journals = new Map(await Promise.all(SHARED_JOURNALS.map(async ({ name, open }) => [name, await open()] as const)));
    gateway = await EsmsSimulator.start({ answerAfterMs: 300 });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ process }) => process.stop()));
  });

  afterAll(async () => {
    await gateway.stop();
    await Promise.all([...journals.values()].map(({ close }) => close()));
  });

  const urlAt = (port: number): string => `http://127.0.0.1:${port}`;

  async function start({ setting, url }: OpenJournal, port: number, publicUrl: string): Promise<Started> {
    const process = RunningProcess.start(['scripts/start.mjs', 'demo'], {
      PORT: String(port),
      ...liveSettings(gateway, publicUrl),
      [setting]: url,
    });
    const started = { url: urlAt(port), process };
    running.push(started);
    await process.printed(/is ready/);
    return started;
  }

  async function place({ url }: Started, requestId: string): Promise<number> {
    const body = JSON.stringify({ ...CALL, requestId });
    return (await fetch(`${url}/calls/otp`, { method: 'POST', headers: DEMO_HEADERS, body })).status;
  }

  const read = async ({ url }: Started, path: string): Promise<Record<string, unknown>> =>
    (await (await fetch(url + path, { headers: DEMO_HEADERS })).json()) as Record<string, unknown>;

  /** The settler looks for due calls every 15 seconds, give or take. */
  async function untilDelivered(demo: Started, requestId: string): Promise<Record<string, unknown>> {
    const callNow = () => read(demo, `/calls/${requestId}`);
    await until(async () => (await callNow())['state'] === 'delivered', 40_000);
    return callNow();
  }

  it.each(NAMES)(
    'take a call at one, its callback at the other, and tell the same of it, on %s',
    async (name) => {
      const journal = journals.get(name)!;
      const requestId = `shared-on-${name}`;
      const ports = [await freePort(), await freePort()] as const;
      // They make the tables of an empty database both at once.
      const [first, second] = await Promise.all([
        start(journal, ports[0], urlAt(ports[1])),
        start(journal, ports[1], urlAt(ports[0])),
      ]);
      expect(first.process.output).toContain(`Journal: ${name} at ${new URL(journal.url).host}`);
      expect(await place(first, requestId)).toBe(201);
      expect(await place(second, requestId)).toBe(409);
      const call = await untilDelivered(first, requestId);
      expect(call['history']).toMatchObject([
        { state: 'pending', source: 'service' },
        { state: 'accepted', source: 'reply' },
        { state: 'delivered', source: 'callback' },
      ]);
      for (const path of [`/calls/${requestId}`, '/calls?state=delivered', '/calls']) {
        expect(await read(second, path)).toEqual(await read(first, path));
      }
    },
    120_000,
  );

  async function settleWhatIsLeft(journal: OpenJournal): Promise<void> {
    const id = `left-on-${journal.setting}`;
    const first = await start(journal, await freePort(), 'none');
    expect(await place(first, id)).toBe(201);
    await first.process.kill();
    await sleep(400);
    // As if the two minutes had passed in which nothing may be asked.
    await journal.makeDue(id);
    const again = await start(journal, await freePort(), 'none');
    const call = await untilDelivered(again, id);
    expect(call['history']).toMatchObject([
      { state: 'pending' },
      { state: 'accepted' },
      { state: 'delivered', source: 'status' },
    ]);
    expect(await again.process.stop()).toBe(0);
    expect(again.process.output).not.toMatch(/error/i);
  }

  // All at once: most of it is waiting for the settler.
  it(`settle the calls that a dead one has left, on ${NAMES.join(' and ')}`, async () => {
    await Promise.all([...journals.values()].map(settleWhatIsLeft));
  }, 120_000);

  it.each(NAMES)(
    'are unwell, and place nothing, while %s is away, and recover by themselves',
    async (name) => {
      const journal = journals.get(name)!;
      const proxy = await TcpProxy.start(journal.url);
      const demo = await RunningDemo.start({ [journal.setting]: proxy.url });
      expect(await demo.get('/health')).toMatchObject({ status: 200, body: { journal: { status: 'ok' } } });
      await proxy.cut();
      expect(await demo.get('/health')).toMatchObject({
        status: 503,
        body: { status: 'down', journal: { status: 'down' } },
      });
      const refused = await demo.placeOtpCall({ ...CALL, requestId: 'away-1' });
      expect(refused).toMatchObject({ status: 503, body: { code: 'JOURNAL_UNAVAILABLE' } });
      await proxy.mend();
      await until(async () => (await demo.get('/health')).status === 200);
      expect(await demo.placeOtpCall({ ...CALL, requestId: 'away-1' })).toMatchObject({ status: 201 });
      await demo.stop();
      await proxy.cut();
    },
    60_000,
  );
});
