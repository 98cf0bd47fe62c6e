import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../../../test/support/free-port.js';
import { answerWith, GatewayServer } from '../../../../test/support/gateway-server.js';
import { runCliHere } from '../../../../test/support/run-cli-here.js';
import { runCli, startCli } from '../../../../test/support/run-cli.js';
import { until } from '../../../../test/support/until.js';
import { EsmsSimulator } from '../testing/index.js';
import { COMMANDS } from './commands.js';

const library = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

let simulator: EsmsSimulator;
let env: Record<string, string>;

beforeAll(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 20, statusAfterMs: 0 });
  const { restUrl, apiKey, secretKey } = simulator;
  env = { ESMS_API_KEY: apiKey, ESMS_SECRET_KEY: secretKey, ESMS_REST_URL: restUrl, ESMS_VOICE_URL: restUrl };
});

afterAll(() => simulator.stop());

describe('help', () => {
  it.each([[[]], ...Object.keys(COMMANDS).map((name) => [name.split(' ')])])(
    'of %j tells the exit codes',
    async (words) => {
      const { code, stdout, stderr } = await runCliHere([...words, '--help']);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: nestjs-esms-voice ${words.join(' ') || '<command>'}`);
      expect(stdout).toMatch(/ 5 +nobody can say whether the phone rings/);
    },
  );

  it('of a command is asked for by -h, too', async () => {
    const [short, long] = await Promise.all([
      runCliHere(['callbacks', 'replay', '-h']),
      runCliHere(['callbacks', 'replay', '--help']),
    ]);
    expect(short.code).toBe(0);
    expect(short.stdout).toBe(long.stdout);
  });

  it('is there in a blink', async () => {
    const begun = process.hrtime.bigint();
    await runCli(['--help']);
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(1_000);
  });

  it('is shown to who gives no command, which is wrong usage', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Commands:');
  });
});

describe('the version', () => {
  it.each(['--version', '-v', 'version'])('is what package.json says: %s', async (word) => {
    const { version } = library;
    const [people, machines] = await Promise.all([runCli([word]), runCliHere([word, '--json'])]);
    expect([people.code, people.stdout, machines.code]).toEqual([0, `${version}\n`, 0]);
    expect(machines.json()).toEqual({ version });
  });
});

describe('wrong usage', () => {
  it.each([
    [['dial'], 'There are these commands alone'],
    [['call', '--code', '1234'], '--phone NUMBER is missing'],
    [['call', '--phone', '0901888484'], 'give either --code or --content'],
    [['call', '--phone', '0901888484', '--code', '12'], '--code must be 4 to 10 digits'],
    [['call', '--phone', '12', '--code', '1234'], 'phone must be a phone number'],
    [['status'], '--call-id ID is missing'],
    [['key', '--id', 'TOO-LONG-ID'], '--id must be 1 to 8 characters'],
    [['balance', '--loud'], '--loud is not an option'],
    [['doctor', '--floor', '-1'], '--floor must be a whole number'],
    [['doctor', '--path', '/a b'], '--path must be a route'],
    [['simulate', '--port', '70000'], '--port must be an integer'],
    [['simulate', '--host', 'a b'], '--host must be a host name'],
    [['simulate', '--answer-after', 'soon'], '--answer-after must be a whole number'],
    [['callbacks', 'replay', '--to', 'https://app.example'], '--to must be an http URL of this machine'],
  ])('%j exits with 2 and says why', async (args, words) => {
    const [people, machines] = await Promise.all([runCliHere(args, env), runCliHere([...args, '--json'], env)]);
    expect([people.code, people.stdout, machines.code, machines.stderr]).toEqual([2, '', 2, '']);
    expect(people.stderr).toContain(words);
    expect(machines.json()).toMatchObject({ error: { message: expect.stringContaining(words) } });
  });
});

describe('missing settings', () => {
  it.each([[['balance']], [['status', '--call-id', 'x']], [['call', '--phone', '0901888484', '--code', '1234']]])(
    'end %j with 3, and are named with the line that makes them',
    async (args) => {
      const { code, stderr } = await runCliHere(args);
      expect(code).toBe(3);
      expect(stderr).toMatch(/^ESMS_API_KEY is missing\n {2}export ESMS_API_KEY=.*\nESMS_SECRET_KEY is missing\n/);
    },
  );

  it('are half of those of the callback', async () => {
    const half = { ...env, PUBLIC_URL: 'https://otp.example' };
    const { code, json } = await runCliHere(['call', '--phone', '0901888484', '--code', '1234', '--json'], half);
    expect([code, json()]).toMatchObject([3, { error: { problems: [{ setting: 'CALLBACK_KEYS', isMissing: true }] } }]);
  });
});

describe('key', () => {
  it('is good for CALLBACK_KEYS, and another one each time', async () => {
    const runs = await Promise.all([runCliHere(['key']), runCliHere(['key', '--id', 'd1', '--json'])]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(runs[0].stdout).toMatch(/^k1:[A-Za-z0-9_-]{43}\n$/);
    expect(runs[1].json()).toEqual({ id: 'd1', key: expect.stringMatching(/^d1:[A-Za-z0-9_-]{43}$/) });
    expect(runs[0].stdout.slice(3, 46)).not.toBe(runs[1].json().key.slice(3));
  });
});

describe('balance', () => {
  it('is told to people and machines', async () => {
    const [people, machines] = await Promise.all([
      runCliHere(['balance'], env),
      runCliHere(['balance', '--json'], env),
    ]);
    expect([people.code, people.stdout]).toEqual([0, `${simulator.balance.toLocaleString('en-US')} VND\n`]);
    expect(machines.json()).toMatchObject({ balance: simulator.balance, currency: 'VND' });
  });

  it('is refused with 1 and explained, in both languages for machines', async () => {
    const wrong = { ...env, ESMS_API_KEY: 'other' };
    const [people, machines] = await Promise.all([
      runCliHere(['balance'], wrong),
      runCliHere(['balance', '--json'], wrong),
    ]);
    expect([people.code, machines.code]).toEqual([1, 1]);
    expect(people.stderr).toContain('eSMS does not recognise this pair');
    expect(machines.json().error).toMatchObject({
      gatewayCode: '101',
      explanation: { meaning: { en: expect.any(String), vi: expect.any(String) } },
    });
  });

  it('is not told by a gateway that is down: 4', async () => {
    const { code, stderr } = await runCliHere(['balance'], {
      ...env,
      ESMS_REST_URL: `http://127.0.0.1:${await freePort()}`,
    });
    expect([code, stderr]).toEqual([4, 'The gateway did not answer.\nCause: ECONNREFUSED\n']);
  });

  it('says after a second that it is asked for', async () => {
    const server = await GatewayServer.start((response) =>
      setTimeout(() => answerWith({ Balance: 1, CodeResponse: '100' })(response, 1, {} as never), 1_500),
    );
    const { code, stdout, stderr } = await runCliHere(['balance', '--json'], { ...env, ESMS_REST_URL: server.url });
    await server.stop();
    expect([code, JSON.parse(stdout).balance]).toEqual([0, 1]);
    expect(stderr).toBe('… asking the gateway for the balance (1 s)\n');
  });
});

describe('call and status', () => {
  it('place one call and tell what became of it', async () => {
    const args = ['call', '--phone', '+84 901 888 001', '--content', 'Xin chào', '--request-id', 'cli-1', '--json'];
    const placed = await runCliHere(args, env);
    expect([placed.code, placed.json()]).toMatchObject([
      0,
      { requestId: 'cli-1', state: 'accepted', willReport: false },
    ]);
    expect(simulator.call('cli-1')).toMatchObject({ placed: 1, phone: '0901888001', kind: 'otp' });
    const { callId } = placed.json();
    await until(() => simulator.call('cli-1')!.state === 'undelivered');
    const [people, machines] = await Promise.all([
      runCliHere(['status', '--call-id', callId], env),
      runCliHere(['status', '--call-id', callId, '--json'], env),
    ]);
    expect([people.code, machines.code]).toEqual([0, 0]);
    expect(people.stdout).toMatch(/^State: +undelivered/);
    expect(machines.json()).toMatchObject({ callId, known: true, state: 'undelivered' });
  });

  it('never ring twice for one id', async () => {
    const args = ['call', '--phone', '0901888484', '--code', '686868', '--request-id', 'cli-2', '--json'];
    const runs = [await runCliHere(args, env), await runCliHere(args, env)];
    expect(runs.map(({ code }) => code)).toEqual([0, 1]);
    expect(runs[1]!.json()).toMatchObject({ error: { code: 'DUPLICATE_REQUEST', requestId: 'cli-2' } });
    expect(simulator.call('cli-2')).toMatchObject({ placed: 1 });
  });

  it('end with 1 for a call that the gateway refuses or does not know', async () => {
    const [refused, unknown] = await Promise.all([
      runCliHere(['call', '--phone', '0901888103', '--code', '686868'], env),
      runCliHere(['status', '--call-id', 'nobody', '--json'], env),
    ]);
    expect([refused.code, unknown.code]).toEqual([1, 1]);
    expect(refused.stderr).toMatch(/103: The balance.*\nRequest id: /);
    expect(unknown.json()).toMatchObject({ known: false, state: null });
  });

  it('end with 5 where nobody can say whether the phone rings, and tell the id that is safe to repeat', async () => {
    const server = await GatewayServer.start(answerWith('<html>', 502));
    const args = ['call', '--phone', '0901888484', '--code', '686868', '--json'];
    const { code, json } = await runCliHere(args, { ...env, ESMS_REST_URL: server.url, ESMS_MAX_ATTEMPTS: '1' });
    await server.stop();
    expect([code, json()]).toMatchObject([5, { error: { code: 'OUTCOME_UNKNOWN', requestId: expect.any(String) } }]);
  });

  it('end with 4 where nothing was sent', async () => {
    const down = { ...env, ESMS_REST_URL: `http://127.0.0.1:${await freePort()}`, ESMS_MAX_ATTEMPTS: '1' };
    expect(await runCliHere(['call', '--phone', '0901888484', '--code', '686868'], down)).toMatchObject({ code: 4 });
  });

  it('ask for a sandbox where the environment or the option says so', async () => {
    const args = ['call', '--phone', '0901888484', '--code', '686868', '--request-id'];
    const runs = await Promise.all([
      runCliHere([...args, 'cli-3'], { ...env, ESMS_SANDBOX: 'true' }),
      runCliHere([...args, 'cli-4', '--sandbox'], env),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect([simulator.call('cli-3')?.placed ?? 0, simulator.call('cli-4')?.placed ?? 0]).toEqual([0, 0]);
  });
});

describe('simulate', () => {
  it('takes calls at the port of --port until it is stopped', async () => {
    const cli = startCli(['simulate', '--port', '0', '--json'], { PORT: 'overruled' });
    await until(() => cli.stdout().includes('\n'), 10_000);
    const { restUrl } = JSON.parse(cli.stdout());
    const keys = { ESMS_API_KEY: 'simulator', ESMS_SECRET_KEY: 'simulator', ESMS_REST_URL: restUrl };
    expect(await runCliHere(['balance', '--json'], keys)).toMatchObject({ code: 0 });
    expect(await cli.stop()).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['PORT', (port: string) => runCliHere(['simulate'], { PORT: port })],
    ['--port', (port: string) => runCliHere(['simulate', '--port', port], { PORT: '1' })],
  ])('says in one line that its port is taken, names %s where it was given, and exits with 1', async (name, run) => {
    const { code, stdout, stderr } = await run(new URL(simulator.url).port);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`The simulator cannot start: the port is taken; choose another one with ${name}\n`);
  });

  it('names a variable that is wrong', async () => {
    const { code, stderr } = await runCliHere(['simulate'], { PORT: 'x' });
    expect([code, stderr]).toEqual([2, expect.stringContaining(': PORT must be an integer')]);
  });
});
