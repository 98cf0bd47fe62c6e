import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type CanActivate, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { freePort } from '../../../../test/support/free-port.js';
import { answerWith, GatewayServer, stayMute } from '../../../../test/support/gateway-server.js';
import { runCliHere } from '../../../../test/support/run-cli-here.js';
import type { CliResult } from '../../../../test/support/run-cli.js';
import { EsmsCallbacks, EsmsVoiceModule } from '../index.js';
import { EsmsSimulator, type EsmsSimulatorOptions } from '../testing/index.js';

const KEY = { id: 'k1', secret: 'callback-secret-0123456789-abcdef-xyz' };
const PHONE = ['--phone', '0901888484', '--yes'];
const BALANCE = { Balance: 36_693, CodeResponse: '100', UserID: 9999 };

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function simulate(options?: EsmsSimulatorOptions): Promise<EsmsSimulator> {
  const simulator = await EsmsSimulator.start(options);
  open.push(() => simulator.stop());
  return simulator;
}

async function serve(answer: Parameters<typeof GatewayServer.start>[0]): Promise<string> {
  const server = await GatewayServer.start(answer);
  open.push(() => server.stop());
  return server.url;
}

const settings = (restUrl: string, more: Record<string, string> = {}): Record<string, string> => ({
  ESMS_API_KEY: 'simulator',
  ESMS_SECRET_KEY: 'simulator',
  ESMS_REST_URL: restUrl,
  ESMS_VOICE_URL: restUrl,
  PUBLIC_URL: 'none',
  CALLBACK_KEYS: `${KEY.id}:${KEY.secret}`,
  DATA_KEYS: 'd1:data-secret-0123456789-abcdef-0123456789',
  ...more,
});

const examine = (env: Record<string, string>, ...args: string[]): Promise<CliResult> =>
  runCliHere(['doctor', '--json', ...args], env);

type Found = Partial<Record<'verdict' | 'cause' | 'message', string>>;

const verdictOf = (result: CliResult, check: string): Found =>
  result.json().checks.find((each) => each.check === check) ?? {};

describe('doctor', () => {
  it('finds nothing where nothing is wrong, rings nobody and exits with 0', async () => {
    const simulator = await simulate();
    const result = await examine(settings(simulator.restUrl));
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.json()).toMatchObject({ ok: true, causes: [] });
    expect(result.json().checks.map(({ check, verdict }) => `${check}: ${verdict}`)).toEqual([
      'settings: ok',
      'settings: info',
      'keys: ok',
      'balance: ok',
      'clock: ok',
      'voice host: ok',
      'sandbox call: skipped',
      'callback URL: skipped',
      'guessing odds: info',
    ]);
    expect(simulator.calls()).toEqual([]);
  });

  it('tells people the same', async () => {
    const simulator = await simulate();
    const result = await runCliHere(['doctor'], settings(simulator.restUrl, { ESMS_API_KEY: 'other' }));
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/^✗ keys +101: .*\[wrong-key\]\n +Compare apiKey and secretKey/m);
    expect(result.stdout).toContain('2 to mend: wrong-key.');
    expect(result.stdout).not.toContain('\u001b[');
  });

  it.each([
    ['wrong-key', '101', { ESMS_SECRET_KEY: 'other' }],
    ['ip-blocked', '140', {}],
    ['account-locked', '143', {}],
    ['no-price-list', '102', {}],
    ['gateway-refused', '777', {}],
  ])('names %s for code %s', async (cause, code, env) => {
    const simulator = await simulate();
    const fault = { kind: 'code', code } as const;
    if (cause !== 'wrong-key') {
      simulator.setFaults({ rules: [{ kind: ['balance', 'status'], when: 'before-accept', fault }] });
    }
    const result = await examine(settings(simulator.restUrl, env));
    expect(result).toMatchObject({ code: 1 });
    expect(result.json()).toMatchObject({ ok: false, causes: [cause] });
    expect(verdictOf(result, 'keys')).toMatchObject({ verdict: 'failed', message: expect.stringContaining(code) });
  });

  it.each([
    ['balance-empty', { balance: 0 }, []],
    ['balance-low', { balance: 9_999 }, []],
    ['balance-low', { balance: 36_693 }, ['--floor', '36694']],
  ])('names %s for %j and %j', async (cause, options, args) => {
    const simulator = await simulate(options);
    const result = await examine(settings(simulator.restUrl), ...args);
    expect([result.code, result.json().causes]).toEqual([1, [cause]]);
  });

  it('takes a balance at the floor, and a floor of zero', async () => {
    const simulator = await simulate({ balance: 850 });
    const results = await Promise.all(
      ['850', '0'].map((floor) => examine(settings(simulator.restUrl), '--floor', floor)),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('names a missing price list that only a sandbox call shows', async () => {
    const simulator = await simulate();
    simulator.setFaults({ rules: [{ when: 'before-accept', fault: { kind: 'code', code: '102' } }] });
    const result = await examine(settings(simulator.restUrl), ...PHONE);
    expect([result.code, result.json().causes]).toEqual([1, ['no-price-list']]);
  });

  it('places one sandbox call after a yes, and none where nobody can be asked', async () => {
    const simulator = await simulate();
    const [placed, refused] = await Promise.all([
      examine(settings(simulator.restUrl), ...PHONE),
      examine(settings(simulator.restUrl), '--phone', '0901888484'),
    ]);
    expect([placed.code, verdictOf(placed, 'sandbox call')]).toMatchObject([0, { verdict: 'ok' }]);
    expect([refused.code, refused.json()]).toMatchObject([2, { error: { code: 'USAGE' } }]);
    expect(simulator.calls().filter(({ placed: rings }) => rings)).toEqual([]);
  });

  it.each([
    ['nothing listens', async () => `http://127.0.0.1:${await freePort()}`, 'ECONNREFUSED'],
    ['a page in the place of an answer', () => serve(answerWith('<html>', 502)), 'HTTP 502'],
    ['no answer at all', () => serve(stayMute), 'no answer within the time limit'],
  ])('names gateway-down: %s', async (_, start, words) => {
    const result = await examine(settings(await start(), { ESMS_TIMEOUT_MS: '400' }));
    expect([result.code, result.json().causes]).toEqual([1, ['gateway-down']]);
    expect(verdictOf(result, 'gateway')).toMatchObject({ message: expect.stringContaining(words) });
  });

  it('names dns-failing', async () => {
    const result = await examine(settings('https://no-such-host.invalid/MainService.svc/json'));
    expect([result.code, result.json().causes]).toEqual([1, ['dns-failing']]);
    expect(verdictOf(result, 'gateway')).toMatchObject({ message: expect.stringContaining('no-such-host.invalid') });
  });

  it('only warns where the voice host alone is down', async () => {
    const simulator = await simulate();
    const env = settings(simulator.restUrl, { ESMS_VOICE_URL: `http://127.0.0.1:${await freePort()}` });
    const result = await examine(env);
    expect(result.code).toBe(0);
    expect(verdictOf(result, 'voice host')).toMatchObject({ verdict: 'warning', cause: 'gateway-down' });
  });

  it.each([
    [-60, 'This clock is 60 minutes ahead of'],
    [60, 'This clock is 60 minutes behind'],
    [-3, 'This clock is 3 minutes ahead of'],
  ])('names clock-off: the gateway is %i minutes away', async (minutes, words) => {
    const date = new Date(Date.now() + minutes * 60_000).toUTCString();
    const result = await examine(settings(await serve(answerWith(BALANCE, 200, { Date: date }))));
    expect([result.code, result.json().causes]).toEqual([1, ['clock-off']]);
    expect(verdictOf(result, 'clock')).toMatchObject({ message: expect.stringContaining(words) });
  });

  it('takes a clock that is a minute off', async () => {
    const date = new Date(Date.now() - 60_000).toUTCString();
    expect(await examine(settings(await serve(answerWith(BALANCE, 200, { Date: date }))))).toMatchObject({ code: 0 });
  });
});

describe("doctor's question before a sandbox call", () => {
  it.each([
    ['yes\n', 'ok'],
    ['Y\n', 'ok'],
    ['no\n', 'skipped'],
    ['\n', 'skipped'],
    ['', 'skipped'],
  ])('takes %j for an answer: %s', async (stdin, verdict) => {
    const simulator = await simulate();
    const args = ['doctor', '--json', '--phone', '0901888484'];
    const result = await runCliHere(args, settings(simulator.restUrl), { stdin, isTerminal: true });
    expect(result.stderr).toContain('Nobody promises that the phone stays silent. Place it? [y/N]');
    expect(verdictOf(result, 'sandbox call')).toMatchObject({ verdict });
  });
});

describe("doctor's settings", () => {
  it('names each one that is missing, with the line that makes it', async () => {
    const result = await runCliHere(['doctor']);
    expect(result.code).toBe(1);
    for (const name of ['ESMS_API_KEY', 'ESMS_SECRET_KEY', 'PUBLIC_URL', 'CALLBACK_KEYS']) {
      expect(result.stdout).toMatch(new RegExp(`✗ settings +${name} is missing\\. .*\\n +export ${name}=`));
    }
    expect(result.stdout).not.toContain('DATA_KEYS is not set');
  });

  it('says that data keys are derived where there are callback keys to derive them from', async () => {
    const result = await runCliHere(['doctor'], { CALLBACK_KEYS: `k1:${'x'.repeat(32)}` });
    expect(result.stdout).toMatch(/! settings +DATA_KEYS is not set.*\n +export DATA_KEYS=/);
  });

  it('names each one that is wrong, and no value', async () => {
    const wrong = {
      ESMS_REST_URL: 'http://canary.example/rest',
      ESMS_VOICE_URL: 'canary',
      ESMS_TIMEOUT_MS: 'canary',
      ESMS_SANDBOX: 'canary',
      PUBLIC_URL: 'http://canary.example',
      CALLBACK_KEYS: 'k1:canary',
      DATA_KEYS: 'canary:0123456789-0123456789-0123456789:canary',
    };
    const result = await examine(settings('', wrong));
    expect(result.json()).toMatchObject({ causes: ['setting-wrong'] });
    const named = result.json().checks.filter(({ verdict }) => verdict === 'failed');
    const names = named.map(({ message }) => message.split(' ')[0] ?? '');
    expect(names.toSorted()).toEqual(Object.keys(wrong).toSorted());
    expect(result.stdout).not.toContain('canary');
  });

  it('asks for no CALLBACK_KEYS where no CallbackUrl is sent', async () => {
    const simulator = await simulate();
    const { CALLBACK_KEYS: _, ...env } = settings(simulator.restUrl);
    expect(await examine(env)).toMatchObject({ code: 0 });
  });
});

@Injectable()
class RefuseAll implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

describe("doctor's look at the callback URL", () => {
  let app: INestApplication;

  async function startApplication(options: { prefix?: string; guard?: Type<CanActivate>; name?: string } = {}) {
    const callback = { publicUrl: 'none', keys: [KEY] };
    const extras = { webhook: { path: 'webhooks/esms' }, ...(options.name && { name: options.name }) };
    const voice = EsmsVoiceModule.forRoot({ apiKey: 'a', secretKey: 'b', callback, ...extras });
    @Module({ imports: [voice] })
    class ApplicationModule {}
    app = await NestFactory.create(ApplicationModule, new FastifyAdapter(), { logger: false });
    if (options.prefix) app.setGlobalPrefix(options.prefix);
    if (options.guard) app.useGlobalGuards(new options.guard());
    await app.listen(0, '127.0.0.1');
    open.push(() => app.close());
    return (await app.getUrl()).replace(/\/$/, '');
  }

  const look = async (publicUrl: string, ...args: string[]): Promise<{ code: number | null; found: Found }> => {
    const simulator = await simulate();
    const result = await examine(settings(simulator.restUrl, { PUBLIC_URL: publicUrl }), ...args);
    return { code: result.code, found: verdictOf(result, 'callback URL') };
  };

  it('knows the webhook, of which one callback is kept aside', async () => {
    const { code, found } = await look(await startApplication());
    expect([code, found]).toMatchObject([0, { verdict: 'warning', cause: 'callback-loopback' }]);
    const { items } = await app.get(EsmsCallbacks).listQuarantined();
    expect(items).toHaveLength(1);
  });

  it('knows it behind a prefix, and under the name of an account', async () => {
    const url = await startApplication({ prefix: 'api', name: 'second' });
    const { code } = await look(url, '--path', 'api/webhooks/esms', '--account', 'second');
    expect(code).toBe(0);
    const { found } = await look(url, '--path', 'api/webhooks/esms');
    expect(found).toMatchObject({ verdict: 'failed', cause: 'callback-keys-differ' });
  });

  it('names a guard of the application that stands before it', async () => {
    const { code, found } = await look(await startApplication({ guard: RefuseAll }));
    expect([code, found.cause]).toEqual([1, 'callback-blocked']);
  });

  it.each([
    ['takes everything', answerWith('OK')],
    ['knows no such route', answerWith({ statusCode: 404 }, 404)],
    ['answers with more than anybody reads', answerWith('x'.repeat(3_000_000))],
  ])('names another application: it %s', async (_, answer) => {
    const { code, found } = await look(await serve(answer));
    expect([code, found]).toMatchObject([1, { verdict: 'failed', cause: 'callback-other-application' }]);
  });

  it.each([
    ['callback-redirected', answerWith('', 301, { Location: '/elsewhere' })],
    ['callback-blocked', answerWith('', 401)],
  ])('names %s', async (cause, answer) => {
    expect((await look(await serve(answer))).found.cause).toBe(cause);
  });

  it('names a webhook that stores nothing', async () => {
    const url = await serve((response, count) =>
      count === 1
        ? answerWith('', 503)(response, 1, {} as never)
        : answerWith({ code: 'CALLBACK_FORBIDDEN' }, 403)(response, 2, {} as never),
    );
    expect((await look(url)).found.cause).toBe('callback-store-down');
  });

  it.each([
    ['nothing listens', async () => `http://127.0.0.1:${await freePort()}`, 'ECONNREFUSED'],
    ['its name has no address', async () => 'https://no-such-host.invalid', 'cannot be resolved'],
  ])('names callback-unreachable: %s', async (_, url, words) => {
    const { code, found } = await look(await url());
    expect([code, found.cause]).toEqual([1, 'callback-unreachable']);
    expect(found.message).toContain(words);
  });
});
