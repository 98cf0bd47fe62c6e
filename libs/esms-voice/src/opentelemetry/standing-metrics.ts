import type { BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { EsmsCallbacks } from '../callbacks/esms-callbacks.js';
import type { EsmsCarrierWatch } from '../events/carrier-watch.js';
import type { BreakerState } from '../ring-once/circuit-breaker.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { gaugeOf, observableCounterOf } from './metric-instruments.js';
import { METRICS } from './metric-table.js';

/** What is asked when somebody looks. */
export interface StandingSources {
  readonly services: () => readonly EsmsVoiceService[];
  readonly callbacks: EsmsCallbacks;
  readonly watch: EsmsCarrierWatch;
  readonly inFlight: ReadonlyMap<string, number>;
  readonly accountLabel: (account: string) => string;
}

const HELD_BACK: Readonly<Record<BreakerState, number>> = { closed: 0, probing: 0.5, open: 1 };

/** Metrics of how things stand, read when they are collected and at no other time. Returns what ends them. */
export function observeStanding(meter: Meter, sources: StandingSources): () => void {
  const made = instrumentsOf(meter);
  const observe = (result: BatchObservableResult): void => {
    for (const service of sources.services()) observeAccount(result, made, service);
    for (const [account, count] of sources.inFlight) result.observe(made.inFlight, count, { account });
    observeCallbacks(result, made, sources);
    observeCarriers(result, made, sources.watch);
  };
  const all: Observable[] = Object.values(made);
  meter.addBatchObservableCallback(observe, all);
  return () => meter.removeBatchObservableCallback(observe, all);
}

type Made = ReturnType<typeof instrumentsOf>;

const instrumentsOf = (meter: Meter) => ({
  inFlight: gaugeOf(meter, METRICS.inFlight),
  callbacks: observableCounterOf(meter, METRICS.callbacks),
  callbacksRefused: observableCounterOf(meter, METRICS.callbacksRefused),
  balance: gaugeOf(meter, METRICS.balance),
  callsLeft: gaugeOf(meter, METRICS.callsLeft),
  balanceLow: gaugeOf(meter, METRICS.balanceLow),
  breakerOpen: gaugeOf(meter, METRICS.breakerOpen),
  answerRate: gaugeOf(meter, METRICS.carrierAnswerRate),
  ended: gaugeOf(meter, METRICS.carrierEnded),
  timeToRing: gaugeOf(meter, METRICS.carrierTimeToRing),
});

function observeAccount(result: BatchObservableResult, made: Made, service: EsmsVoiceService): void {
  const { account, balanceState, breakers } = service;
  for (const [host, state] of Object.entries(breakers))
    result.observe(made.breakerOpen, HELD_BACK[state], { account, host });
  if (!balanceState) return;
  const { balance, callsLeft, level } = balanceState;
  if (balance !== null) result.observe(made.balance, balance, { account });
  if (callsLeft !== null) result.observe(made.callsLeft, callsLeft, { account });
  if (level !== 'unknown') result.observe(made.balanceLow, level === 'low' ? 1 : 0, { account });
}

/** Accounts that are known at run time alone are counted as one. */
function observeCallbacks(
  result: BatchObservableResult,
  made: Made,
  { callbacks, accountLabel }: StandingSources,
): void {
  const { refused, received } = callbacks.counts();
  for (const [reason, count] of Object.entries(refused)) result.observe(made.callbacksRefused, count, { reason });
  const sums = new Map<string, Map<string, number>>();
  for (const [name, counts] of Object.entries(received)) {
    const account = accountLabel(name);
    const sum = sums.get(account) ?? new Map<string, number>();
    sums.set(account, sum);
    for (const [what, count] of Object.entries(counts)) sum.set(what, (sum.get(what) ?? 0) + count);
  }
  for (const [account, sum] of sums)
    for (const [what, count] of sum) result.observe(made.callbacks, count, { account, result: what });
}

function observeCarriers(result: BatchObservableResult, made: Made, watch: EsmsCarrierWatch): void {
  for (const { carrier, answered, unanswered, answerRate, previousAnswerRate, timeToRingMs } of watch.rates()) {
    result.observe(made.ended, answered, { carrier, outcome: 'answered' });
    result.observe(made.ended, unanswered, { carrier, outcome: 'unanswered' });
    if (answerRate !== null) result.observe(made.answerRate, answerRate, { carrier, hour: 'last' });
    if (previousAnswerRate !== null) result.observe(made.answerRate, previousAnswerRate, { carrier, hour: 'previous' });
    for (const [share, ms] of Object.entries(timeToRingMs ?? {}))
      result.observe(made.timeToRing, ms / 1000, { carrier, share });
  }
}
