import { ASK_AFTER_DEADLINE_MS } from '../calls/asking.js';
import { DEFAULT_CALL_RULES } from '../calls/call-rules.js';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { DeliveryRules } from '../events/event-delivery.js';
import { DEFAULT_REST_URL, DEFAULT_VOICE_URL, type GatewayHosts } from '../gateway/gateway-endpoints.js';
import type { TransportOptions } from '../gateway/http-service.js';
import { DEFAULT_BREAKER } from '../ring-once/circuit-breaker.js';
import type { RingOnceLimits } from '../ring-once/ring-once-limits.js';
import type { BalanceRules } from '../settlement/balance-watch.js';
import type { SettlementRules } from '../settlement/settler.js';
import type { EsmsCallbackOptions, EsmsVoiceOptions, EsmsWebhookOptions } from './esms-voice-options.js';
import { isLoopbackUrl } from './option-checks.js';
import { findOptionProblems } from './option-rules.js';
import type { Keys, ResolvedOptions } from './resolved-options.js';

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_IN_FLIGHT = 100;
const TEN_MINUTES_MS = 10 * 60 * 1000;
/** The status functions know no older calls. */
const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Checks every rule of the options, applies the defaults and freezes the result.
 * @throws EsmsVoiceOptionsError naming each problem at once, and no value.
 */
export function resolveOptions(options: EsmsVoiceOptions, webhook?: EsmsWebhookOptions): ResolvedOptions {
  const problems = findOptionProblems(options, webhook);
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems);
  return Object.freeze(withDefaults(options));
}

function withDefaults(options: EsmsVoiceOptions): ResolvedOptions {
  const { apiKey, secretKey, onAttempt, onOutcome, callback } = options;
  return {
    credentials: Object.freeze({ apiKey, secretKey }),
    hosts: Object.freeze(hostsOf(options)),
    sandbox: options.sandbox ?? false,
    limits: Object.freeze(limitsOf(options)),
    transport: Object.freeze(transportOf(options)),
    hooks: Object.freeze({ onAttempt, onOutcome }),
    rules: Object.freeze(rulesOf(options)),
    callback: callback ? resolveCallback(callback) : null,
    handlers: Object.freeze(handlersOf(options)),
    settlement: Object.freeze(settlementOf(options)),
    balance: balanceOf(options),
    dataKeys: options.dataKeys ? copyKeys(options.dataKeys) : null,
    journal: options.journal ?? null,
    resolveAccount: options.accounts?.resolve ?? null,
  };
}

/** A REST host on this machine is a simulator, which speaks for both: nothing of a test may reach the live voice host. */
function hostsOf({ restUrl = DEFAULT_REST_URL, voiceUrl }: EsmsVoiceOptions): GatewayHosts {
  const defaultVoiceUrl = isLoopbackUrl(restUrl) ? restUrl : DEFAULT_VOICE_URL;
  return { restUrl: withoutSlash(restUrl), voiceUrl: withoutSlash(voiceUrl ?? defaultVoiceUrl) };
}

const handlersOf = ({ handlers }: EsmsVoiceOptions): DeliveryRules => ({
  maxAttempts: handlers?.maxAttempts ?? 5,
  retryDelayMs: handlers?.retryDelayMs ?? 500,
  maxRetryDelayMs: handlers?.maxRetryDelayMs ?? 30_000,
  leaseMs: handlers?.leaseMs ?? 60_000,
});

const settlementOf = ({ settlement }: EsmsVoiceOptions): SettlementRules => ({
  enabled: settlement?.enabled ?? true,
  intervalMs: settlement?.intervalMs ?? 15_000,
  perSecond: settlement?.perSecond ?? 10,
  giveUpAfterMs: settlement?.giveUpAfterMs ?? SEVEN_DAYS_MS,
  afterDeadlineMs: settlement?.afterDeadlineMs ?? ASK_AFTER_DEADLINE_MS,
});

function balanceOf({ balance }: EsmsVoiceOptions): BalanceRules | null {
  const { below = null, belowCalls = null, intervalMs = TEN_MINUTES_MS } = balance ?? {};
  return below === null && belowCalls === null ? null : Object.freeze({ below, belowCalls, intervalMs });
}

const limitsOf = (options: EsmsVoiceOptions): RingOnceLimits => ({
  timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  deadlineMs: options.deadlineMs ?? 30_000,
  maxAttempts: options.maxAttempts ?? 3,
  retryDelayMs: options.retryDelayMs ?? 250,
  maxRetryDelayMs: options.maxRetryDelayMs ?? 5_000,
  maxRetryAfterMs: options.maxRetryAfterMs ?? 10_000,
  maxInFlight: options.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT,
  maxQueued: options.maxQueued ?? 1_000,
  breaker: Object.freeze({ ...DEFAULT_BREAKER, ...options.breaker }),
});

const transportOf = (options: EsmsVoiceOptions): TransportOptions => ({
  kind: options.transport ?? 'undici',
  timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
  connections: options.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT,
  dispatcher: options.dispatcher ?? null,
});

const rulesOf = ({ phones, maxContentLength }: EsmsVoiceOptions): ResolvedOptions['rules'] => ({
  landlines: phones?.landlines ?? DEFAULT_CALL_RULES.landlines,
  foreign: phones?.foreign ?? DEFAULT_CALL_RULES.foreign,
  maxContentLength: maxContentLength ?? DEFAULT_CALL_RULES.maxContentLength,
});

function resolveCallback({ publicUrl, keys, confirm }: EsmsCallbackOptions): ResolvedOptions['callback'] {
  return Object.freeze({
    publicUrl: publicUrl === 'none' ? null : withoutSlash(publicUrl),
    keys: copyKeys(keys),
    confirm: confirm ?? false,
  });
}

const copyKeys = (keys: EsmsCallbackOptions['keys']): Keys =>
  Object.freeze(keys.map(({ id, secret }) => Object.freeze({ id, secret }))) as unknown as Keys;

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
