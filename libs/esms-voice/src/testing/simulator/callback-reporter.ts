import { CallbackClient, type DeliveryResult, TIMED_OUT } from './callback-client.js';
import { type CallReport, type ReportFamily, reportFields, sendStatusOf } from './call-report.js';
import { appendFields, fillInFields } from './callback-url.js';
import type { LedgerEntry } from './ledger-entry.js';
import { isLoopbackHost } from './loopback.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

type ReporterOptions = Pick<
  ResolvedSimulatorOptions,
  'clock' | 'callbackTimeoutMs' | 'callbackRetryDelaysMs' | 'allowRemoteCallbacks' | 'switches'
>;

/** One event to report, with the ledger entry that keeps its deliveries. */
export interface ReportOrder {
  readonly callbackUrl: string;
  readonly family: ReportFamily;
  readonly report: CallReport;
  readonly entry: LedgerEntry;
  readonly onDone: () => void;
  /** Once the first delivery has ended, well or not. */
  readonly onFirstDelivery?: () => void;
}

/** Delivers callbacks and repeats them as the contract says (section 4); each delivery goes into the ledger. */
export class CallbackReporter {
  private readonly client: CallbackClient;
  private generation = 0;

  constructor(private readonly options: ReporterOptions) {
    this.client = new CallbackClient(options.callbackTimeoutMs);
  }

  send(order: ReportOrder): void {
    const url = parseHttpUrl(order.callbackUrl);
    if (!url) return this.giveUp(order, 'not fetched: CallbackUrl is not an http or https URL');
    if (!this.isAllowed(url)) return this.giveUp(order, 'not fetched: CallbackUrl is not loopback');
    void this.deliver(order, this.reportUrl(url, order), 1);
  }

  /** Notes why a report is not delivered at all. */
  giveUp(order: ReportOrder, error: string): void {
    this.note(order, 1, this.options.clock.now(), { error });
    order.onFirstDelivery?.();
    order.onDone();
  }

  /** Ends every delivery and every repeat; none of them touches the ledger any more. */
  cancelAll(): void {
    this.generation += 1;
    this.options.clock.cancelAll(this);
    this.client.abortAll();
  }

  // The SMS family has no model URL with names to fill in.
  private reportUrl(url: URL, { family, report }: ReportOrder): URL {
    const fields = reportFields(family, report);
    const isFilledIn = family === 'voice' && this.options.switches.callbackNames === 'fill-in';
    return isFilledIn ? fillInFields(url, fields) : appendFields(url, fields);
  }

  private async deliver(order: ReportOrder, url: URL, attempt: number): Promise<void> {
    const { clock, callbackRetryDelaysMs } = this.options;
    const { generation } = this;
    const sentAt = clock.now();
    const result = await this.client.get(url);
    if (attempt === 1) order.onFirstDelivery?.();
    if (generation !== this.generation) return;
    this.note(order, attempt, sentAt, result);
    const delayMs = callbackRetryDelaysMs[attempt - 1];
    if (delayMs === undefined || !this.isRepeated(order.family, result)) return order.onDone();
    clock.at(clock.now() + delayMs, this, () => void this.deliver(order, url, attempt + 1));
  }

  private isRepeated(family: ReportFamily, result: DeliveryResult): boolean {
    if (family === 'sms' && this.options.switches.smsRepeatsOn === 'timeout') {
      return 'error' in result && result.error === TIMED_OUT;
    }
    return !('status' in result) || result.status !== 200;
  }

  private isAllowed(url: URL): boolean {
    return this.options.allowRemoteCallbacks || isLoopbackHost(url.hostname);
  }

  private note(order: ReportOrder, attempt: number, sentAt: number, result: DeliveryResult): void {
    const sendStatus = sendStatusOf(order.report.outcome);
    order.entry.callbacks.push({ at: new Date(sentAt).toISOString(), sendStatus, attempt, ...result });
  }
}

function parseHttpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}
