import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RunningDemo } from '../support/demo.js';

const KEY = 'a-key-of-the-demo';
const BURST = 2_000;

describe('the limits of the demo', () => {
  let demo: RunningDemo;
  let agent: Agent;

  beforeEach(async () => {
    demo = await RunningDemo.start({ DEMO_API_KEY: KEY });
    agent = new Agent({ keepAlive: true, maxSockets: 50 });
  });

  afterEach(async () => {
    agent.destroy();
    await demo.stop();
  });

  /** The status of one answer. */
  const statusOf = (path: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const outgoing = request(demo.url + path, { agent, headers }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode!));
      });
      outgoing.once('error', reject).end();
    });

  /** How many answers had each status; and for how many of them the rate alone made room meanwhile. */
  async function burst(path: string, count: number, headers: Record<string, string> = {}) {
    const began = Date.now();
    const statuses = await Promise.all(Array.from({ length: count }, () => statusOf(path, headers)));
    const refused = statuses.filter((status) => status === 429).length;
    return { statuses: new Set(statuses), passed: count - refused, room: (500 * (Date.now() - began)) / 1_000 };
  }

  it('lets a burst of 2,000 pass, and then 500 a second: with the key, and apart from it by IP', async () => {
    const { passed, room } = await burst('/console/settings', BURST + 2_000);
    expect(passed).toBeGreaterThanOrEqual(BURST);
    expect(passed).toBeLessThanOrEqual(BURST + room + 1);
    const refused = await demo.get('/console/settings', { 'x-api-key': 'a wrong key' });
    if (refused.status === 429) {
      expect(refused.body).toMatchObject({ statusCode: 429, error: 'Too Many Requests', code: 'TOO_MANY_REQUESTS' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(refused.headers.get('content-security-policy')).not.toBeNull();
    }
    expect((await demo.get('/calls', { 'x-api-key': KEY })).status).toBe(200);
  }, 60_000);

  it.each([
    ['/webhooks/esms/x', 403],
    ['/health', 200],
  ])(
    'has none at %s',
    async (path, status) => {
      expect((await burst(path, BURST + 1_000)).statuses).toEqual(new Set([status]));
    },
    60_000,
  );
});

describe('errors of the demo', () => {
  let demo: RunningDemo;

  beforeEach(async () => {
    demo = await RunningDemo.start();
  });

  afterEach(() => demo.stop());

  const json = { 'content-type': 'application/json' };
  it.each([
    ['GET', '/nowhere', 404, {}, undefined],
    ['PUT', '/calls/otp', 404, json, '{}'],
    ['POST', '/calls/otp', 415, { 'content-type': 'application/xml' }, '<x/>'],
    ['POST', '/calls/otp', 413, json, JSON.stringify('x'.repeat(2 ** 21))],
    ['POST', '/calls/otp', 400, json, '{'],
    ['POST', '/calls/otp', 400, json, '[]'],
    ['POST', '/calls/otp', 400, json, 'null'],
    ['POST', '/calls/otp', 400, {}, undefined],
    ['GET', `/calls/${'x'.repeat(300)}`, 414, {}, undefined],
    ['GET', '/%zz', 400, {}, undefined],
  ])('%s %s is %i, in Nest’s shape and without a stack', async (method, path, status, headers, body) => {
    const reply = await demo.fetch(path, { method, headers: headers as Record<string, string>, ...(body && { body }) });
    expect(reply).toMatchObject({
      status,
      body: { statusCode: status, error: expect.any(String), code: expect.any(String) },
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/\.[jt]s:\d|node_modules|"stack"/);
  });
});
