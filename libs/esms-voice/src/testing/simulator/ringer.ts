import type { CallOutcome } from './call-outcome.js';
import type { ReportFamily } from './call-report.js';
import type { ReportOrder } from './callback-reporter.js';
import type { FaultyReporter } from './faulty-reporter.js';
import type { Ledger } from './ledger.js';
import type { LedgerEntry, SimulatedCallState } from './ledger-entry.js';
import type { SeededRandom } from './seeded-random.js';
import type { SimulatedAccount } from './simulated-account.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** A call that was accepted for real ringing. */
export interface RingOrder {
  readonly entry: LedgerEntry;
  readonly callId: string;
  readonly requestId: string | null;
  readonly phone: string;
  readonly outcome: CallOutcome;
  /** Milliseconds since 1970, on the simulator's clock. */
  readonly dialAt: number;
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

const FINAL_STATE: Record<CallOutcome, SimulatedCallState> = {
  answered: 'delivered',
  'no-answer': 'undelivered',
  'carrier-failure': 'undelivered',
  rejected: 'rejected',
};

/** Takes accepted calls through dialling to their end, on the simulator's clock, and has each end reported. */
export class Ringer {
  constructor(private readonly parts: RingerParts) {}

  ring(order: RingOrder): void {
    this.parts.options.clock.at(order.dialAt, this, (dueAt) => {
      this.begin(order);
      this.finishLater(order, dueAt);
    });
  }

  /** Takes a call to its end at once; settles when its report has been delivered once, or was lost. */
  ringAtOnce(order: RingOrder): Promise<void> {
    this.begin(order);
    this.end(order);
    return new Promise((resolve) => {
      this.parts.reporter.sendUnspoilt({ ...this.reportOf(order), onFirstDelivery: resolve });
    });
  }

  /** Leaves every call where it stands. */
  cancelAll(): void {
    this.parts.options.clock.cancelAll(this);
  }

  // A call that will be rejected waits for its approval instead of being dialled.
  private begin({ entry, outcome }: RingOrder): void {
    entry.state = outcome === 'rejected' ? 'accepted' : 'dialing';
    if (outcome !== 'rejected') entry.dials += 1;
  }

  private finishLater(order: RingOrder, startedAt: number): void {
    const { clock, answerAfterMs } = this.parts.options;
    clock.at(startedAt + answerAfterMs, this, () => this.finish(order));
  }

  private finish(order: RingOrder): void {
    this.end(order);
    if (order.callbackUrl === '') this.parts.ledger.noteClosed(order.entry);
    else this.parts.reporter.send(this.reportOf(order));
  }

  private end({ entry, outcome }: RingOrder): void {
    entry.state = FINAL_STATE[outcome];
    if (outcome !== 'answered') this.parts.account.refund();
  }

  private reportOf(order: RingOrder): ReportOrder {
    const { account, ledger, random } = this.parts;
    const isAnswered = order.outcome === 'answered';
    const { callbackUrl, family, entry, callId, requestId, phone, outcome } = order;
    const price = isAnswered ? account.pricePerCall : 0;
    const durationSeconds = isAnswered ? random.integer(5, 30) : 0;
    const report = { callId, requestId, phone, outcome, price, durationSeconds };
    return { callbackUrl, family, entry, report, onDone: () => ledger.noteClosed(entry) };
  }
}
