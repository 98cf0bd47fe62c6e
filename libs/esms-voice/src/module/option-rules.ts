import type { CallJournalStore } from '../journal/call-journal.store.js';
import type { EsmsVoiceOptions, EsmsWebhookOptions } from './esms-voice-options.js';
import {
  findProblems,
  hasMethods,
  isBoolean,
  isFunction,
  isKeys,
  isOneOf,
  isSafeUrl,
  isSafeUrlOrNone,
  isShare,
  isText,
  isWhole,
  optional,
  type OptionCheck,
  type OptionChecks,
} from './option-checks.js';

const MAX_MS = 600_000;
const MAX_COUNT = 1_000_000;
const MAX_VND = 1_000_000_000_000;
const MAX_GIVE_UP_MS = 31 * 24 * 60 * 60 * 1000;

const milliseconds = optional(isWhole(1, MAX_MS));
const millisecondsOrNone = optional(isWhole(0, MAX_MS));

const STORE_METHODS: readonly (keyof CallJournalStore)[] = [
  'insert',
  'update',
  'find',
  'findByCallId',
  'list',
  'claimDue',
  'quarantine',
  'listQuarantined',
  'erase',
  'purge',
];

const RULES = {
  apiKey: isText,
  secretKey: isText,
  restUrl: optional(isSafeUrl),
  voiceUrl: optional(isSafeUrl),
  sandbox: optional(isBoolean),
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  maxAttempts: optional(isWhole(1, 10)),
  retryDelayMs: millisecondsOrNone,
  maxRetryDelayMs: millisecondsOrNone,
  maxRetryAfterMs: millisecondsOrNone,
  transport: optional(isOneOf('undici', 'axios')),
  connectTimeoutMs: milliseconds,
  maxInFlight: optional(isWhole(1, MAX_COUNT)),
  maxQueued: optional(isWhole(0, MAX_COUNT)),
  breaker: {
    windowMs: milliseconds,
    minAttempts: optional(isWhole(1, MAX_COUNT)),
    failureRatio: optional(isShare),
    openMs: millisecondsOrNone,
  },
  dispatcher: optional(hasMethods('dispatch')),
  onAttempt: optional(isFunction),
  onOutcome: optional(isFunction),
  maxContentLength: optional(isWhole(1, 10_000)),
  phones: { landlines: optional(isBoolean), foreign: optional(isBoolean) },
  callback: { publicUrl: isSafeUrlOrNone, keys: isKeys, confirm: optional(isBoolean) },
  handlers: {
    maxAttempts: optional(isWhole(1, 100)),
    retryDelayMs: millisecondsOrNone,
    maxRetryDelayMs: millisecondsOrNone,
    leaseMs: milliseconds,
  },
  settlement: {
    enabled: optional(isBoolean),
    intervalMs: milliseconds,
    perSecond: optional(isWhole(1, 1_000)),
    giveUpAfterMs: optional(isWhole(1, MAX_GIVE_UP_MS)),
    afterDeadlineMs: millisecondsOrNone,
  },
  balance: {
    below: optional(isWhole(1, MAX_VND)),
    belowCalls: optional(isWhole(1, MAX_COUNT)),
    intervalMs: optional(isWhole(1, MAX_GIVE_UP_MS)),
  },
  dataKeys: optional(isKeys),
  accounts: { resolve: isFunction },
  journal: optional(hasMethods(...STORE_METHODS)),
} satisfies Record<keyof EsmsVoiceOptions, OptionCheck | OptionChecks>;

const BESIDE = /^(webhook|name|isGlobal): is not an option/;

/** What Nest needs before the factory has run stands beside it. */
const toPlace = (problem: string): string =>
  problem.replace(BESIDE, '$1: stands beside useFactory, not in what it returns; it is not an option');

/** Every problem of the options, and of what they need beside the factory. */
export function findOptionProblems(options: EsmsVoiceOptions, webhook?: EsmsWebhookOptions): string[] {
  const problems = findProblems(options, RULES).map(toPlace);
  const { callback, balance, settlement, transport, dispatcher } = Object(options) as EsmsVoiceOptions;
  if (callback && callback.publicUrl !== 'none' && !webhook) {
    problems.push("callback: needs webhook: { path: '…' } beside the factory, where callbacks arrive");
  }
  if (balance && balance.below === undefined && balance.belowCalls === undefined) {
    problems.push('balance: needs below or belowCalls');
  }
  if (callback?.confirm && settlement?.enabled === false) {
    problems.push('callback.confirm: needs settlement, which asks the gateway; set settlement.enabled to true');
  }
  if (transport === 'axios' && dispatcher) problems.push('dispatcher: is for transport undici');
  return problems;
}
