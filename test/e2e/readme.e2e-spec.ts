import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { freePort } from '../support/free-port.js';
import { runCommand } from '../support/run-command.js';
import { RunningProcess } from '../support/running-process.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}.cache/readme`;
const TSC = `${root}node_modules/typescript/bin/tsc`;

/** The README's code blocks, in order. */
const blocks = (readme: string): string[] => [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

const OWN_CONTROLLER_IMPORTS = `
import { Controller, Get, UseGuards } from '@nestjs/common';
import { EsmsCallback, EsmsCallbackGuard, EsmsCallbacks, type VerifiedCallback } from 'nestjs-esms-voice';
export { WebhookController };
`;

const FRAUD_IMPORTS = `
import { EsmsVerificationModule, pumpingBreaker, spendCeiling } from 'nestjs-esms-voice/verification';
declare const isOnOurBlocklist: (phone: string) => boolean;
`;

const REDIS_IMPORTS = `
import { EsmsVerificationModule } from 'nestjs-esms-voice/verification';
`;

describe('the README', () => {
  let readme: string;
  let gateway: EsmsSimulator;

  beforeAll(async () => {
    readme = await readFile(`${root}README.md`, 'utf8');
    gateway = await EsmsSimulator.start({ answerAfterMs: 200 });
    const [example] = blocks(readme);
    const ownController = blocks(readme).find((block) => block.includes('class WebhookController'));
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/package.json`, '{ "type": "module" }');
    await writeFile(`${folder}/example.ts`, example!);
    await writeFile(`${folder}/own-controller.ts`, OWN_CONTROLLER_IMPORTS + ownController!);
    const [login, fraud, redis] = blocks(await readFile(`${root}docs/verification.md`, 'utf8'));
    await writeFile(`${folder}/login.ts`, login!);
    await writeFile(`${folder}/fraud.ts`, FRAUD_IMPORTS + fraud!);
    await writeFile(`${folder}/redis.ts`, REDIS_IMPORTS + redis!);
    const config = { extends: '../../tsconfig.base.json', compilerOptions: { declaration: false }, include: ['*.ts'] };
    await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));
  });

  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('installs by line 10 and has a whole example by line 40', () => {
    const lines = readme.split('\n');
    expect(lines.findIndex((line) => line.startsWith('npm install'))).toBeLessThan(10);
    expect(lines.findIndex((line) => line.startsWith('await app.listen'))).toBeLessThan(40);
  });

  it('has an example that compiles, with those of docs/verification.md, runs and delivers a call', async () => {
    const compiled = await runCommand(process.execPath, [TSC, '-p', folder], { cwd: root, timeoutMs: 60_000 });
    expect(compiled).toEqual({ code: 0, output: '' });
    const port = await freePort();
    const running = RunningProcess.start([`${folder}/example.js`], {
      PORT: String(port),
      ESMS_API_KEY: gateway.apiKey,
      ESMS_SECRET_KEY: gateway.secretKey,
      ESMS_REST_URL: gateway.restUrl,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      CALLBACK_SECRET: 'readme-readme-readme-readme-readme',
    });
    try {
      await running.printed(/successfully started/);
      const reply = await fetch(`http://127.0.0.1:${port}/calls`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"phone":"0901888484","content":"686868","requestId":"from-the-readme"}',
      });
      expect(reply.status).toBe(201);
      await running.printed(/from-the-readme delivered/, 10_000);
    } finally {
      await running.stop();
    }
  }, 120_000);
});
