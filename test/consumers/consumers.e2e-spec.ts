import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { freePort } from '../support/free-port.js';
import { runCommand } from '../support/run-command.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const library = fileURLToPath(new URL('../../libs/esms-voice/', import.meta.url));
const INSTALL_MS = 240_000;
const RUN_MS = 120_000;

/** What a consumer's own test run must not inherit from this one. */
const CLEAN = { NODE_OPTIONS: '', COVERAGE: '', SCALE: '', JEST_WORKER_ID: '' };

describe('an application that installs the packed tarball', () => {
  let folder: string;
  let tarball: string;
  let simulator: EsmsSimulator;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'esms-consumers-'));
    simulator = await EsmsSimulator.start({ answerAfterMs: 100 });
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const packed = await runCommand('npm', args, { cwd: library, timeoutMs: RUN_MS });
    tarball = join(folder, /nestjs-esms-voice-[\d.]+(?:-[\w.]+)?\.tgz/.exec(packed.output)![0]);
  }, INSTALL_MS);

  afterAll(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['nest11-commonjs', 'nest12-esm'])(
    '%s: places a call, receives the callback and stops by itself',
    async (name) => {
      const cwd = join(folder, name);
      await cp(join(here, name), cwd, { recursive: true });
      const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball];
      const installed = await runCommand('npm', install, { cwd, timeoutMs: INSTALL_MS });
      expect(installed).toMatchObject({ code: 0 });
      const env = { ...CLEAN, ESMS_REST_URL: simulator.restUrl, PORT: String(await freePort()) };
      const run = await runCommand('npm', ['test'], { cwd, env, timeoutMs: RUN_MS });
      const keys = { ESMS_API_KEY: simulator.apiKey, ESMS_SECRET_KEY: simulator.secretKey };
      for (const program of ['nestjs-esms-voice', 'esms-voice']) {
        const options = { cwd, env: { ...env, ...keys }, timeoutMs: RUN_MS };
        const asked = await runCommand('npx', ['--no-install', program, 'balance'], options);
        expect(asked).toEqual({ code: 0, output: expect.stringMatching(/^[\d,]+ VND\n$/) });
      }
      expect(run).toMatchObject({ code: 0, output: expect.stringMatching(/final state: delivered|3 passed/) });
    },
    INSTALL_MS + RUN_MS,
  );
});
