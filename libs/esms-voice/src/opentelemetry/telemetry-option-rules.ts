import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { EsmsTelemetryOptions } from './telemetry-options.js';

const MODULE = 'EsmsTelemetryModule';

const RULES: Readonly<
  Record<keyof EsmsTelemetryOptions, readonly [rule: string, isGood: (value: unknown) => boolean]>
> = {
  ready: ['must be a promise', (value) => typeof Object(value).then === 'function'],
  watchOwnCalls: ['must be true or false', (value) => typeof value === 'boolean'],
  tracerProvider: ['must be a TracerProvider', (value) => typeof Object(value).getTracer === 'function'],
  meterProvider: ['must be a MeterProvider', (value) => typeof Object(value).getMeter === 'function'],
};

/** @throws EsmsVoiceOptionsError naming each problem at once, and no value. */
export function refuseBadOptions(options: EsmsTelemetryOptions): void {
  const problems = Object.entries(options).flatMap(([name, value]) => {
    const rule = RULES[name as keyof EsmsTelemetryOptions];
    if (!rule) return [`${name}: is no option`];
    return value === undefined || rule[1](value) ? [] : [`${name}: ${rule[0]}`];
  });
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, MODULE);
}
