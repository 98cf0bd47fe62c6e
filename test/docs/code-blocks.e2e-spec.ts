import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { JEST } from '../../scripts/lib/jest.mjs';
import { freePort } from '../support/free-port.js';
import { runCommand } from '../support/run-command.js';
import { RunningProcess } from '../support/running-process.js';
import { untilListening } from '../support/until-listening.js';
import { blockFilesOf } from './lib/block-files.js';
import { compileBlocks } from './lib/compile-blocks.js';
import { readPagesWithCode } from './lib/pages.js';
import { ROOT } from './lib/root.js';
import { sessionsOf } from './lib/sessions.js';
import { ShellSession } from './lib/shell-session.js';
import { typeCommand } from './lib/type-command.js';

const FOLDER = `${ROOT}.cache/docs`;
/** Where the tests of a page listen; a free one takes its place. */
const TEST_PORT = '3999';
const SECRET = 'docs-docs-docs-docs-docs-docs-docs';

const pages = await readPagesWithCode();
const files = pages.flatMap(blockFilesOf);
describe('the code of the pages', () => {
  let problems: string[];
  let gateway: EsmsSimulator;
  let settings: Record<string, string>;

  beforeAll(async () => {
    gateway = await EsmsSimulator.start({ answerAfterMs: 100, statusAfterMs: 0 });
    settings = {
      ESMS_API_KEY: gateway.apiKey,
      ESMS_SECRET_KEY: gateway.secretKey,
      ESMS_REST_URL: gateway.restUrl,
      ESMS_VOICE_URL: gateway.voiceUrl,
    };
    const port = String(await freePort());
    const placed = files.map((file) => ({ ...file, text: file.text.replaceAll(TEST_PORT, port) }));
    problems = await compileBlocks(FOLDER, placed);
  }, 120_000);

  afterAll(() => gateway.stop());

  it('is TypeScript that compiles under the options of the house', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });

  it.each(['README.md', 'README.vi.md'])(
    'has a whole example in %s that places a call and hears of it',
    async (path) => {
      const example = files.find((file) => file.path.startsWith(`${path}/`));
      const port = await freePort();
      const place = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, CALLBACK_KEYS: `k1:${SECRET}` };
      const running = RunningProcess.start([`${FOLDER}/${example!.path.replace('.ts', '.js')}`], {
        ...settings,
        ...place,
      });
      try {
        await running.printed(/successfully started/);
        await untilListening(port);
        const body = JSON.stringify({ phone: '0901888484', content: '686868', requestId: `from-${path}` });
        const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
        const reply = await fetch(`http://127.0.0.1:${port}/calls`, init);
        expect([reply.status, await reply.json()]).toMatchObject([201, { state: 'accepted' }]);
        await running.printed(new RegExp(`from-${path} delivered`), 10_000);
      } finally {
        await running.stop();
      }
    },
  );

  it('passes the tests of docs/getting-started.md', async () => {
    const config = JSON.stringify({ testEnvironment: 'node', transform: {}, testMatch: ['**/*spec.js'] });
    const args = [...JEST, '--rootDir', `${FOLDER}/docs/getting-started.md`, '--config', config];
    const env = { NODE_OPTIONS: '', JEST_WORKER_ID: '' };
    const { code, output } = await runCommand(process.execPath, args, { cwd: ROOT, env, timeoutMs: 60_000 });
    expect(output).toMatch(/^Tests: +2 passed, 2 total$/m);
    expect(code).toBe(0);
  });

  it.each(sessionsOf(pages))(
    'has commands that run as they stand: %s',
    async (_, commands) => {
      const ports = { '3000': await freePort(), '4010': await freePort() };
      const callId = await placeCall(gateway);
      const env = {
        ...settings,
        PUBLIC_URL: 'none',
        CALLBACK_KEYS: `k1:${SECRET}`,
        CALL_ID: callId,
        YOUR_PHONE: '0901888484',
      };
      const session = await ShellSession.start(env);
      try {
        for (const command of commands) await typeCommand(session, command, ports);
      } finally {
        await session.end();
      }
    },
    60_000,
  );
});

/** A call that the gateway knows of; @returns its id there. */
async function placeCall({ restUrl, apiKey: ApiKey, secretKey: SecretKey }: EsmsSimulator): Promise<string> {
  const body = JSON.stringify({ ApiKey, SecretKey, Content: '686868', Phone: '0901888484', SmsType: '8' });
  const reply = await fetch(`${restUrl}/SendMultipleMessage_V4_post_json/`, { method: 'POST', body });
  return ((await reply.json()) as { SMSID: string }).SMSID;
}
