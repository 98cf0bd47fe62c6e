import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_MAX_CALLS, type EsmsVoiceOptions } from 'nestjs-esms-voice';
import { resolveOptions } from '../../libs/esms-voice/src/module/resolve-options.js';
import { ROOT } from './lib/root.js';
import { rowsOf } from './lib/table.js';

const COLUMNS = ['option', 'default', 'meaning'];
const all = rowsOf(await readFile(`${ROOT}docs/options.md`, 'utf8'), COLUMNS);
const names = all.flatMap(([option]) => [...option!.matchAll(/`([\w.]+)`/g)].map(([, name]) => name!.split('.')[0]!));
const { credentials: _, hosts, limits, transport, rules, ...rest } = resolveOptions({ apiKey: 'a', secretKey: 's' });

/** What the library does where an option is absent. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  ...hosts,
  ...limits,
  ...rest,
  transport: transport.kind,
  connectTimeoutMs: transport.connectTimeoutMs,
  maxContentLength: rules.maxContentLength,
  phones: { landlines: rules.landlines, foreign: rules.foreign },
};

/** Every name of the options, held together with their type by the compiler. */
const NAMES: Record<keyof EsmsVoiceOptions, true> = {
  apiKey: true,
  secretKey: true,
  restUrl: true,
  voiceUrl: true,
  sandbox: true,
  timeoutMs: true,
  deadlineMs: true,
  maxAttempts: true,
  retryDelayMs: true,
  maxRetryDelayMs: true,
  maxRetryAfterMs: true,
  transport: true,
  connectTimeoutMs: true,
  maxInFlight: true,
  maxQueued: true,
  breaker: true,
  dispatcher: true,
  onAttempt: true,
  onOutcome: true,
  maxContentLength: true,
  phones: true,
  callback: true,
  handlers: true,
  settlement: true,
  balance: true,
  dataKeys: true,
  accounts: true,
  journal: true,
};

/** Defaults that stand in the table as a value: `10000`, `undici`, `{ enabled: true, … }`. */
const valuesOf = (rows: readonly string[][]): [string, unknown][] =>
  rows.flatMap(([option, told]) => {
    const [, name] = /^`(\w+)`$/.exec(option!) ?? [];
    const [, value] = /^`(\d+|true|false|undici|https:\S+|\{.*\})`/.exec(told!) ?? [];
    return name === undefined || value === undefined ? [] : [[name, readValue(value)] as [string, unknown]];
  });

const readValue = (text: string): unknown =>
  /^[a-z]+(?::\/\/.*)?$/.test(text) && !/^(?:true|false)$/.test(text)
    ? text
    : JSON.parse(text.replace(/(\w+):(?=\s)/g, '"$1":'));

describe('the table of options', () => {
  it('names every option, and no other', () => {
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(NAMES).toSorted());
  });

  it('tells the defaults as they are', () => {
    const told = valuesOf(all);
    expect(told.length).toBeGreaterThan(15);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(told.map(([name]) => [name, DEFAULTS[name]])));
    expect(all.find(([option]) => option === '`journal`')![1]).toBe(
      `\`new InMemoryCallJournal(${DEFAULT_MAX_CALLS.toLocaleString('en').replace(',', '_')})\``,
    );
  });

  it.each(['README.md', 'README.vi.md'])('tells no other defaults in %s', async (path) => {
    const rows = rowsOf(await readFile(ROOT + path, 'utf8'), path === 'README.md' ? COLUMNS : VIETNAMESE);
    const told = valuesOf(rows);
    expect(told.length).toBeGreaterThan(3);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(told.map(([name]) => [name, DEFAULTS[name]])));
  });
});

const VIETNAMESE = ['tuỳ chọn', 'mặc định', 'ý nghĩa'];
