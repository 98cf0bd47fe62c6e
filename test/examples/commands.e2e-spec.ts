import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { freePort } from '../support/free-port.js';
import { redisUrlUnder } from '../support/journals.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { scaled } from '../support/scale.js';
import { until } from '../support/until.js';
import { recipeSettings } from './lib/recipe.js';

const WAIT_MS = 90_000;
const phone = '0901888484';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** A request that each recipe answers once its command has started it. */
const RECIPES: readonly (readonly [name: string, path: string, body: object, status: number])[] = [
  ['voice-after-sms', '/codes', { phone }, 201],
  ['login-with-voice-otp', '/auth/register', { email: 'a@example.com', password: 'a-good-password', phone }, 201],
  ['better-auth-phone', '/api/auth/phone-number/send-otp', { phoneNumber: '+84901888484' }, 200],
  ['campaign-from-csv', '/do-not-call', { phone }, 204],
  ['hybrid-with-worker', '/calls', { phone, content: '686868' }, 202],
];

let gateway: EsmsSimulator;
let redis: TestRedis;
let child: ChildProcess;

beforeEach(async () => {
  [gateway, redis] = await Promise.all([EsmsSimulator.start(), openRedis()]);
});

afterEach(async () => {
  if (child.exitCode === null) {
    // npm hands no signal on to what its shell has started: the group is what a terminal would interrupt.
    process.kill(-child.pid!, 'SIGTERM');
    await once(child, 'exit');
  }
  await gateway.stop();
  await redis.close();
});

it.each(RECIPES.slice(0, scaled(1, RECIPES.length)))(
  '`npm start -w examples/%s` starts it',
  async (name, path, body, status) => {
    const port = await freePort();
    const env = { ...process.env, ...recipeSettings(gateway, port), REDIS_URL: redisUrlUnder(redis.prefix) };
    child = spawn('npm', ['start', '-w', `examples/${name}`], { cwd: root, env, detached: true, stdio: 'ignore' });
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    let answered: number | null = null;
    await until(async () => {
      answered = await fetch(`http://127.0.0.1:${port}${path}`, request).then(
        (reply) => reply.status,
        () => null,
      );
      return answered !== null || child.exitCode !== null;
    }, WAIT_MS);
    expect(answered).toBe(status);
  },
  WAIT_MS + 10_000,
);
