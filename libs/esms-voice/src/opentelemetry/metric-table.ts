/** What a metric is, by OpenTelemetry's words. */
export interface MetricDefinition {
  readonly name: string;
  readonly type: 'counter' | 'histogram' | 'gauge';
  readonly unit: string;
  readonly description: string;
  readonly labels: readonly string[];
}

const define = (
  name: string,
  type: MetricDefinition['type'],
  unit: string,
  labels: readonly string[],
  description: string,
): MetricDefinition => ({ name, type, unit, labels, description });

/**
 * Every metric; docs/operations.md has the same table. Names and labels are stable, and each label has few values: no number,
 * request id, content or address is among them.
 */
export const METRICS = {
  calls: define(
    'esms.calls',
    'counter',
    '{step}',
    ['account', 'kind', 'state', 'reason', 'carrier'],
    'Steps of calls: how often a call reached this state',
  ),
  attempts: define(
    'esms.attempts',
    'counter',
    '{attempt}',
    ['account', 'kind', 'outcome', 'code'],
    'Attempts at calls by outcome and code of the gateway',
  ),
  timeToAccept: define(
    'esms.call.time_to_accept.seconds',
    'histogram',
    's',
    ['account', 'kind'],
    'From the first attempt being due to the word of the gateway that it has the call',
  ),
  timeToRing: define(
    'esms.call.time_to_ring.seconds',
    'histogram',
    's',
    ['account', 'kind', 'carrier'],
    'From there to the word of the carrier, or to the answer where that was never told',
  ),
  timeToFinal: define(
    'esms.call.time_to_final.seconds',
    'histogram',
    's',
    ['account', 'kind'],
    'From the first attempt being due to delivered or undelivered',
  ),
  inFlight: define('esms.calls.in_flight', 'gauge', '{call}', ['account'], 'Calls that this process is placing now'),
  callbacks: define('esms.callbacks', 'counter', '{callback}', ['account', 'result'], 'Callbacks by what they did'),
  callbacksRefused: define(
    'esms.callbacks.refused',
    'counter',
    '{request}',
    ['reason'],
    'Requests to the webhook without a good token',
  ),
  verification: define(
    'esms.verification.decisions',
    'counter',
    '{decision}',
    ['decision', 'rule'],
    'What verification decided, and the limit or policy that said so',
  ),
  dispatchJobs: define('esms.dispatch.jobs', 'gauge', '{job}', ['account', 'state'], 'Jobs of calls that wait'),
  dispatchPaused: define('esms.dispatch.paused', 'gauge', '1', ['account'], 'Whether the queue is paused: 1 or 0'),
  balance: define('esms.balance', 'gauge', 'VND', ['account'], 'What is left on the account, where it is watched'),
  callsLeft: define('esms.balance.calls_left', 'gauge', '{call}', ['account'], 'Calls that the balance is good for'),
  balanceLow: define('esms.balance.low', 'gauge', '1', ['account'], 'Whether the balance is low: 1 or 0'),
  breakerOpen: define(
    'esms.breaker.open',
    'gauge',
    '1',
    ['account', 'host'],
    'Whether attempts at the host are held back: 1, 0.5 while one probes, 0',
  ),
  handlerFailures: define(
    'esms.handler.failures',
    'counter',
    '{event}',
    ['account', 'state'],
    'Events that a handler gave up on',
  ),
  carrierAnswerRate: define(
    'esms.carrier.answer_rate',
    'gauge',
    '1',
    ['carrier', 'hour'],
    'Share of ended calls that were answered, in the last hour and the one before',
  ),
  carrierEnded: define(
    'esms.carrier.ended',
    'gauge',
    '{call}',
    ['carrier', 'outcome'],
    'Calls that ended within the last hour',
  ),
  carrierTimeToRing: define(
    'esms.carrier.time_to_ring.seconds',
    'gauge',
    's',
    ['carrier', 'share'],
    'Time within which half, and 95 of 100, of the answered calls of the last hour rang',
  ),
} as const satisfies Readonly<Record<string, MetricDefinition>>;
