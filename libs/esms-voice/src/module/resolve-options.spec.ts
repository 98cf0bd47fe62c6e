import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { DEFAULT_BREAKER } from '../ring-once/circuit-breaker.js';
import type { EsmsVoiceOptions } from './esms-voice-options.js';
import { resolveOptions } from './resolve-options.js';

const KEYS = { apiKey: 'canary-api-key', secretKey: 'canary-secret-key' };
const SECRET = 'canary-0123456789-0123456789-0123456789';
const WEBHOOK = { path: 'webhooks/esms' };

const resolve = (options: object, webhook = WEBHOOK) => resolveOptions({ ...KEYS, ...options }, webhook);

function problemsOf(options: unknown, webhook?: typeof WEBHOOK): readonly string[] {
  try {
    resolveOptions(options as EsmsVoiceOptions, webhook);
  } catch (error) {
    return (error as EsmsVoiceOptionsError).problems;
  }
  return [];
}

/** The options that have a problem, by name. */
const named = (options: object): string[] =>
  problemsOf({ ...KEYS, ...options }, WEBHOOK).map((problem) => problem.slice(0, problem.indexOf(':')));

describe('resolveOptions', () => {
  it('applies the defaults', () => {
    expect(resolve({})).toEqual({
      credentials: KEYS,
      hosts: {
        restUrl: 'https://rest.esms.vn/MainService.svc/json',
        voiceUrl: 'https://voiceapi.esms.vn/MainService.svc/json',
      },
      handlers: { maxAttempts: 5, retryDelayMs: 500, maxRetryDelayMs: 30_000, leaseMs: 60_000 },
      settlement: {
        enabled: true,
        intervalMs: 15_000,
        perSecond: 10,
        giveUpAfterMs: 7 * 24 * 60 * 60 * 1000,
        afterDeadlineMs: 120_000,
      },
      sandbox: false,
      limits: {
        timeoutMs: 10_000,
        deadlineMs: 30_000,
        maxAttempts: 3,
        retryDelayMs: 250,
        maxRetryDelayMs: 5_000,
        maxRetryAfterMs: 10_000,
        maxInFlight: 100,
        maxQueued: 1_000,
        breaker: DEFAULT_BREAKER,
      },
      transport: { kind: 'undici', timeoutMs: 10_000, connectTimeoutMs: 5_000, connections: 100, dispatcher: null },
      hooks: { onAttempt: undefined, onOutcome: undefined },
      rules: { landlines: false, foreign: false, maxContentLength: 500 },
      callback: null,
      dataKeys: null,
      journal: null,
      resolveAccount: null,
      balance: null,
    });
  });

  it('takes every zero that may be one for a value', () => {
    const zeros = { retryDelayMs: 0, maxRetryDelayMs: 0, maxRetryAfterMs: 0, maxQueued: 0 };
    expect(resolve({ ...zeros, breaker: { openMs: 0 } }).limits).toMatchObject({ ...zeros, breaker: { openMs: 0 } });
  });

  it.each(['timeoutMs', 'deadlineMs', 'maxAttempts', 'connectTimeoutMs', 'maxInFlight', 'maxContentLength'])(
    'refuses %s: 0 by name, and does not replace it',
    (name) => {
      expect(named({ [name]: 0 })).toEqual([name]);
    },
  );

  it('takes an option that is undefined for absent, and null for a mistake', () => {
    expect(resolve({ timeoutMs: undefined, callback: undefined }).limits.timeoutMs).toBe(10_000);
    expect(named({ timeoutMs: null, callback: null, phones: null, breaker: null, journal: null })).toEqual(
      expect.arrayContaining(['timeoutMs', 'callback', 'phones', 'breaker', 'journal']),
    );
  });

  it('carries values to where they belong', () => {
    const dispatcher = { dispatch: () => true };
    const { limits, transport, rules, sandbox } = resolve({
      timeoutMs: 1,
      deadlineMs: 2,
      maxAttempts: 10,
      maxInFlight: 7,
      connectTimeoutMs: 3,
      sandbox: true,
      dispatcher,
      maxContentLength: 9,
      phones: { landlines: true },
      breaker: { minAttempts: 1 },
    });
    expect(limits).toMatchObject({ timeoutMs: 1, deadlineMs: 2, maxAttempts: 10, maxInFlight: 7 });
    expect(limits.breaker).toEqual({ ...DEFAULT_BREAKER, minAttempts: 1 });
    expect(transport).toEqual({ kind: 'undici', timeoutMs: 1, connectTimeoutMs: 3, connections: 7, dispatcher });
    expect(rules).toEqual({ landlines: true, foreign: false, maxContentLength: 9 });
    expect(sandbox).toBe(true);
  });

  it('takes a REST host on loopback for both hosts, so that no test reaches the live voice host', () => {
    const restUrl = 'http://127.0.0.1:4010/json';
    expect(resolve({ restUrl }).hosts.voiceUrl).toBe(restUrl);
    expect(resolve({ restUrl, voiceUrl: 'https://voice.example' }).hosts.voiceUrl).toBe('https://voice.example');
    expect(resolve({ restUrl: 'https://proxy.example' }).hosts.voiceUrl).toMatch(/^https:\/\/voiceapi\.esms\.vn/);
  });

  it('refuses a balance to watch without a bound', () => {
    expect(problemsOf({ ...KEYS, balance: { intervalMs: 5 } })).toEqual(['balance: needs below or belowCalls']);
  });

  it('takes slashes off the ends of URLs', () => {
    const callback = { publicUrl: 'https://otp.example/x//', keys: [{ id: 'k', secret: SECRET }] };
    const resolved = resolve({ restUrl: 'http://127.0.0.1:4010/json/', callback });
    expect(resolved.hosts.restUrl).toBe('http://127.0.0.1:4010/json');
    expect(resolved.callback!.publicUrl).toBe('https://otp.example/x');
  });

  it('refuses reports that wait for a word which nobody asks for', () => {
    const callback = { publicUrl: 'none', keys: [{ id: 'k', secret: SECRET }], confirm: true };
    expect(problemsOf({ ...KEYS, callback, settlement: { enabled: false } })).toEqual([
      'callback.confirm: needs settlement, which asks the gateway; set settlement.enabled to true',
    ]);
    expect(problemsOf({ ...KEYS, callback })).toEqual([]);
  });

  it('takes the public URL none for none, and keeps the keys', () => {
    const callback = { publicUrl: 'none', keys: [{ id: 'k', secret: SECRET }] };
    const resolved = resolveOptions({ ...KEYS, callback });
    expect(resolved.callback).toEqual({ publicUrl: null, keys: callback.keys, confirm: false });
  });

  it('names every problem at once, and no value', () => {
    const options = {
      apiKey: '',
      secretKey: 7,
      restUrl: 'http://canary.example',
      voiceUrl: 'canary',
      sandbox: 'canary',
      timeoutMs: -1,
      deadlineMs: 1.5,
      maxAttempts: 11,
      transport: 'canary',
      phones: { landlines: 'canary', mobile: true },
      callback: { publicUrl: 'ftp://canary', keys: [{ id: 'k', secret: 'canary' }] },
      dataKeys: [],
      breaker: { failureRatio: 2 },
      onAttempt: 'canary',
      journal: {},
      timeoutMS: 5,
    };
    const problems = problemsOf(options, WEBHOOK);
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(':'))).toSorted()).toEqual(
      [
        'apiKey',
        'secretKey',
        'restUrl',
        'voiceUrl',
        'sandbox',
        'timeoutMs',
        'deadlineMs',
        'maxAttempts',
        'transport',
        'phones.landlines',
        'phones.mobile',
        'callback.publicUrl',
        'callback.keys',
        'dataKeys',
        'breaker.failureRatio',
        'onAttempt',
        'journal',
        'timeoutMS',
      ].toSorted(),
    );
    expect(problems.join('\n')).not.toContain('canary');
  });

  it('is one error with a stable code, whose text has every problem and no secret', () => {
    const broken = (): unknown =>
      resolve({ timeoutMs: 0, callback: { publicUrl: 'https://otp.example', keys: [{ id: 'K', secret: SECRET }] } });
    expect(broken).toThrow(EsmsVoiceOptionsError);
    expect(broken).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    expect(broken).toThrow(/timeoutMs: .*\n.*callback\.keys: /);
    expect(broken).not.toThrow(/canary/);
  });

  it.each([[undefined], [null], ['options'], [7]])('refuses %j for options', (options) => {
    expect(problemsOf(options)).toEqual(['options: must be an object']);
  });

  it('refuses an option that does not exist, and names those that do', () => {
    const [problem, ...others] = problemsOf({ ...KEYS, secret: SECRET });
    expect(others).toEqual([]);
    expect(problem).toMatch(/^secret: is not an option \(there are apiKey, secretKey, /);
    expect(problem).not.toContain(SECRET);
  });

  it.each(['webhook', 'name', 'isGlobal'])('says where %s stands', (name) => {
    const [problem] = problemsOf({ ...KEYS, [name]: 'x' });
    expect(problem).toMatch(
      new RegExp(`^${name}: stands beside useFactory, not in what it returns; it is not an option`),
    );
  });

  it('wants a webhook where callbacks are to arrive', () => {
    const callback = { publicUrl: 'https://otp.example', keys: [{ id: 'k', secret: SECRET }] };
    expect(problemsOf({ ...KEYS, callback })).toEqual([expect.stringMatching(/^callback: needs webhook: { path/)]);
    expect(problemsOf({ ...KEYS, callback: { ...callback, publicUrl: 'none' } })).toEqual([]);
  });

  it.each(['restUrl', 'voiceUrl'])('takes for %s https anywhere and http on loopback alone', (name) => {
    const good = ['https://rest.esms.vn/a', 'http://127.0.0.1:4010', 'http://localhost/x', 'http://[::1]:1'];
    const bad = [
      'http://rest.esms.vn',
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
      'ftp://127.0.0.1',
      'file:///etc/passwd',
      'rest.esms.vn',
      '',
      'https://user@rest.esms.vn',
      'https://user:pw@rest.esms.vn',
      'https://rest.esms.vn/?a=1',
      'https://rest.esms.vn/#a',
    ];
    expect(good.flatMap((url) => named({ [name]: url }))).toEqual([]);
    expect(bad.filter((url) => named({ [name]: url }).length === 0)).toEqual([]);
  });

  // What is appended to these would not be a path.
  it.each([
    'https://:pw@rest.esms.vn',
    'https://rest.esms.vn/json?',
    'https://rest.esms.vn/json#',
    ' https://rest.esms.vn/json ',
    'https://rest.esms.vn/js\non',
  ])('refuses %j, which is no base of URLs', (url) => {
    expect(named({ restUrl: url })).toEqual(['restUrl']);
  });

  it('wants keys with different ids of a-z 0-9 and long secrets', () => {
    const key = (id: unknown, secret: unknown = SECRET): object => ({ id, secret });
    const bad = [
      [],
      {},
      'k',
      [null],
      [key('')],
      [key('K1')],
      [key('k'.repeat(9))],
      [key('a.b')],
      [key(1)],
      [key('k1', 'a'.repeat(31))],
      [key('k1', `${'a'.repeat(32)}\n`)],
      [key('k1', 'ấ'.repeat(32))],
      [key('k1', 7)],
      [key('k1'), key('k1', 'b'.repeat(32))],
    ];
    expect(bad.filter((dataKeys) => named({ dataKeys })[0] !== 'dataKeys')).toEqual([]);
    expect(named({ dataKeys: [key('k1', 'a'.repeat(32)), key('00000000')] })).toEqual([]);
  });

  it('wants a journal with all its methods', () => {
    const method = (): null => null;
    expect(named({ journal: { insert: method, update: method, find: method } })).toEqual(['journal']);
    const names = 'insert update find findByCallId list claimDue quarantine listQuarantined erase purge'.split(' ');
    expect(named({ journal: Object.fromEntries(names.map((name) => [name, method])) })).toEqual([]);
  });

  it('takes a dispatcher for undici alone', () => {
    const dispatcher = { dispatch: () => true };
    expect(named({ transport: 'axios', dispatcher })).toEqual(['dispatcher']);
    expect(named({ transport: 'undici', dispatcher })).toEqual([]);
  });

  it('is frozen to the bottom, and apart from what was given', () => {
    const dataKeys = [{ id: 'd1', secret: SECRET }];
    const keys = [{ id: 'k1', secret: SECRET }];
    const resolved = resolve({ dataKeys, callback: { publicUrl: 'https://otp.example', keys } });
    dataKeys[0]!.id = 'changed';
    keys.push({ id: 'k2', secret: SECRET });
    expect(resolved.dataKeys![0].id).toBe('d1');
    expect(resolved.callback!.keys).toHaveLength(1);
    const parts = [
      resolved,
      resolved.credentials,
      resolved.limits,
      resolved.limits.breaker,
      resolved.transport,
      resolved.rules,
      resolved.callback,
      resolved.callback!.keys,
      resolved.callback!.keys[0],
      resolved.dataKeys,
      resolved.dataKeys![0],
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });

  it('tells no value in the error, however it is printed', () => {
    const options = { ...KEYS, timeoutMs: 0, dataKeys: [{ id: 'k', secret: SECRET }], x: SECRET };
    const shown = printedFailureOf(options);
    expect(shown).toContain('timeoutMs');
    expect(shown).not.toContain('canary');
  });
});

function printedFailureOf(options: object): string {
  try {
    resolveOptions(options as EsmsVoiceOptions);
    return '';
  } catch (error) {
    return inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
  }
}
