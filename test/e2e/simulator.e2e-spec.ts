import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { RunningDemo } from '../support/demo.js';
import { freePort } from '../support/free-port.js';
import { DEMO_HEADERS, liveSettings } from '../support/live-settings.js';
import { until } from '../support/until.js';

type Calls = Record<string, unknown>[];

describe('/simulator of a demo with the bundled simulator', () => {
  let demo: RunningDemo;

  beforeAll(async () => {
    demo = await RunningDemo.start({ ESMS_TIMEOUT_MS: '400', ESMS_DEADLINE_MS: '5000' });
  });

  afterAll(() => demo.stop());
  afterEach(() => demo.fetch('/simulator/reset', { method: 'POST' }));

  const place = (requestId: string, phone = '0901888484') =>
    demo.placeOtpCall({ phone, content: 'Mã của bạn là 686868', requestId });
  const wall = async (query = ''): Promise<Calls> =>
    (await demo.get(`/simulator/calls${query}`)).body['calls'] as Calls;
  const fault = (preset: string, share = 1, forSeconds = 60) =>
    demo.post('/simulator/faults', { preset, share, forSeconds });

  it('shows each phone: ringing, answered with what it speaks, or silent', async () => {
    await place('w-1');
    expect(await wall()).toMatchObject([{ requestId: 'w-1', state: 'ringing', rings: 1 }]);
    await place('w-2', '0901888001');
    await place('w-3', '0901888002');
    await place('w-4', '0901888103');
    for (const [id, state] of Object.entries({ 'w-1': 'delivered', 'w-2': 'undelivered', 'w-3': 'undelivered' }))
      await demo.waitFor(id, state);
    const calls = await wall();
    expect(calls.map(({ requestId, state, rings }) => [requestId, state, rings])).toEqual([
      ['w-4', 'rejected', 0],
      ['w-3', 'failed', 1],
      ['w-2', 'no-answer', 1],
      ['w-1', 'answered', 1],
    ]);
    const { callId, at, ...rest } = calls.at(-1)!;
    expect(rest).toEqual({
      requestId: 'w-1',
      phone: '090****484',
      kind: 'otp',
      state: 'answered',
      spoken: 'Mã của bạn là 686868',
      rings: 1,
    });
    expect([typeof callId, typeof at]).toEqual(['string', 'string']);
    expect(await wall('?limit=1')).toHaveLength(1);
    expect((await demo.get('/simulator/calls?limit=0')).status).toBe(400);
  });

  it('breaks the gateway for a while, and each phone rings once all the same', async () => {
    expect(await fault('lost-replies')).toMatchObject({ status: 201, body: { preset: 'lost-replies', share: 1 } });
    await fault('lost-callbacks');
    expect((await place('f-1')).status).toBe(504);
    expect((await wall())[0]).toMatchObject({ requestId: 'f-1', rings: 1 });
    expect((await demo.get('/simulator/faults')).body).toMatchObject({
      active: [
        { preset: 'lost-replies', share: 1 },
        { preset: 'lost-callbacks', share: 1 },
      ],
    });
    expect((await demo.fetch('/simulator/faults', { method: 'DELETE' })).status).toBe(204);
    expect((await demo.get('/simulator/faults')).body).toEqual({ active: [] });
    expect((await place('f-2')).status).toBe(201);
    expect((await wall()).every(({ rings }) => rings === 1)).toBe(true);
  });

  it('ends a preset by itself, and takes one in the place of the same', async () => {
    await fault('too-many', 1, 60);
    await fault('too-many', 0.5, 1);
    expect((await demo.get('/simulator/faults')).body).toMatchObject({ active: [{ preset: 'too-many', share: 0.5 }] });
    await until(async () => ((await demo.get('/simulator/faults')).body['active'] as Calls).length === 0);
    expect((await place('e-1')).status).toBe(201);
  });

  it.each(['resets', 'slow', 'server-errors', 'garbage', 'too-many'])('keeps ring-once under %s', async (preset) => {
    await fault(preset);
    // One that comes before the last attempt has ended would say how the call stands.
    await fault('lost-callbacks');
    expect([502, 503, 504]).toContain((await place(`p-${preset}`)).status);
    expect((await wall()).every(({ rings }) => Number(rings) <= 1)).toBe(true);
  });

  it('names every problem of a fault', async () => {
    const reply = await demo.post('/simulator/faults', { preset: 'war', share: 0, forSeconds: 601 });
    expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    const fields = (reply.body['message'] as string[]).map((line) => line.split(' ')[0]);
    expect(fields).toEqual(['preset', 'share', 'forSeconds']);
  });
});

it('there is no /simulator where the gateway is live', async () => {
  const gateway = await EsmsSimulator.start();
  const port = await freePort();
  const demo = await RunningDemo.start({ ...liveSettings(gateway, `http://127.0.0.1:${port}`), PORT: String(port) });
  const body = JSON.stringify({ preset: 'slow', share: 1, forSeconds: 1 });
  for (const [method, path] of [
    ['GET', 'calls'],
    ['GET', 'faults'],
    ['POST', 'faults'],
    ['DELETE', 'faults'],
    ['POST', 'reset'],
  ] as const) {
    const init = { method, headers: DEMO_HEADERS, ...(path === 'faults' && method === 'POST' && { body }) };
    if (init.body === undefined) init.headers = { 'x-api-key': DEMO_HEADERS['x-api-key'] } as typeof DEMO_HEADERS;
    expect([method, path, (await demo.fetch(`/simulator/${path}`, init)).status]).toEqual([method, path, 404]);
  }
  await demo.stop();
  await gateway.stop();
});
