import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { ConnectProxy } from '../support/connect-proxy.js';
import { runCommand } from '../support/run-command.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A program around one application context; `body` runs between its making and its closing. */
const program = (body: string): string => `
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
const { ESMS_REST_URL: restUrl, TRANSPORT: transport } = process.env;
const module = EsmsVoiceModule.forRoot({ apiKey: 'simulator', secretKey: 'simulator', restUrl, transport });
const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
const voice = app.get(EsmsVoiceService);
const call = () => voice.createOtpCall({ phone: '0901888484', content: '686868' });
${body}
await app.close();
`;

describe.each(['undici', 'axios'])('a process that uses the module over %s', (transport) => {
  let gateway: EsmsSimulator;
  let folder: string;

  beforeAll(async () => {
    gateway = await EsmsSimulator.start({ answerAfterMs: 3_600_000, balance: 1e12 });
  });

  afterAll(() => gateway.stop());

  beforeEach(async () => {
    folder = await mkdtemp(`${root}.cache/process-`);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = async (body: string, env: Record<string, string> = {}) => {
    await writeFile(`${folder}/main.mjs`, program(body));
    const all = { ESMS_REST_URL: gateway.restUrl, TRANSPORT: transport, NODE_OPTIONS: '', ...env };
    return runCommand(process.execPath, [`${folder}/main.mjs`], { cwd: root, env: all, timeoutMs: 15_000 });
  };

  it('ends by itself once the module is closed, used or not', async () => {
    await expect(run('')).resolves.toEqual({ code: 0, output: '' });
    await expect(run('await call();')).resolves.toEqual({ code: 0, output: '' });
  }, 40_000);

  it('gathers no timers, listeners or sockets over thousands of calls', async () => {
    const { code, output } = await run(`
      const caller = new AbortController();
      const { getEventListeners } = await import('node:events');
      const lane = async (count) => { while (count-- > 0) await voice.createOtpCall({ phone: '0901888484', content: '1' }, { signal: caller.signal }); };
      const run = () => Promise.all(Array.from({ length: 8 }, () => lane(250)));
      // Connections let go of the process a moment after their last answer: what is counted is what stays.
      const held = async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const names = process.getActiveResourcesInfo();
        const count = (name) => names.filter((each) => each === name).length;
        return { timers: count('Timeout'), sockets: count('TCPSocketWrap'), listeners: getEventListeners(caller.signal, 'abort').length };
      };
      await run();
      const before = await held();
      await run();
      console.log(JSON.stringify({ before, after: await held() }));
    `);
    expect(code).toBe(0);
    const { before, after } = JSON.parse(output) as Record<'before' | 'after', Record<string, number>>;
    expect(after['listeners']).toBe(0);
    expect(after['sockets']).toBeLessThanOrEqual(before['sockets']! + 1);
    expect(after['timers']).toBeLessThanOrEqual(before['timers']! + 1);
  }, 40_000);

  it('goes through the proxy of the environment', async () => {
    const proxy = await ConnectProxy.start();
    const { code, output } = await run('console.log((await call()).state);', { http_proxy: proxy.url, no_proxy: '' });
    await proxy.stop();
    expect({ code, output }).toEqual({ code: 0, output: 'accepted\n' });
    expect(proxy.targets.length + proxy.forwarded).toBeGreaterThan(0);
  }, 40_000);
});
