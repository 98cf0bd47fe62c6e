import { afterEach, describe, expect, it } from '@jest/globals';
import { CallbackReceiver, stayMute } from '../../../../../test/support/callback-receiver.js';
import { placeOtp, postJson } from '../../../../../test/support/place-otp.js';
import { until } from '../../../../../test/support/until.js';
import { EsmsSimulator, type EsmsSimulatorOptions, SimulatorClock } from './index.js';

const opened: { stop(): Promise<void> }[] = [];

async function start(options?: EsmsSimulatorOptions): Promise<EsmsSimulator> {
  const simulator = await EsmsSimulator.start(options);
  opened.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

describe('EsmsSimulator', () => {
  it('listens on a free port of loopback and says how to reach it', async () => {
    const simulator = await start();
    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(simulator).toMatchObject({
      restUrl: `${simulator.url}/MainService.svc/json`,
      voiceUrl: `${simulator.url}/MainService.svc/json`,
      apiKey: 'simulator',
      secretKey: 'simulator',
      balance: 1_000_000,
    });
    expect(simulator.seed).toEqual(expect.any(Number));
  });

  it('takes its own keys and no others', async () => {
    const simulator = await start({ apiKey: 'one', secretKey: 'two' });
    expect(await placeOtp(simulator)).toMatchObject({ CodeResult: '100' });
    const stranger = { restUrl: simulator.restUrl, apiKey: 'simulator', secretKey: 'simulator' };
    expect(await placeOtp(stranger)).toMatchObject({ CodeResult: '101' });
  });

  it('gives the same ids for the same seed', async () => {
    const [one, two] = [await start({ seed: 42 }), await start({ seed: 42 })];
    const ids = [await placeOtp(one), await placeOtp(two)].map(({ SMSID }) => SMSID);
    expect(ids[0]).toBe(ids[1]);
    expect((await placeOtp(one)).SMSID).not.toBe(ids[0]);
  });

  it('runs calls by real time', async () => {
    const simulator = await start({ answerAfterMs: 40 });
    await placeOtp(simulator, { RequestId: 'a' });
    await until(() => simulator.call('a')?.state === 'dialing');
    await until(() => simulator.call('a')?.state === 'delivered');
    expect(simulator.balance).toBe(1_000_000 - 850);
  });

  it('rings once for fifty requests with one id at a time', async () => {
    const simulator = await start({ answerAfterMs: 0 });
    const replies = await Promise.all(Array.from({ length: 50 }, () => placeOtp(simulator, { RequestId: 'a' })));
    expect(replies.filter(({ CodeResult }) => CodeResult === '100')).toHaveLength(1);
    expect(replies.filter(({ CodeResult }) => CodeResult === '124')).toHaveLength(49);
    await until(() => simulator.call('a')?.state === 'delivered');
    expect(simulator.call('a')).toMatchObject({ placed: 1, dials: 1 });
  });

  it('holds as many calls as it is told to', async () => {
    const simulator = await start({ maxCalls: 2 });
    for (const RequestId of ['a', 'b', 'c']) await placeOtp(simulator, { RequestId, Sandbox: 1 });
    expect(simulator.calls().map(({ requestId }) => requestId)).toEqual(['b', 'c']);
  });

  it('answers HTML where it has no function or another method', async () => {
    const { restUrl } = await start();
    const unknown = await fetch(`${restUrl}/NoSuchFunction`, { method: 'POST', body: '{}' });
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await unknown.text()).toContain('Endpoint not found.');
    const wrong = await fetch(`${restUrl}/SendMultipleMessage_V4_post_json/`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await wrong.text()).toContain('Method not allowed.');
  });

  it('shares an injected clock without taking the timers of others', async () => {
    const clock = new SimulatorClock(() => Date.UTC(2026, 0, 1));
    const [one, two] = [await start({ clock }), await start({ clock })];
    await placeOtp(one, { RequestId: 'a' });
    await placeOtp(two, { RequestId: 'a' });
    await one.stop();
    clock.advance(1_500);
    expect(one.call('a')?.state).not.toBe('delivered');
    expect(two.call('a')?.state).toBe('delivered');
    expect(two.call('a')?.createdAt).toBe('2026-01-01T00:00:00.000Z');
  });

  it('refuses to start with bad options or on a port that is taken', async () => {
    await expect(start({ port: -1, maxCalls: 0 })).rejects.toThrow(/port must .*; maxCalls must /);
    const { url } = await start();
    await expect(start({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });
});

describe('reset', () => {
  it('in the middle of a ringing call lets it neither end nor report', async () => {
    const receiver = await CallbackReceiver.start();
    opened.push(receiver);
    const simulator = await start();
    await placeOtp(simulator, { RequestId: 'a', CallbackUrl: receiver.url });
    await until(() => simulator.call('a')?.state === 'dialing');
    simulator.reset();
    simulator.advanceClock(60_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([simulator.calls(), simulator.balance, receiver.urls]).toEqual([[], 1_000_000, []]);
    expect(await placeOtp(simulator, { RequestId: 'a' })).toMatchObject({ CodeResult: '100' });
  });
});

describe('stop', () => {
  it('in the middle of a ringing call and a callback ends both, at once, and twice is no harm', async () => {
    const receiver = await CallbackReceiver.start(stayMute);
    opened.push(receiver);
    const simulator = await start();
    await placeOtp(simulator, { RequestId: 'reports', CallbackUrl: receiver.url });
    simulator.advanceClock(1_500);
    await placeOtp(simulator, { RequestId: 'rings', CallbackUrl: receiver.url });
    await until(() => receiver.urls.length === 1 && simulator.call('rings')?.state === 'dialing');
    const before = Date.now();
    await Promise.all([simulator.stop(), simulator.stop()]);
    expect(Date.now() - before).toBeLessThan(1_000);
    simulator.advanceClock(60_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(simulator.call('rings')).toMatchObject({ state: 'dialing', callbacks: [] });
    expect([simulator.call('reports')?.callbacks, receiver.urls.length]).toEqual([[], 1]);
    await expect(postJson(simulator.url, {})).rejects.toThrow('fetch failed');
  });
});
