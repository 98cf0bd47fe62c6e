import { describe, expect, it } from '@jest/globals';
import { RunningDemo } from '../support/demo.js';
import { redisUrlUnder } from '../support/journals.js';
import { openRedis } from '../support/redis.js';
import { until } from '../support/until.js';

const states = async (demo: RunningDemo) => (await demo.get('/stats')).body['states'] as Record<string, number>;

/** Two calls, one answered; resolves when the demo counts both as ended. */
async function placeTwo(demo: RunningDemo): Promise<void> {
  for (const phone of ['0901888484', '0981888001'])
    expect((await demo.placeOtpCall({ phone, code: '1234' })).status).toBe(201);
  await until(async () => {
    const { delivered, undelivered } = await states(demo);
    return delivered === 1 && undelivered === 1;
  }, 10_000);
}

describe('GET /stats', () => {
  it('tells of calls by state, by hour and by carrier', async () => {
    const demo = await RunningDemo.start();
    await placeTwo(demo);
    const { body } = await demo.get('/stats');
    expect(Object.keys(body)).toEqual(['since', 'states', 'hours', 'carriers']);
    expect(body['states']).toMatchObject({ queued: 0, pending: 0, accepted: 0, delivered: 1, undelivered: 1 });
    const hours = body['hours'] as Record<string, unknown>[];
    expect(hours).toHaveLength(24);
    expect(Object.keys(hours[0]!)).toEqual([
      'hour',
      'placed',
      'delivered',
      'undelivered',
      'rejected',
      'unknown',
      'costVnd',
    ]);
    expect(hours.reduce((sum, { costVnd }) => sum + Number(costVnd), 0)).toBe(850);
    expect(body['carriers']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ carrier: 'viettel', answered: 0, unanswered: 1, answerRate: 0 }),
      ]),
    );
    await demo.stop();
  });

  it('sees the calls of all processes that share Redis, those from before its start too', async () => {
    const redis = await openRedis();
    const env = { REDIS_URL: redisUrlUnder(redis.prefix) };
    const [one, other] = [await RunningDemo.start(env), await RunningDemo.start(env)];
    await placeTwo(one);
    await until(async () => (await states(other))['delivered'] === 1);
    const late = await RunningDemo.start(env);
    await until(async () => (await states(late))['delivered'] === 1);
    expect(await states(late)).toEqual(await states(one));
    await Promise.all([one, other, late].map((demo) => demo.stop()));
    await redis.close();
  });
});
