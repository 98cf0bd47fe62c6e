import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import type { CallRecord, HistoryEntry } from '../calls/call-record.js';
import { carrierOf } from '../calls/carrier.js';
import type { CallObserver, RunBegun, RunObserver } from '../events/call-observer.js';
import { ringTimeOf } from '../events/carrier-watch.js';
import type { HandlerFailure } from '../events/handler-run.js';
import type { AttemptEnded } from '../ring-once/attempt-hooks.js';
import { codeLabel, NONE } from './labels.js';
import { counterOf, histogramOf } from './metric-instruments.js';
import { METRICS } from './metric-table.js';

/** Counts what happens to calls in this process: a step is counted where it is made, so processes add up. */
export class CallMetrics implements CallObserver {
  /** Calls that this process is placing, by account. */
  readonly inFlight = new Map<string, number>();
  private readonly calls: Counter;
  private readonly attempts: Counter;
  private readonly failures: Counter;
  private readonly times: Readonly<Record<'accept' | 'ring' | 'final', Histogram>>;

  /** @param accountLabel one of the accounts that are known at boot, or `other`. */
  constructor(
    meter: Meter,
    private readonly accountLabel: (account: string) => string,
  ) {
    this.calls = counterOf(meter, METRICS.calls);
    this.attempts = counterOf(meter, METRICS.attempts);
    this.failures = counterOf(meter, METRICS.handlerFailures);
    this.times = {
      accept: histogramOf(meter, METRICS.timeToAccept),
      ring: histogramOf(meter, METRICS.timeToRing),
      final: histogramOf(meter, METRICS.timeToFinal),
    };
  }

  readonly onRun = ({ record }: RunBegun): RunObserver => {
    const account = this.accountLabel(record.account);
    const kind = record.kind ?? NONE;
    this.countInFlight(account, 1);
    return {
      traceparent: null,
      onAttempt: ({ outcome, gatewayCode }: AttemptEnded) =>
        this.attempts.add(1, { account, kind, outcome, code: codeLabel(gatewayCode) }),
      onEnd: () => this.countInFlight(account, -1),
    };
  };

  readonly onStep = (record: CallRecord): void => {
    const { kind, reason, phone, history } = record;
    const { state } = history.at(-1)!;
    const labels = { account: this.accountLabel(record.account), kind: kind ?? NONE };
    const carrier = phone === null ? NONE : carrierOf(phone);
    this.calls.add(1, { ...labels, state, reason: reason ?? NONE, carrier });
    if (record.sandbox) return;
    if (state === 'accepted') this.noteTime('accept', sinceDue(history), labels);
    if (ringsNow(history)) this.noteTime('ring', ringTimeOf(history), { ...labels, carrier });
    if (state === 'delivered' || state === 'undelivered') this.noteTime('final', sinceDue(history), labels);
  };

  readonly onHandlerFailure = ({ event }: HandlerFailure): void =>
    this.failures.add(1, { account: this.accountLabel(event.account), state: event.type });

  private noteTime(time: keyof CallMetrics['times'], ms: number | null, labels: Record<string, string>): void {
    if (ms !== null) this.times[time].record(ms / 1000, labels);
  }

  private countInFlight(account: string, change: number): void {
    this.inFlight.set(account, (this.inFlight.get(account) ?? 0) + change);
  }
}

/** From the first attempt being due to the latest step, in milliseconds; `null` for a call that another instance placed. */
function sinceDue(history: readonly HistoryEntry[]): number | null {
  const due = history.find(({ state }) => state === 'pending');
  return due ? Math.max(0, history.at(-1)!.at.getTime() - due.at.getTime()) : null;
}

/** The step that tells of the ringing: the carrier's word, or the answer where there was none. */
function ringsNow(history: readonly HistoryEntry[]): boolean {
  const { state } = history.at(-1)!;
  return state === 'dialing' || (state === 'delivered' && !history.some((step) => step.state === 'dialing'));
}
