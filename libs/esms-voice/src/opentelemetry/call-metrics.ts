import type { Histogram, Meter } from '@opentelemetry/api';
import type { CallRecord, HistoryEntry } from '../calls/call-record.js';
import { carrierOf } from '../calls/carrier.js';
import type { CallObserver, RunBegun, RunObserver } from '../events/call-observer.js';
import { ringTimeOf } from '../events/carrier-watch.js';
import type { HandlerFailure } from '../events/handler-run.js';
import { AttemptTally } from './attempt-tally.js';
import { NONE } from './labels.js';
import { histogramOf, observeTally } from './metric-instruments.js';
import { METRICS } from './metric-table.js';
import { Tally } from './tally.js';

/** Counts what happens to calls in this process: a step is counted where it is made, so processes add up. */
export class CallMetrics implements CallObserver {
  /** Calls that this process is placing, by account. */
  readonly inFlight = new Map<string, number>();
  private readonly calls = new Tally(METRICS.calls.labels);
  private readonly attempts = new Tally(METRICS.attempts.labels);
  private readonly failures = new Tally(METRICS.handlerFailures.labels);
  private readonly times: Readonly<Record<'accept' | 'ring' | 'final', Histogram>>;

  /** @param accountLabel one of the accounts that are known at boot, or `other`. */
  constructor(
    meter: Meter,
    private readonly accountLabel: (account: string) => string,
  ) {
    this.times = {
      accept: histogramOf(meter, METRICS.timeToAccept),
      ring: histogramOf(meter, METRICS.timeToRing),
      final: histogramOf(meter, METRICS.timeToFinal),
    };
    observeTally(meter, METRICS.calls, this.calls);
    observeTally(meter, METRICS.attempts, this.attempts);
    observeTally(meter, METRICS.handlerFailures, this.failures);
  }

  readonly onRun = ({ record }: RunBegun): RunObserver =>
    new AttemptTally(this.accountLabel(record.account), record.kind ?? NONE, this.attempts, this.inFlight);

  readonly onStep = (record: CallRecord): void => {
    const { phone, history, kind, reason, state } = record;
    const account = this.accountLabel(record.account);
    const carrier = phone === null ? NONE : carrierOf(phone);
    this.calls.add(account, kind ?? NONE, state, reason ?? NONE, carrier);
    if (record.sandbox) return;
    const labels = { account, kind: kind ?? NONE };
    if (state === 'accepted') this.noteTime('accept', sinceDue(history), labels);
    if (ringsNow(history)) this.noteTime('ring', ringTimeOf(history), { ...labels, carrier });
    if (state === 'delivered' || state === 'undelivered') this.noteTime('final', sinceDue(history), labels);
  };

  readonly onHandlerFailure = ({ event }: HandlerFailure): void =>
    this.failures.add(this.accountLabel(event.account), event.type);

  private noteTime(time: keyof CallMetrics['times'], ms: number | null, labels: Record<string, string>): void {
    if (ms !== null) this.times[time].record(ms / 1000, labels);
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
