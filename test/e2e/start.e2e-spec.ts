import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { freePort } from '../support/free-port.js';
import { RunningProcess } from '../support/running-process.js';

const START = ['scripts/start.mjs', 'demo'];

describe('npm start', () => {
  const running: RunningProcess[] = [];

  const start = (env: Record<string, string>): RunningProcess => {
    const started = RunningProcess.start(START, env);
    running.push(started);
    return started;
  };

  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
  });

  it('starts two at once, prints each URL when ready, and stops on SIGTERM', async () => {
    const ports = [await freePort(), await freePort()];
    const both = ports.map((port) => start({ PORT: String(port) }));
    await Promise.all(both.map((each, i) => each.printed(new RegExp(`is ready: http://127.0.0.1:${ports[i]}\\n`))));
    const replies = await Promise.all(ports.map((port) => fetch(`http://127.0.0.1:${port}/calls`)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    await expect(both[0]!.stop()).resolves.toBe(0);
  }, 120_000);

  it('names every problem of its settings and ends', async () => {
    const refused = start({ ESMS_API_KEY: 'canary-api-key', PORT: 'x', LOG_LEVEL: 'loud', DEMO_API_KEY: 'short' });
    await expect(refused.ended()).resolves.toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'ESMS_SECRET_KEY', 'DEMO_API_KEY']) {
      expect(refused.output).toMatch(new RegExp(`^- ${name} `, 'm'));
    }
    expect(refused.output).not.toContain('canary-api-key');
  }, 60_000);

  it('names each missing live setting with a line that makes it', async () => {
    const refused = start({ ESMS_API_KEY: 'a', ESMS_SECRET_KEY: 'b' });
    await expect(refused.ended()).resolves.toBe(1);
    for (const name of ['PUBLIC_URL', 'CALLBACK_KEYS', 'DEMO_API_KEY']) {
      expect(refused.output).toMatch(new RegExp(`^- ${name} is missing`, 'm'));
    }
    expect(refused.output.match(/node -p/g)).toHaveLength(2);
  }, 60_000);

  it.each(['http', 'FETCH', 'net,undici', 'un*', '*'])(
    'refuses to start live where NODE_DEBUG=%s would print keys',
    async (NODE_DEBUG) => {
      const live = { ESMS_API_KEY: 'a', ESMS_SECRET_KEY: 'b', PUBLIC_URL: 'none', DEMO_API_KEY: 'x'.repeat(12) };
      const refused = start({ ...live, CALLBACK_KEYS: `k1:${'x'.repeat(32)}`, NODE_DEBUG });
      await expect(refused.ended()).resolves.toBe(1);
      expect(refused.output).toMatch(/^- NODE_DEBUG prints requests/m);
    },
    60_000,
  );

  it('says in one line that its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as { port: number };
    const refused = start({ PORT: String(port), LOG_LEVEL: 'silent' });
    await expect(refused.ended()).resolves.toBe(1);
    expect(refused.output.trim()).toBe('The demo cannot start: its port is taken; set PORT to a free one.');
    squatter.close();
  }, 60_000);
});
