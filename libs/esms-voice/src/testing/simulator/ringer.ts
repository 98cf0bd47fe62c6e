import type { ReportFamily } from './call-report.js';
import type { ReportOrder } from './callback-reporter.js';
import type { FaultyReporter } from './faulty-reporter.js';
import type { Ledger } from './ledger.js';
import type { LedgerEntry } from './ledger-entry.js';
import type { PlacedCall } from './placed-call.js';
import type { SeededRandom } from './seeded-random.js';
import type { SimulatedAccount } from './simulated-account.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** A call that was accepted for real ringing, and where it is to be reported. */
export interface RingOrder {
  readonly entry: LedgerEntry;
  readonly call: PlacedCall;
  /** Empty when nobody is to be told. */
  readonly callbackUrl: string;
  readonly family: ReportFamily;
}

interface RingerParts {
  readonly options: Pick<ResolvedSimulatorOptions, 'clock' | 'answerAfterMs'>;
  readonly account: SimulatedAccount;
  readonly ledger: Ledger;
  readonly reporter: FaultyReporter;
  readonly random: SeededRandom;
}

/** Takes accepted calls through dialling to their end, on the simulator's clock, and has the end of each round reported. */
export class Ringer {
  constructor(private readonly parts: RingerParts) {}

  ring(order: RingOrder): void {
    this.dialAt(order.call.order.dialAt, order);
  }

  /** Takes a call to its end at once; settles when its report has been delivered once, or was lost. */
  ringAtOnce(order: RingOrder): Promise<void> {
    const { reporter, options } = this.parts;
    order.call.begin();
    const report = this.end(order, options.clock.now());
    return new Promise((resolve) => reporter.sendUnspoilt({ ...report, onFirstDelivery: resolve }));
  }

  /** Leaves every call where it stands. */
  cancelAll(): void {
    this.parts.options.clock.cancelAll(this);
  }

  private dialAt(dueAt: number, order: RingOrder): void {
    const { clock, answerAfterMs } = this.parts.options;
    clock.at(dueAt, this, (startedAt) => {
      order.call.begin();
      clock.at(startedAt + answerAfterMs, this, (endedAt) => this.finish(order, endedAt));
    });
  }

  private finish(order: RingOrder, endedAt: number): void {
    const report = this.end(order, endedAt);
    if (order.callbackUrl === '') report.onDone();
    else this.parts.reporter.send(report);
  }

  private end(order: RingOrder, endedAt: number): ReportOrder {
    const { call } = order;
    call.end();
    if (call.isAnswered) call.durationSeconds = this.parts.random.integer(5, 30);
    else if (call.isToBeRedialled) this.redial(order, endedAt);
    else this.parts.account.refund();
    return this.reportOf(order);
  }

  private redial(order: RingOrder, endedAt: number): void {
    this.parts.ledger.noteRedial(order.entry);
    this.dialAt(endedAt + order.call.order.redials.waitMs, order);
  }

  private reportOf({ entry, call, callbackUrl, family }: RingOrder): ReportOrder {
    const { outcome, price, durationSeconds, pressedKey } = call;
    const { callId, request } = call.order;
    const { requestId, phone } = request;
    const report = { callId, requestId, phone, outcome, price, durationSeconds, pressedKey };
    return { callbackUrl, family, entry, report, onDone: () => this.parts.ledger.noteClosed(entry) };
  }
}
