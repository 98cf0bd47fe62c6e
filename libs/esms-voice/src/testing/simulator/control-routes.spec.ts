import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placeOtp, postJson } from '../../../../../test/support/place-otp.js';
import { EsmsSimulator } from './index.js';

let simulator: EsmsSimulator;

beforeEach(async () => {
  simulator = await EsmsSimulator.start();
});

afterEach(() => simulator.stop());

const control = (path: string, init?: RequestInit) => fetch(`${simulator.url}/_simulator/${path}`, init);
const read = async (path: string) => (await control(path)).json();

/** `fetch` does not let us write these headers ourselves. */
function statusWith(headers: Record<string, string>, path = '/_simulator/calls', method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${simulator.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}

describe('GET /_simulator/calls', () => {
  it('lists every call as the ledger has it', async () => {
    await placeOtp(simulator, { RequestId: 'a' });
    await placeOtp(simulator, { RequestId: 'b', Phone: '0901888099' });
    expect(await read('calls')).toEqual(simulator.calls());
    expect(await read('calls')).toMatchObject([
      { requestId: 'a', placed: 1 },
      { requestId: 'b', placed: 0 },
    ]);
  });

  it('picks one by its request id', async () => {
    await placeOtp(simulator, { RequestId: 'a b' });
    await placeOtp(simulator, { RequestId: 'c' });
    expect(await read('calls?requestId=a%20b')).toMatchObject([{ requestId: 'a b' }]);
    expect(await read('calls?requestId=none')).toEqual([]);
  });
});

describe('POST /_simulator/reset', () => {
  it('forgets every call', async () => {
    await placeOtp(simulator, { RequestId: 'a' });
    const response = await control('reset', { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([200, { reset: true }]);
    expect([simulator.calls(), simulator.balance]).toEqual([[], 1_000_000]);
  });
});

describe('POST /_simulator/clock', () => {
  it('moves time and answers with the new time', async () => {
    await placeOtp(simulator, { RequestId: 'a' });
    const { now } = await postJson(`${simulator.url}/_simulator/clock`, { advanceMs: 3_600_000 });
    expect(Math.abs(Date.parse(String(now)) - Date.now() - 3_600_000)).toBeLessThan(2_000);
    expect(simulator.call('a')).toMatchObject({ state: 'delivered', dials: 1 });
  });

  it.each(['', '{}', '[]', 'no', '{"advanceMs":"5"}', '{"advanceMs":-1}', '{"advanceMs":1e300}'])(
    'answers 400 with JSON to %p',
    async (body) => {
      const response = await control('clock', { method: 'POST', body });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: expect.stringContaining('advanceMs must be') });
    },
  );
});

describe('access to the control surface', () => {
  it.each(['evil.example', 'evil.example:4010', '10.0.0.1', '127.0.0.1.evil.example'])(
    'is refused under the name %p',
    async (host) => expect(await statusWith({ host })).toBe(403),
  );

  it.each(['localhost:1', '127.0.0.1', '[::1]:4010', 'LOCALHOST'])('is given under the name %p', async (host) => {
    expect(await statusWith({ host })).toBe(200);
  });

  it('is refused to pages of other origins, also when they post', async () => {
    await placeOtp(simulator, { RequestId: 'a' });
    for (const origin of ['https://evil.example', 'null']) {
      expect(await statusWith({ origin }, '/_simulator/reset', 'POST')).toBe(403);
    }
    expect(simulator.calls()).toHaveLength(1);
    expect(await statusWith({ origin: 'http://localhost:3000' }, '/_simulator/reset', 'POST')).toBe(200);
  });

  it('is given under the host it is bound to, and under the address that was reached', async () => {
    await simulator.stop();
    simulator = await EsmsSimulator.start({ host: '::' });
    expect(await statusWith({ host: '[::]:80' })).toBe(200);
    expect(await statusWith({ host: '[::1]' })).toBe(200);
    expect(await statusWith({ host: 'evil.example' })).toBe(403);
  });

  it('leaves the gateway functions open to any name', async () => {
    const path = '/MainService.svc/json/GetBalance_json';
    expect(await statusWith({ host: 'simulator:4010' }, path, 'POST')).toBe(200);
  });
});
