import type { CallOutcome } from './call-outcome.js';
import type { ReportFamily } from './call-report.js';
import type { CallbackReporter } from './callback-reporter.js';
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
  readonly reporter: CallbackReporter;
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
      // A call that will be rejected waits for its approval instead of being dialled.
      if (order.outcome === 'rejected') order.entry.state = 'accepted';
      else this.dial(order);
      this.finishLater(order, dueAt);
    });
  }

  /** Leaves every call where it stands. */
  cancelAll(): void {
    this.parts.options.clock.cancelAll(this);
  }

  private dial({ entry }: RingOrder): void {
    entry.state = 'dialing';
    entry.dials += 1;
  }

  private finishLater(order: RingOrder, startedAt: number): void {
    const { clock, answerAfterMs } = this.parts.options;
    clock.at(startedAt + answerAfterMs, this, () => this.finish(order));
  }

  private finish(order: RingOrder): void {
    const { account, ledger } = this.parts;
    const isAnswered = order.outcome === 'answered';
    order.entry.state = FINAL_STATE[order.outcome];
    if (!isAnswered) account.refund();
    if (order.callbackUrl === '') return ledger.noteClosed(order.entry);
    this.report(order, isAnswered);
  }

  private report(order: RingOrder, isAnswered: boolean): void {
    const { account, ledger, reporter, random } = this.parts;
    const { callbackUrl, family, entry, callId, requestId, phone, outcome } = order;
    const price = isAnswered ? account.pricePerCall : 0;
    const durationSeconds = isAnswered ? random.integer(5, 30) : 0;
    const report = { callId, requestId, phone, outcome, price, durationSeconds };
    reporter.send({ callbackUrl, family, entry, report, onDone: () => ledger.noteClosed(entry) });
  }
}
