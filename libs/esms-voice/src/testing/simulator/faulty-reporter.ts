import type { CallReport } from './call-report.js';
import type { CallbackReporter, ReportOrder } from './callback-reporter.js';
import type { FaultBook } from './fault-book.js';
import type { SpoiltReportRule } from './fault-plan.js';
import type { SimulatorClock } from './simulator-clock.js';

/** Stands before the reporter and spoils reports as the fault plan says. */
export class FaultyReporter {
  constructor(
    private readonly reporter: CallbackReporter,
    private readonly faults: FaultBook,
    private readonly clock: SimulatorClock,
  ) {}

  send(order: ReportOrder): void {
    const rule = this.faults.ruleForReport(order.report);
    if (rule) this.spoil(order, rule);
    else this.reporter.send(order);
  }

  /** Reports as it is, whatever the plan says. */
  sendUnspoilt(order: ReportOrder): void {
    this.reporter.send(order);
  }

  /** Ends every delivery, every repeat and every late report. */
  cancelAll(): void {
    this.clock.cancelAll(this);
    this.reporter.cancelAll();
  }

  private spoil(order: ReportOrder, rule: SpoiltReportRule): void {
    switch (rule.fault) {
      case 'drop':
        return this.reporter.giveUp(order, 'not sent: dropped by a fault');
      case 'duplicate':
        return this.sendTwice(order);
      case 'reorder-late':
        return this.clock.at(this.clock.now() + rule.delayMs, this, () => this.reporter.send(order));
      case 'wrong-phone':
        return this.sendWith(order, { phone: withOtherLastDigit(order.report.phone) });
      case 'wrong-id':
        return this.sendWith(order, { callId: Array.from(order.report.callId).toReversed().join('') });
    }
  }

  private sendWith(order: ReportOrder, wrong: Partial<CallReport>): void {
    this.reporter.send({ ...order, report: { ...order.report, ...wrong } });
  }

  private sendTwice(order: ReportOrder): void {
    let open = 2;
    const onDone = () => {
      open -= 1;
      if (open === 0) order.onDone();
    };
    this.reporter.send({ ...order, onDone });
    this.reporter.send({ ...order, onDone });
  }
}

function withOtherLastDigit(phone: string): string {
  return `${phone.slice(0, -1)}${(Number(phone.slice(-1)) + 1) % 10}`;
}
