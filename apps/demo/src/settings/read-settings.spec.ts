import { describe, expect, it } from '@jest/globals';
import { banner, workerBanner } from '../banner.js';
import { readSettings } from './read-settings.js';
import type { Settings } from './settings.js';

const DATA_KEYS = `d1:${'x'.repeat(32)}`;
const CALLBACK_KEYS = `k1:${'x'.repeat(32)}`;
const LOCAL = 'postgres://demo:canary@127.0.0.1:5432/calls';
const REMOTE = 'postgresql://demo:canary@db.example.com/calls?sslmode=verify-full';

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  const reading = readSettings(variables);
  return 'problems' in reading ? reading.problems : [];
};

const settingsOf = (variables: Record<string, string>): Settings => {
  const reading = readSettings(variables);
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.settings;
};

describe('DATABASE_URL', () => {
  it('is where calls are kept; unset, they are kept in memory', () => {
    expect(settingsOf({ DATABASE_URL: LOCAL }).databaseUrl).toBe(LOCAL);
    expect(settingsOf({ DATABASE_URL: REMOTE, DATA_KEYS }).databaseUrl).toBe(REMOTE);
    expect(settingsOf({ DATABASE_URL: ' ' }).databaseUrl).toBeNull();
  });

  it.each([
    'canary',
    'mysql://demo:canary@127.0.0.1/calls',
    'https://canary.example.com/calls',
    'postgres://demo:canary@127.0.0.1',
    'postgres://demo:canary@127.0.0.1/',
    'postgres:///canary',
    'postgres://demo:canary@127.0.0.1/calls?host=db.example.com',
    'postgres://demo:canary@127.0.0.1:port/calls',
  ])('is refused where it is %s, and not repeated', (DATABASE_URL) => {
    expect(problemsOf({ DATABASE_URL })).toEqual([expect.stringMatching(/^DATABASE_URL must .*postgres/)]);
    expect(problemsOf({ DATABASE_URL }).join()).not.toContain('canary');
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '[::1]'])('needs no DATA_KEYS at %s', (host) => {
    expect(problemsOf({ DATABASE_URL: `postgres://${host}/calls` })).toEqual([]);
  });

  it.each(['db.example.com', '10.0.0.1', '127.0.0.1.example.com', 'localhost.example.com'])(
    'needs DATA_KEYS at %s',
    (host) => {
      const DATABASE_URL = `postgres://${host}/calls`;
      expect(problemsOf({ DATABASE_URL })).toEqual([expect.stringMatching(/^DATA_KEYS is missing: .*node -p/)]);
      expect(problemsOf({ DATABASE_URL, CALLBACK_KEYS })).toHaveLength(1);
      expect(problemsOf({ DATABASE_URL, DATA_KEYS })).toEqual([]);
    },
  );

  it('warns where the keys do not outlive the process as the calls do', () => {
    expect(settingsOf({ DATABASE_URL: LOCAL }).warnings).toEqual([expect.stringContaining('after a restart')]);
    expect(settingsOf({ DATABASE_URL: LOCAL, CALLBACK_KEYS }).warnings).toEqual([
      expect.stringContaining('derived from the first of CALLBACK_KEYS'),
    ]);
    expect(settingsOf({ DATABASE_URL: LOCAL, DATA_KEYS }).warnings).toEqual([]);
    expect(settingsOf({}).warnings).toEqual([]);
  });

  it('shows in the banner as a place, without user and password', () => {
    const shown = banner(settingsOf({ DATABASE_URL: REMOTE, DATA_KEYS }), null);
    expect(shown).toContain('Journal: Postgres at db.example.com/calls.\n');
    expect(shown).not.toMatch(/canary|demo:/);
    expect(banner(settingsOf({}), null)).toContain('Journal: in memory. Calls are forgotten at exit.\n');
  });
});

describe('REDIS_URL', () => {
  const REDIS_URL = 'redis://demo:canary@127.0.0.1:6379/2';

  it('is where calls are kept unless DATABASE_URL is set, and shows in the banner without user and password', () => {
    const shown = banner(settingsOf({ REDIS_URL }), null);
    expect(shown).toContain('Journal: Redis at 127.0.0.1:6379. Calls are forgotten 30 days after they have ended.\n');
    expect(shown).not.toMatch(/canary|demo:/);
    expect(banner(settingsOf({ REDIS_URL, DATABASE_URL: LOCAL }), null)).toContain(
      'Journal: Postgres at 127.0.0.1:5432/calls.\n',
    );
  });

  it('needs DATA_KEYS beyond loopback', () => {
    const remote = { REDIS_URL: 'rediss://redis.example.com' };
    expect(problemsOf(remote)).toEqual([expect.stringMatching(/^DATA_KEYS is missing: a REDIS_URL /)]);
    expect(problemsOf({ ...remote, DATA_KEYS })).toEqual([]);
  });

  it('warns where the keys do not outlive the process as the calls do', () => {
    expect(settingsOf({ REDIS_URL }).warnings).toEqual([expect.stringContaining('after a restart')]);
    expect(settingsOf({ REDIS_URL, DATA_KEYS }).warnings).toEqual([]);
  });
});

describe('dispatch', () => {
  const REDIS_URL = 'redis://127.0.0.1:6379';

  it('places calls that wait in this process, unless it is left to workers', () => {
    expect(settingsOf({}).dispatch).toEqual({ work: true });
    expect(settingsOf({ REDIS_URL, DISPATCH_WORK: 'false' }).dispatch).toEqual({ work: false });
    expect(problemsOf({ DISPATCH_WORK: 'false' })).toEqual([expect.stringMatching(/^DISPATCH_WORK may be false only/)]);
  });

  it('has bounds', () => {
    const set = { REDIS_URL, DISPATCH_CONCURRENCY: '5', DISPATCH_PER_SECOND: '50', DISPATCH_LOCK_MS: '5000' };
    expect(settingsOf(set).dispatch).toEqual({ work: true, concurrency: 5, ratePerSecond: 50, lockMs: 5_000 });
    const bad = { DISPATCH_CONCURRENCY: '0', DISPATCH_PER_SECOND: 'x', DISPATCH_LOCK_MS: '1' };
    expect(problemsOf(bad).map((line) => line.split(' ')[0])).toEqual(Object.keys(bad));
  });

  it('shows in the banner', () => {
    expect(banner(settingsOf({}), null)).toContain('Dispatch: in memory. Calls that wait are lost at exit.\n');
    expect(banner(settingsOf({ REDIS_URL }), null)).toContain('Dispatch: BullMQ on Redis at 127.0.0.1:6379.\n');
  });
});

describe('a worker', () => {
  const LIVE = {
    REDIS_URL: 'redis://demo:canary@127.0.0.1:6379',
    ESMS_API_KEY: 'a-key',
    ESMS_SECRET_KEY: 'a-secret',
    PUBLIC_URL: 'https://demo.example.com',
    CALLBACK_KEYS,
    DATA_KEYS,
  };
  const problemsOfWorker = (variables: Record<string, string>): readonly string[] => {
    const reading = readSettings(variables, 'worker');
    return 'problems' in reading ? reading.problems : [];
  };

  it('needs what web processes need but the key that they ask for, and listens elsewhere', () => {
    const reading = readSettings({ ...LIVE, PORT: '3000' }, 'worker');
    const { settings } = reading as { settings: Settings };
    expect(settings).toMatchObject({ role: 'worker', port: 3_100, publicUrl: 'https://demo.example.com' });
    const shown = workerBanner(settings);
    expect(shown).toContain('http://127.0.0.1:3100/health');
    expect(shown).not.toContain('canary');
  });

  it('names what is missing: Redis, and the keys of a gateway', () => {
    expect(problemsOfWorker({}).map((line) => line.split(' ')[0])).toEqual(['REDIS_URL', 'ESMS_API_KEY']);
    const { PUBLIC_URL: _, CALLBACK_KEYS: __, ...rest } = LIVE;
    expect(problemsOfWorker(rest).map((line) => line.split(' ')[0])).toEqual(['PUBLIC_URL', 'CALLBACK_KEYS']);
  });
});
