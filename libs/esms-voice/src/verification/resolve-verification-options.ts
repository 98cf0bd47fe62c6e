import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { readPhoneList } from './callable-phone.js';
import type { BeforeCall, CallPolicy } from './call-policy.js';
import { HOUR_MS, MINUTE_MS } from './domain/verification.js';
import type { Bound } from './domain/number-limits.js';
import type { VerificationRules } from './domain/verification-rules.js';
import { findLooserSettings } from './looser-settings.js';
import type { ResolvedVerificationOptions, WideLimit, WideScope } from './resolved-verification-options.js';
import { InMemoryVerificationStore } from './stores/in-memory-verification-store.js';
import { guardStore } from './store-guard.js';
import { readTestNumbers } from './test-numbers.js';
import { VerificationKeys } from './verification-keys.js';
import { findVerificationProblems } from './verification-option-rules.js';
import type { EsmsVerificationOptions, NumberLimitOption, WideLimitOption } from './verification-options.js';

export const VERIFICATION_MODULE = 'EsmsVerificationModule';

/**
 * Checks every rule of the options, applies the defaults and freezes the result.
 * @throws EsmsVoiceOptionsError naming each problem at once, and no value.
 */
export function resolveVerificationOptions(options: EsmsVerificationOptions): ResolvedVerificationOptions {
  const problems = findVerificationProblems(options);
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, VERIFICATION_MODULE);
  const resolved = withDefaults(options);
  const looser = options.preset ? findLooserSettings(resolved, options.preset) : [];
  if (looser.length > 0) throw new EsmsVoiceOptionsError(looser, VERIFICATION_MODULE);
  return Object.freeze(resolved);
}

function withDefaults(options: EsmsVerificationOptions): ResolvedVerificationOptions {
  const { digits, earSafe, phones, content, purposes, beforeCall, testNumbers, store, dataKeys, clock } = options;
  return {
    rules: Object.freeze(rulesOf(options)),
    shape: Object.freeze({ digits: digits ?? 6, earSafe: earSafe ?? false }),
    wideLimits: wideLimitsOf(options),
    phones: { allow: readPhoneList(phones?.allow), deny: readPhoneList(phones?.deny) },
    content: content ?? null,
    purposes: purposes ? new Map(Object.entries(purposes)) : null,
    saysPurpose: purposes !== undefined && (typeof content !== 'string' || content.includes('{purpose}')),
    mustSayPurpose: options.preset?.saysPurpose ?? false,
    policies: [beforeCall ?? []].flat().map(toPolicy),
    testNumbers: readTestNumbers(testNumbers ?? []),
    store: guardStore(store ?? new InMemoryVerificationStore()),
    keys: dataKeys ? new VerificationKeys(dataKeys) : VerificationKeys.random(),
    clock: clock ?? Date.now,
  };
}

function rulesOf({ limits, ...options }: EsmsVerificationOptions): VerificationRules {
  return {
    lifetimeMs: options.lifetimeMs ?? 3 * MINUTE_MS,
    maxGuesses: options.maxGuesses ?? 5,
    newCodeEachCall: options.newCodeEachCall ?? false,
    cooldownsMs: Object.freeze([...(options.cooldownsMs ?? [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS])]),
    callsPerHour: toBound(limits?.numberHour ?? { max: 3 }),
    callsPerDay: toBound(limits?.numberDay ?? { max: 5 }),
    failures: toBound(limits?.numberFailures ?? { max: 100 }),
  };
}

function wideLimitsOf({ limits = {} }: EsmsVerificationOptions): WideLimit[] {
  const given: Record<WideScope, WideLimitOption | null | undefined> = {
    ip: limits.ip === undefined ? { max: 10, windowMs: HOUR_MS } : limits.ip,
    user: limits.user,
    prefix: limits.prefix,
    global: limits.global,
  };
  return (Object.keys(given) as WideScope[]).flatMap((scope) => {
    const limit = given[scope];
    return limit ? [Object.freeze({ scope, windowMs: limit.windowMs, ...toBound(limit) })] : [];
  });
}

const toBound = ({ max, recordOnly }: NumberLimitOption): Bound =>
  Object.freeze({ max, recordOnly: recordOnly ?? false });

const toPolicy = (given: BeforeCall | CallPolicy): CallPolicy =>
  typeof given === 'function' ? { name: 'beforeCall', beforeCall: given } : given;
