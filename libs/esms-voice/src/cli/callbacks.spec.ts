import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../../../../test/support/free-port.js';
import { runCliHere } from '../../../../test/support/run-cli-here.js';
import { startCli, type Printed, type RunningCli } from '../../../../test/support/run-cli.js';
import { until } from '../../../../test/support/until.js';
import { signTestCallback, smsReport, voiceReport } from '../testing/index.js';

const KEY = { id: 'k1', secret: 'callback-secret-0123456789-abcdef-xyz' };
const ENV = { CALLBACK_KEYS: `${KEY.id}:${KEY.secret}` };

let listening: RunningCli | null = null;

afterEach(async () => {
  await listening?.stop();
  listening = null;
});

/** Starts a listener and resolves to its URL. */
async function listen(args: string[] = [], env: Record<string, string> = ENV): Promise<string> {
  listening = startCli(['callbacks', 'listen', '--port', '0', '--json', ...args], env);
  await until(() => listening!.stdout().includes('\n'), 10_000);
  return linesOf(listening.stdout())[0]!.url;
}

const linesOf = (stdout: string): Printed[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed);

const statusOf = async (url: string, init?: RequestInit): Promise<number> => (await fetch(url, init)).status;

describe('callbacks listen', () => {
  it('prints an authentic callback masked, answers it as the webhook does, and stops at its count', async () => {
    const url = await listen(['--count', '2']);
    const report = smsReport({ SMSID: 'sms-1', phonenumber: '0901888484', RequestId: 'r-1' });
    const signed = signTestCallback({ url, key: KEY, requestId: 'r-1', report });
    const spoken = voiceReport({ ReferenceId: 'ref-1', CallStatus: 'NO ANSWER', SentResult: 0, Ivr: '3' });
    expect(await statusOf(signed)).toBe(200);
    expect(await statusOf(signTestCallback({ url, key: KEY, requestId: 'r-2', report: spoken }))).toBe(200);
    const { code, stdout } = await listening!.ended;
    expect(code).toBe(0);
    const [, first, second] = linesOf(stdout);
    expect(first).toMatchObject({
      type: 'callback',
      answered: 200,
      isAuthentic: true,
      requestId: 'r-1',
      family: 'sms',
    });
    expect(first).toMatchObject({ state: 'delivered', callId: 'sms-1', phone: '090****484', price: 850 });
    expect(second).toMatchObject({ family: 'voice', state: 'undelivered', reason: 'no-answer', pressedKey: '3' });
    expect(second).toMatchObject({ requestId: 'r-2', callId: 'ref-1', callerNumber: '028*****454' });
  });

  it('refuses what is not signed, not a GET or elsewhere, and prints none of it', async () => {
    const url = await listen();
    const signed = signTestCallback({ url, key: KEY, requestId: 'r-1', report: 'SMSID=canary' });
    const other = { id: 'k1', secret: 'another-secret-0123456789-abcdef-xyz' };
    const statuses = [
      await statusOf(signTestCallback({ url, key: other, requestId: 'canary', report: 'SMSID=canary' })),
      await statusOf(signTestCallback({ url, key: KEY, requestId: 'canary', account: 'second', report: '' })),
      await statusOf(signed, { method: 'POST' }),
      await statusOf(signed.replace('webhooks', 'canary')),
      await statusOf(`${url}/canary/canary`),
    ];
    expect(statuses).toEqual([403, 403, 405, 404, 404]);
    const { code, stdout } = await listening!.stop();
    expect(code).toBe(0);
    expect(linesOf(stdout).slice(1)).toMatchObject(statuses.map((answered) => ({ answered, callId: null })));
    expect(stdout).not.toContain('canary');
  });

  it('takes everything without keys, and says that it cannot tell', async () => {
    const url = await listen(['--path', '/api/esms/'], {});
    expect(url).toMatch(/\/api\/esms$/);
    expect(await statusOf(`${url}/anything?SMSID=sms-1&SendStatus=5&SendSuccess=1`)).toBe(200);
    const { stdout } = await listening!.stop();
    expect(linesOf(stdout)).toMatchObject([
      { verifies: false },
      { isAuthentic: null, requestId: null, state: 'delivered' },
    ]);
  });

  it('hands no control character to the terminal', async () => {
    listening = startCli(['callbacks', 'listen', '--port', '0'], {});
    await until(() => listening!.stdout().includes('…'), 10_000);
    const url = /http:\S+\/esms/.exec(listening.stdout())![0];
    await fetch(`${url}/x?SMSID=${encodeURIComponent('a\u001b[2J\u0007\nb')}`);
    const { stdout } = await listening.stop();
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout).toMatch(/call a\??\[2J\??\??b/);
    const controls = Array.from(stdout).filter((letter) => letter < ' ' && letter !== '\n');
    expect(controls).toEqual([]);
  });

  it('says that its port is taken, with 1', async () => {
    const port = new URL(await listen()).port;
    const { code, stderr } = await runCliHere(['callbacks', 'listen', '--port', port], ENV);
    expect([code, stderr]).toMatchObject([1, expect.stringContaining('EADDRINUSE')]);
  });

  it('refuses keys that are none, with 3', async () => {
    const { code, stderr } = await runCliHere(['callbacks', 'listen'], { CALLBACK_KEYS: 'k1:canary' });
    expect([code, stderr]).toMatchObject([3, expect.stringContaining('CALLBACK_KEYS must have secrets')]);
    expect(stderr).not.toContain('canary');
  });
});

describe('callbacks replay', () => {
  const replay = (args: string[], env: Record<string, string> = ENV, stdin = '') =>
    runCliHere(['callbacks', 'replay', '--json', ...args], env, { stdin });

  it.each([
    ['sms', '0901888484', { state: 'delivered' }],
    ['sms', '0901888002', { state: 'undelivered', reason: 'failed' }],
    ['sms', '0901888004', { state: 'rejected', reason: 'refused' }],
    ['voice', '0901888484', { state: 'delivered' }],
    ['voice', '0901888001', { state: 'undelivered', reason: 'no-answer' }],
    ['voice', '0901888002', { state: 'undelivered', reason: 'failed' }],
  ])('builds a report of the %s family for %s', async (family, phone, standing) => {
    const url = await listen();
    const ids = ['--request-id', 'r-1', '--call-id', 'id-1'];
    const { code, json } = await replay(['--to', url, '--family', family, '--phone', phone, ...ids]);
    expect([code, json()]).toMatchObject([0, { sent: [{ answered: 200, ...standing }] }]);
    const arrived = linesOf((await listening!.stop()).stdout)[1];
    expect(arrived).toMatchObject({ isAuthentic: true, requestId: 'r-1', callId: 'id-1', ...standing });
  });

  it('finds the usual route of a bare address, and repeats', async () => {
    const { origin } = new URL(await listen());
    const { code, json } = await replay(['--to', origin, '--repeat', '3']);
    expect([code, json().sent.length]).toEqual([0, 3]);
    const arrived = linesOf((await listening!.stop()).stdout).slice(1);
    expect(new Set(arrived.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it('signs anew what it reads, lines of a log too', async () => {
    const url = await listen();
    const report = smsReport({ SMSID: 'old', RequestId: 'r-old' });
    const stdin = `${report}\n\nGET /webhooks/esms/1.k1.gone.abc.def?${voiceReport({ ReferenceId: 'v' })} HTTP/1.1\n`;
    const { code } = await replay(['--to', url, '--stdin'], ENV, stdin);
    expect(code).toBe(0);
    const arrived = linesOf((await listening!.stop()).stdout).slice(1);
    expect(arrived).toMatchObject([
      { isAuthentic: true, requestId: 'r-old', callId: 'old', family: 'sms' },
      { isAuthentic: true, callId: 'v', family: 'voice', state: 'delivered' },
    ]);
  });

  it('ends with 1 where it is refused, and with 4 where nobody answers', async () => {
    const other = { CALLBACK_KEYS: 'k1:another-secret-0123456789-abcdef-xyz' };
    const [refused, silent] = [
      await replay(['--to', await listen([], other)]),
      await replay(['--to', `http://127.0.0.1:${await freePort()}`]),
    ];
    expect([refused.code, refused.json().sent[0]?.answered]).toEqual([1, 403]);
    expect([silent.code, silent.json().sent[0]?.answered]).toEqual([4, 0]);
  });

  it.each([
    [['--to', 'http://192.0.2.1:3000'], '--to must be'],
    [['--to', 'http://127.0.0.1:1', '--family', 'fax'], '--family must be one of sms, voice'],
    [['--to', 'http://127.0.0.1:1', '--phone', '12'], '--phone must be'],
    [['--to', 'http://127.0.0.1:1', '--request-id', 'a b'], '--request-id must be'],
    [['--to', 'http://127.0.0.1:1', '--repeat', '0'], '--repeat must be'],
    [['--to', 'http://127.0.0.1:1', '--stdin'], 'holds no report'],
  ])('refuses %j', async (args, words) => {
    const { code, json } = await replay(args);
    expect([code, json().error.message]).toEqual([2, expect.stringContaining(words)]);
  });

  it('needs CALLBACK_KEYS', async () => {
    expect(await replay(['--to', 'http://127.0.0.1:1'], {})).toMatchObject({ code: 3 });
  });
});
