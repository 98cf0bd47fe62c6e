import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { RunningDemo, type Reply } from '../support/demo.js';
import { redisUrlUnder } from '../support/journals.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { spokenCode } from '../support/spoken-code.js';

const API_KEY = 'demo-key-for-tests';
const newKey = (): string => `k1:${randomBytes(32).toString('base64url')}`;

let phones = 0;
const newPhone = (): string => `0901${String(888_400 + phones++)}`;

/** `one` and `other` are two processes behind one balancer; in memory they are the same one. */
describe.each(['in memory', 'on Redis'])('verifications of the demo %s', (where) => {
  let gateway: EsmsSimulator;
  let redis: TestRedis;
  let one: RunningDemo;
  let other: RunningDemo;

  beforeAll(async () => {
    gateway = await EsmsSimulator.start();
    redis = await openRedis();
    const env = {
      ESMS_API_KEY: gateway.apiKey,
      ESMS_SECRET_KEY: gateway.secretKey,
      ESMS_REST_URL: gateway.restUrl,
      PUBLIC_URL: 'none',
      CALLBACK_KEYS: newKey(),
      DATA_KEYS: newKey(),
      DEMO_API_KEY: API_KEY,
      ...(where === 'on Redis' && { REDIS_URL: redisUrlUnder(redis.prefix) }),
    };
    one = await RunningDemo.start(env);
    other = where === 'on Redis' ? await RunningDemo.start(env) : one;
  });

  afterAll(async () => {
    await one.stop();
    if (other !== one) await other.stop();
    await gateway.stop();
    await redis.close();
  });

  const headers = { 'x-api-key': API_KEY };
  const start = (demo: RunningDemo, body: object): Promise<Reply> => demo.post('/verifications', body, headers);
  const check = (demo: RunningDemo, id: unknown, code: string): Promise<Reply> =>
    demo.post(`/verifications/${String(id)}/check`, { code }, headers);
  const callsTo = (phone: string): { content: string }[] => gateway.calls().filter((call) => call.phone === phone);
  const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');

  it('rings once for two starts, and takes the code that was spoken once', async () => {
    const phone = newPhone();
    const started = await start(one, { phone });
    expect(started).toMatchObject({ status: 201, body: { callsLeft: 2, attemptsLeft: 5, status: 'pending' } });
    const { verificationId, expiresAt, nextCallAt } = started.body;
    expect(Date.parse(String(expiresAt)) - Date.now()).toBeLessThanOrEqual(180_000);
    expect(Date.parse(String(nextCallAt)) - Date.now()).toBeLessThanOrEqual(60_000);
    expect(JSON.stringify(started.body)).not.toContain(phone);

    const again = await start(other, { phone: `+84 ${phone.slice(1)}` });
    expect(again).toMatchObject({ status: 200, body: { verificationId, nextCallAt, called: false } });
    expect(callsTo(phone)).toHaveLength(1);

    const code = spokenCode(callsTo(phone)[0]!.content);
    expect(await check(other, verificationId, wrong(code))).toMatchObject({
      status: 200,
      body: { status: 'pending', attemptsLeft: 4 },
    });
    const checks = await Promise.all(
      Array.from({ length: 10 }, (_, i) => check(i % 2 ? one : other, verificationId, code)),
    );
    expect(checks.filter(({ status }) => status === 200)).toMatchObject([{ body: { status: 'approved' } }]);
    expect(checks.filter(({ status }) => status === 404)).toHaveLength(9);
  });

  it('locks at the fifth wrong code, for the right one too', async () => {
    const phone = newPhone();
    const { body } = await start(one, { phone });
    const code = spokenCode(callsTo(phone)[0]!.content);
    const statuses = [];
    for (const demo of [one, other, one, other, one]) {
      statuses.push((await check(demo, body['verificationId'], wrong(code))).body);
    }
    expect(statuses.map(({ status, attemptsLeft }) => `${String(status)} ${String(attemptsLeft)}`)).toEqual([
      'pending 4',
      'pending 3',
      'pending 2',
      'pending 1',
      'locked 0',
    ]);
    expect((await check(other, body['verificationId'], code)).body).toEqual({ status: 'locked', attemptsLeft: 0 });
  });

  it('cancels: the code is good for nothing, and the pause holds', async () => {
    const phone = newPhone();
    const { body } = await start(one, { phone, purpose: 'payment' });
    const code = spokenCode(callsTo(phone)[0]!.content);
    const id = String(body['verificationId']);
    expect((await other.fetch(`/verifications/${id}`, { method: 'DELETE', headers })).status).toBe(204);
    expect(await check(one, id, code)).toMatchObject({ status: 404, body: { code: 'VERIFICATION_NOT_FOUND' } });
    const refused = await start(other, { phone, purpose: 'payment' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'VERIFICATION_LIMITED' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(callsTo(phone)).toHaveLength(1);
  });

  it('names every problem of a body, and guesses nothing', async () => {
    const bad = await start(one, { phone: '123', purpose: 'with spaces', ip: '1.2.3.4' });
    expect(bad).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(bad.body['message']).toHaveLength(3);
    const { body } = await start(one, { phone: newPhone() });
    expect(await check(one, body['verificationId'], '12 34')).toMatchObject({ status: 200, body: { attemptsLeft: 4 } });
    expect(await check(one, body['verificationId'], 'abcdef')).toMatchObject({ status: 400 });
    expect(await check(one, 'no-such-id', '123456')).toMatchObject({ status: 404 });
    expect((await one.get(`/verifications/${String(body['verificationId'])}`, headers)).body).toMatchObject({
      attemptsLeft: 4,
      call: { state: 'accepted' },
    });
  });

  it('counts nothing for a number that the gateway refuses', async () => {
    const refused = await start(one, { phone: '0901888108' });
    expect(refused).toMatchObject({ status: 422, body: { gatewayCode: '108' } });
    expect(await start(other, { phone: '0901888108' })).toMatchObject({ status: 422 });
  });

  it('has a health that tells of its store', async () => {
    const { body } = await one.get('/health');
    expect(body).toMatchObject({ status: 'ok', verification: { status: 'ok', testNumbers: 0 } });
  });
});
