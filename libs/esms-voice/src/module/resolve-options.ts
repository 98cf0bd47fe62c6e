import { DEFAULT_CALL_RULES } from '../calls/call-rules.js';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import { DEFAULT_REST_URL } from '../gateway/gateway-endpoints.js';
import type { EsmsCallbackOptions, EsmsVoiceOptions, EsmsWebhookOptions } from './esms-voice-options.js';
import {
  findProblems,
  hasMethods,
  isBoolean,
  isKeys,
  isSafeUrl,
  isSafeUrlOrNone,
  isText,
  isWhole,
  optional,
  type OptionCheck,
} from './option-checks.js';
import type { Keys, ResolvedOptions } from './resolved-options.js';

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_DEADLINE_MS = 30_000;
const DEFAULT_MAX_ATTEMPTS = 3;
const DEFAULT_RETRY_DELAY_MS = 250;
const DEFAULT_MAX_RETRY_DELAY_MS = 5_000;
const DEFAULT_MAX_RETRY_AFTER_MS = 10_000;

const MAX_MS = 600_000;
const MAX_ATTEMPTS = 10;
const MAX_CONTENT_LENGTH = 10_000;

const anything: OptionCheck = () => null;

const CHECKS = {
  apiKey: isText,
  secretKey: isText,
  restUrl: optional(isSafeUrl),
  voiceUrl: optional(isSafeUrl),
  sandbox: optional(isBoolean),
  timeoutMs: optional(isWhole(1, MAX_MS)),
  deadlineMs: optional(isWhole(1, MAX_MS)),
  maxAttempts: optional(isWhole(1, MAX_ATTEMPTS)),
  retryDelayMs: optional(isWhole(0, MAX_MS)),
  maxRetryDelayMs: optional(isWhole(0, MAX_MS)),
  maxRetryAfterMs: optional(isWhole(0, MAX_MS)),
  maxContentLength: optional(isWhole(1, MAX_CONTENT_LENGTH)),
  phones: anything,
  callback: anything,
  dataKeys: optional(isKeys),
  journal: optional(hasMethods('insert', 'update', 'find', 'list')),
} satisfies Record<keyof EsmsVoiceOptions, OptionCheck>;

const PHONE_CHECKS = { landlines: optional(isBoolean), foreign: optional(isBoolean) };
const CALLBACK_CHECKS = { publicUrl: isSafeUrlOrNone, keys: isKeys };

/**
 * Checks every rule of the options, applies the defaults and freezes the result.
 * @throws EsmsVoiceOptionsError naming each problem at once, and no value.
 */
export function resolveOptions(options: EsmsVoiceOptions, webhook?: EsmsWebhookOptions): ResolvedOptions {
  const problems = findProblems(options, CHECKS);
  if (options?.phones !== undefined) problems.push(...findProblems(options.phones, PHONE_CHECKS, 'phones'));
  if (options?.callback !== undefined) problems.push(...callbackProblems(options.callback, webhook));
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems);
  return Object.freeze(withDefaults(options));
}

function callbackProblems(callback: EsmsCallbackOptions, webhook?: EsmsWebhookOptions): string[] {
  const problems = findProblems(callback, CALLBACK_CHECKS, 'callback');
  if (callback?.publicUrl === 'none' || webhook) return problems;
  return [...problems, "callback: needs webhook: { path: '…' } beside the factory, where callbacks arrive"];
}

function withDefaults(options: EsmsVoiceOptions): ResolvedOptions {
  const { phones, callback } = options;
  return {
    credentials: Object.freeze({ apiKey: options.apiKey, secretKey: options.secretKey }),
    restUrl: withoutSlash(options.restUrl ?? DEFAULT_REST_URL),
    sandbox: options.sandbox ?? false,
    limits: Object.freeze({
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS,
      maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      retryDelayMs: options.retryDelayMs ?? DEFAULT_RETRY_DELAY_MS,
      maxRetryDelayMs: options.maxRetryDelayMs ?? DEFAULT_MAX_RETRY_DELAY_MS,
      maxRetryAfterMs: options.maxRetryAfterMs ?? DEFAULT_MAX_RETRY_AFTER_MS,
    }),
    rules: Object.freeze({
      landlines: phones?.landlines ?? DEFAULT_CALL_RULES.landlines,
      foreign: phones?.foreign ?? DEFAULT_CALL_RULES.foreign,
      maxContentLength: options.maxContentLength ?? DEFAULT_CALL_RULES.maxContentLength,
    }),
    callback: callback ? resolveCallback(callback) : null,
    dataKeys: options.dataKeys ? copyKeys(options.dataKeys) : null,
    journal: options.journal ?? null,
  };
}

function resolveCallback({ publicUrl, keys }: EsmsCallbackOptions): ResolvedOptions['callback'] {
  return Object.freeze({
    publicUrl: publicUrl === 'none' ? null : withoutSlash(publicUrl),
    keys: copyKeys(keys),
  });
}

const copyKeys = (keys: EsmsCallbackOptions['keys']): Keys =>
  Object.freeze(keys.map(({ id, secret }) => Object.freeze({ id, secret }))) as unknown as Keys;

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
