import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { EsmsHealthOptions, ResolvedHealthOptions } from './health-options.js';

const DEFAULTS: ResolvedHealthOptions = Object.freeze({
  answerMs: 1_000,
  askGatewayEveryMs: 60_000,
  askGateway: true,
  expectCallbacks: true,
  quietCalls: 20,
  quietMs: 600_000,
});

/** @throws EsmsVoiceOptionsError naming each problem at once, and no value. */
export function resolveHealthOptions(options: EsmsHealthOptions): ResolvedHealthOptions {
  const problems = Object.entries(options).flatMap(([name, value]) => problemOf(name, value) ?? []);
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, 'EsmsHealthModule');
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.freeze({ ...DEFAULTS, ...Object.fromEntries(given) });
}

function problemOf(name: string, value: unknown): string | null {
  if (!(name in DEFAULTS)) return `${name}: is no option`;
  if (value === undefined) return null;
  if (typeof DEFAULTS[name as keyof ResolvedHealthOptions] === 'boolean')
    return typeof value === 'boolean' ? null : `${name}: must be true or false`;
  return Number.isSafeInteger(value) && (value as number) > 0 ? null : `${name}: must be a whole number above 0`;
}
