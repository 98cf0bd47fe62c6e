import { Subject, type Observable } from 'rxjs';
import type { GatewayQuestions } from '../gateway/gateway-questions.js';

/** When the balance is called low. */
export interface BalanceRules {
  /** In VND; `null`: no such bound. */
  readonly below: number | null;
  /** In calls, at the price of the latest ones; `null`: no such bound. */
  readonly belowCalls: number | null;
  readonly intervalMs: number;
}

/** How the balance stands. `unknown`: it was not asked for yet, or the gateway does not say. */
export interface BalanceState {
  readonly level: 'unknown' | 'ok' | 'low';
  /** VND. */
  readonly balance: number | null;
  /** VND, averaged over the latest calls that cost something; `null` until one has. */
  readonly pricePerCall: number | null;
  readonly callsLeft: number | null;
  /** When the gateway last said. */
  readonly at: Date | null;
}

const UNKNOWN: BalanceState = { level: 'unknown', balance: null, pricePerCall: null, callsLeft: null, at: null };
/** How much the latest price weighs against the average before it. */
const WEIGHT = 0.1;

/** Asks for the balance on a timer, and tells when it becomes low or is so no longer. */
export class BalanceWatch {
  private readonly subject = new Subject<BalanceState>();
  private timer: NodeJS.Timeout | undefined;
  private price: number | null = null;
  private latest: BalanceState = UNKNOWN;
  private isClosed = false;

  /** Each change of level, from the first answer on. */
  readonly changes: Observable<BalanceState> = this.subject.asObservable();

  constructor(
    private readonly questions: GatewayQuestions,
    private readonly rules: BalanceRules,
  ) {}

  /** How the balance stands, as of the latest answer. */
  get state(): BalanceState {
    return this.latest;
  }

  /** Asks now, and from then on in every interval. */
  start(): void {
    if (this.isClosed) return;
    void this.ask();
    this.timer = setInterval(() => void this.ask(), this.rules.intervalMs).unref();
  }

  /** Learns what calls cost. @param price of one call in VND, as a report tells it */
  notePrice(price: number | null): void {
    if (price === null || price <= 0) return;
    this.price = this.price === null ? price : this.price + WEIGHT * (price - this.price);
    if (this.latest.balance !== null) this.note(this.latest.balance, this.latest.at);
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    this.subject.complete();
  }

  private async ask(): Promise<void> {
    const finding = await this.questions.balance();
    // A gateway that does not say leaves what is known.
    if (this.isClosed || finding.kind !== 'found' || finding.value === null) return;
    this.note(finding.value, new Date());
  }

  private note(balance: number, at: Date | null): void {
    const before = this.latest.level;
    this.latest = this.stateOf(balance, at);
    if (this.latest.level !== before) this.subject.next(this.latest);
  }

  private stateOf(balance: number, at: Date | null): BalanceState {
    const { below, belowCalls } = this.rules;
    const pricePerCall = this.price;
    const callsLeft = pricePerCall === null ? null : Math.floor(balance / pricePerCall);
    const isLow = (below !== null && balance < below) || (belowCalls !== null && (callsLeft ?? Infinity) < belowCalls);
    return { level: isLow ? 'low' : 'ok', balance, pricePerCall, callsLeft, at };
  }
}
