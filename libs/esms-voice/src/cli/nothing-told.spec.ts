import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../../../test/support/free-port.js';
import { answerWith, GatewayServer, stayMute } from '../../../../test/support/gateway-server.js';
import { runCliHere } from '../../../../test/support/run-cli-here.js';
import { runCli, startCli } from '../../../../test/support/run-cli.js';
import { until } from '../../../../test/support/until.js';
import { EsmsSimulator } from '../testing/index.js';

const CANARY = {
  apiKey: 'canaryApiKey5f1c',
  secretKey: 'canarySecretKey9e2d',
  callbackSecret: 'canaryCallbackSecret-0123456789-abcdef',
  dataSecret: 'canaryDataSecret-0123456789-abcdef-xyz',
  code: '73914682',
  content: 'canary-content-spoken',
};
const PHONE = '0908765484';
const REFUSED = '0908765108';
/** The numbers in every spelling, and how each token begins. */
const FORBIDDEN = [...Object.values(CANARY), '908765484', '908765108', '0908 765 484', '1.k1.'];

const ECHO: Parameters<typeof GatewayServer.start>[0] = (response, _, { url, body }) =>
  answerWith({ CodeResult: '777', ErrorMessage: `${url} ${body}` })(response, 1, {} as never);

describe('the built command line, with canaries for settings', () => {
  let gateway: EsmsSimulator;
  let empty: EsmsSimulator;
  let echo: GatewayServer;
  let mute: GatewayServer;
  let late: GatewayServer;
  let everything: GatewayServer;
  let port: number;
  let env: Record<string, string>;
  const told: string[] = [];

  beforeAll(async () => {
    const keys = { apiKey: CANARY.apiKey, secretKey: CANARY.secretKey };
    [gateway, empty] = [await EsmsSimulator.start(keys), await EsmsSimulator.start({ ...keys, balance: 0 })];
    [echo, mute] = [await GatewayServer.start(ECHO), await GatewayServer.start(stayMute)];
    everything = await GatewayServer.start(answerWith('OK'));
    const anHourAgo = new Date(Date.now() - 3_600_000).toUTCString();
    late = await GatewayServer.start(answerWith({ Balance: 36_693, CodeResponse: '100' }, 200, { Date: anHourAgo }));
    port = await freePort();
    env = {
      ESMS_API_KEY: CANARY.apiKey,
      ESMS_SECRET_KEY: CANARY.secretKey,
      ESMS_REST_URL: gateway.restUrl,
      ESMS_VOICE_URL: gateway.restUrl,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      CALLBACK_KEYS: `k1:${CANARY.callbackSecret}`,
      DATA_KEYS: `d1:${CANARY.dataSecret}`,
      ESMS_TIMEOUT_MS: '500',
      ESMS_MAX_ATTEMPTS: '1',
    };
  });

  afterAll(async () => {
    for (const server of [gateway, empty, echo, mute, late, everything]) await server.stop();
  });

  const tell = async (args: string[], more: Record<string, string> = {}, stdin = ''): Promise<number | null> => {
    const both = await Promise.all([
      runCli(args, { ...env, ...more }, stdin),
      runCliHere([...args, '--json'], { ...env, ...more }, { stdin }),
    ]);
    for (const { stdout, stderr } of both) told.push(stdout, stderr);
    expect(both[1].code).toBe(both[0].code);
    for (const line of both[1].stdout.trim().split('\n')) expect(JSON.parse(line)).toBeInstanceOf(Object);
    return both[0].code;
  };

  const expectSilence = (): void => {
    const everythingTold = told.join('\n');
    expect(FORBIDDEN.filter((canary) => everythingTold.includes(canary))).toEqual([]);
  };

  it('tells none of them in a run of every command', async () => {
    const listening = startCli(['callbacks', 'listen', '--port', String(port)], env);
    await until(() => listening.stdout().includes('\n'), 10_000);
    expect(await tell(['doctor', '--phone', PHONE, '--yes'])).toBe(0);
    expect(await tell(['balance'])).toBe(0);
    expect(await tell(['call', '--phone', PHONE, '--code', CANARY.code])).toBe(0);
    expect(await tell(['status', '--call-id', gateway.calls()[0]!.callId!])).toBeLessThan(2);
    const report = `SMSID=sms-1&SendStatus=5&SendSuccess=1&SendFailed=0&phonenumber=${PHONE}`;
    expect(await tell(['callbacks', 'replay', '--to', env['PUBLIC_URL']!, '--phone', PHONE])).toBe(0);
    expect(await tell(['callbacks', 'replay', '--to', env['PUBLIC_URL']!, '--stdin'], {}, report)).toBe(0);
    const { stdout, stderr } = await listening.stop();
    told.push(stdout, stderr);
    expect(stdout).toContain('090****484');
    expectSilence();
  }, 90_000);

  it('tells none of them in a failure of every command', async () => {
    const content = ['--content', CANARY.content];
    expect(await tell(['call', '--phone', REFUSED, ...content])).toBe(1);
    expect(await tell(['call', '--phone', `${PHONE}0`, ...content])).toBe(2);
    expect(await tell(['call', PHONE, CANARY.content, `--${CANARY.apiKey}`, `--code=${CANARY.code}`])).toBe(2);
    expect(await tell(['call', '--phone', PHONE, ...content], { ESMS_REST_URL: echo.url })).toBe(1);
    expect(await tell(['call', '--phone', PHONE, ...content], { ESMS_REST_URL: mute.url })).toBe(5);
    expect(await tell(['balance'], { ESMS_REST_URL: echo.url })).toBe(1);
    expect(await tell(['balance'], { ESMS_REST_URL: mute.url })).toBe(4);
    expect(await tell(['status', '--call-id', 'x'], { ESMS_REST_URL: echo.url, ESMS_VOICE_URL: echo.url })).toBe(1);
    expect(await tell(['callbacks', 'replay', '--to', 'http://127.0.0.1:1', '--phone', PHONE])).toBe(4);
    expect(await tell(['callbacks', 'listen'], { CALLBACK_KEYS: `k1:${CANARY.callbackSecret}:x` })).toBe(3);
    expectSilence();
  }, 90_000);

  it('tells none of them where doctor names a cause, and names the right one', async () => {
    const fault = (code: string): void =>
      gateway.setFaults({
        rules: [{ kind: ['balance', 'status'], when: 'before-accept', fault: { kind: 'code', code } }],
      });
    const callId = { PUBLIC_URL: 'none' };
    const causesOf = async (more: Record<string, string>, ...args: string[]): Promise<readonly string[]> => {
      const { code, stdout, stderr, json } = await runCli(['doctor', '--json', ...args], {
        ...env,
        ...callId,
        ...more,
      });
      told.push(stdout, stderr);
      expect(code).toBe(1);
      return json().causes;
    };
    const only = (url: string): Record<string, string> => ({ ESMS_REST_URL: url, ESMS_VOICE_URL: gateway.restUrl });
    expect(await causesOf({ ESMS_API_KEY: 'other' })).toEqual(['wrong-key']);
    fault('140');
    expect(await causesOf({})).toEqual(['ip-blocked']);
    fault('143');
    expect(await causesOf({})).toEqual(['account-locked']);
    gateway.setFaults({ rules: [{ when: 'before-accept', fault: { kind: 'code', code: '102' } }] });
    expect(await causesOf({}, '--phone', PHONE, '--yes')).toEqual(['no-price-list']);
    gateway.clearFaults();
    expect(await causesOf(only(empty.restUrl))).toEqual(['balance-empty']);
    expect(await causesOf(only(late.url))).toEqual(['clock-off']);
    expect(await causesOf(only(mute.url))).toEqual(['gateway-down']);
    expect(await causesOf(only('https://no-such-host.invalid'))).toEqual(['dns-failing']);
    expect(await causesOf({ PUBLIC_URL: env['PUBLIC_URL']! })).toEqual(['callback-unreachable']);
    expect(await causesOf({ PUBLIC_URL: everything.url })).toEqual(['callback-other-application']);
    expectSilence();
  }, 90_000);
});
