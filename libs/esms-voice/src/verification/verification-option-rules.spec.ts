import { describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../../test/support/verification-host.js';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { NIST_AAL2, SBV_50_2024 } from './presets.js';
import { resolveVerificationOptions } from './resolve-verification-options.js';
import { InMemoryVerificationStore } from './stores/in-memory-verification-store.js';
import type { EsmsVerificationOptions } from './verification-options.js';

const problemsOf = (options: unknown): readonly string[] => {
  try {
    resolveVerificationOptions(options as EsmsVerificationOptions);
    return [];
  } catch (error) {
    if (!(error instanceof EsmsVoiceOptionsError)) throw error;
    return error.problems;
  }
};

describe('the defaults', () => {
  it('are those of the norms', () => {
    const { rules, shape, wideLimits, policies, testNumbers } = resolveVerificationOptions({});
    expect(rules).toEqual({
      lifetimeMs: 180_000,
      maxGuesses: 5,
      newCodeEachCall: false,
      cooldownsMs: [60_000, 120_000, 300_000],
      callsPerHour: { max: 3, recordOnly: false },
      callsPerDay: { max: 5, recordOnly: false },
      failures: { max: 100, recordOnly: false },
    });
    expect(shape).toEqual({ digits: 6, earSafe: false });
    expect(wideLimits).toEqual([{ scope: 'ip', max: 10, windowMs: HOUR, recordOnly: false }]);
    expect([policies, testNumbers]).toEqual([[], []]);
  });

  it('give way to zero and to null', () => {
    const options = { cooldownsMs: [0], limits: { ip: null, global: { max: 0, windowMs: HOUR } } };
    const { rules, wideLimits } = resolveVerificationOptions(options);
    expect(rules.cooldownsMs).toEqual([0]);
    expect(wideLimits).toMatchObject([{ scope: 'global', max: 0 }]);
  });

  it('are frozen with what is given, and of nobody else', () => {
    const cooldownsMs = [1_000];
    const options = resolveVerificationOptions({ cooldownsMs });
    cooldownsMs.push(1);
    expect(options.rules.cooldownsMs).toEqual([1_000]);
    expect([options, options.rules, options.shape, options.wideLimits[0]].every((each) => Object.isFrozen(each))).toBe(
      true,
    );
  });
});

describe('an option that is wrong is named', () => {
  it.each<[string, object]>([
    ['digits', { digits: 3 }],
    ['digits', { digits: 11 }],
    ['digits', { digits: '6' }],
    ['lifetimeMs', { lifetimeMs: 999 }],
    ['lifetimeMs', { lifetimeMs: HOUR + 1 }],
    ['maxGuesses', { maxGuesses: 0 }],
    ['maxGuesses', { maxGuesses: Number.NaN }],
    ['cooldownsMs', { cooldownsMs: [] }],
    ['cooldownsMs', { cooldownsMs: [-1] }],
    ['cooldownsMs', { cooldownsMs: 60_000 }],
    ['newCodeEachCall', { newCodeEachCall: 1 }],
    ['earSafe', { earSafe: 'yes' }],
    ['limits', { limits: 5 }],
    ['limits.numberHour.max', { limits: { numberHour: { max: 0 } } }],
    ['limits.numberHour.max', { limits: { numberHour: {} } }],
    ['limits.numberDay.max', { limits: { numberDay: { max: 101 } } }],
    ['limits.numberDay.recordOnly', { limits: { numberDay: { max: 1, recordOnly: 1 } } }],
    ['limits.numberFailures', { limits: { numberFailures: 5 } }],
    ['limits.ip', { limits: { ip: { max: 1 } } }],
    ['limits.ip', { limits: { ip: 5 } }],
    ['limits.user', { limits: { user: { max: -1, windowMs: HOUR } } }],
    ['limits.prefix', { limits: { prefix: { max: 1, windowMs: 999 } } }],
    ['limits.global', { limits: { global: { max: 1, windowMs: HOUR, recordonly: true } } }],
    ['limits.subnet', { limits: { subnet: { max: 1, windowMs: HOUR } } }],
    ['phones.allow', { phones: { allow: '024' } }],
    ['phones.deny', { phones: { deny: ['24'] } }],
    ['content', { content: 'hello' }],
    ['purposes', { purposes: {} }],
    ['purposes', { purposes: { login: '' } }],
    ['purposes', { purposes: { 'log in': 'x' } }],
    ['preset', { preset: 'nist-aal2' }],
    ['preset.maxLifetimeMs', { preset: { ...NIST_AAL2, maxLifetimeMs: 0 } }],
    ['beforeCall', { beforeCall: {} }],
    ['beforeCall', { beforeCall: [() => null, 5] }],
    ['beforeCall', { beforeCall: { beforeCall: () => null } }],
    ['allowTestNumbersInProduction', { allowTestNumbersInProduction: 'yes' }],
    ['store', { store: { start: () => null } }],
    ['dataKeys', { dataKeys: [{ id: 'k1', secret: 'short' }] }],
    ['dataKeys', { store: Object.assign(new InMemoryVerificationStore(), { isShared: true }) }],
    ['clock', { clock: 5 }],
    ['guesses', { guesses: 5 }],
    ['options', null as never],
  ])('%s: %j', (path, options) => {
    const problems = problemsOf(options);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${path}: `));
  });

  it('with all the others at once', () => {
    const options = { digits: 3, maxGuesses: 0, cooldownsMs: [], limits: { ip: 5 }, testNumbers: [{}], clock: 1 };
    expect(problemsOf(options)).toHaveLength(8);
  });
});

describe('a preset', () => {
  const purposes = { login: 'đăng nhập' };

  it.each<[string, EsmsVerificationOptions, EsmsVerificationOptions['preset'], RegExp | null]>([
    ['the defaults', {}, NIST_AAL2, null],
    ['the defaults with purposes', { purposes }, SBV_50_2024, null],
    ['the defaults without purposes', {}, SBV_50_2024, /^purposes: .*\(preset sbv-50-2024\)$/],
    ['three minutes', { purposes, lifetimeMs: 180_000 }, SBV_50_2024, null],
    ['a longer life', { purposes, lifetimeMs: 180_001 }, SBV_50_2024, /^lifetimeMs: must be at most 180000/],
    ['ten minutes', { lifetimeMs: 600_000 }, NIST_AAL2, null],
    ['a longer life than ten minutes', { lifetimeMs: 600_001 }, NIST_AAL2, /^lifetimeMs: /],
    ['five digits', { digits: 5 }, NIST_AAL2, /^digits: must leave at least 1000000 codes/],
    ['ear-safe codes of six digits', { earSafe: true }, NIST_AAL2, /^digits: /],
    ['ear-safe codes of seven digits', { earSafe: true, digits: 7 }, NIST_AAL2, null],
    ['more failures', { limits: { numberFailures: { max: 101 } } }, NIST_AAL2, /^limits\.numberFailures: /],
    [
      'failures that are only recorded',
      { limits: { numberFailures: { max: 9, recordOnly: true } } },
      NIST_AAL2,
      /^limits/,
    ],
    ['a content that says no purpose', { purposes, content: 'Mã: {code}' }, SBV_50_2024, /^purposes: .*content/],
    ['a content that says the purpose', { purposes, content: '{purpose}: {code}' }, SBV_50_2024, null],
  ])('takes or refuses %s', (_, options, preset, problem) => {
    const problems = problemsOf({ ...options, preset });
    expect(problems).toHaveLength(problem ? 1 : 0);
    if (problem) expect(problems[0]).toMatch(problem);
  });

  it('cannot be changed', () => {
    expect([SBV_50_2024, NIST_AAL2].every((preset) => Object.isFrozen(preset))).toBe(true);
  });
});
