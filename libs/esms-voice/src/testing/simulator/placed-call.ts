import { type CallOutcome, outcomeOf } from './call-outcome.js';
import type { CallRequest, SimulatedCallState } from './simulated-call.js';

type PlacedState = Exclude<SimulatedCallState, 'received' | 'sandbox' | 'refused'>;

/** What was agreed on when a call was accepted; times are milliseconds since 1970, on the simulator's clock. */
export interface CallOrder {
  readonly callId: string;
  readonly request: CallRequest;
  /** Counts all accepted calls. */
  readonly serial: number;
  readonly placedAt: number;
  readonly dialAt: number;
  /** VND. */
  readonly price: number;
  readonly redials: Redials;
  /** The key that an answered call presses; empty: none. */
  readonly ivrKey: string;
}

/** How often an unanswered number is dialled again, and how long after. */
export interface Redials {
  readonly most: number;
  readonly waitMs: number;
}

const FINAL_STATE: Record<CallOutcome, PlacedState> = {
  answered: 'delivered',
  'no-answer': 'undelivered',
  'carrier-failure': 'undelivered',
  rejected: 'rejected',
};
const SEND_STATUS: Record<PlacedState, number> = {
  scheduled: 2,
  accepted: 2,
  dialing: 7,
  delivered: 5,
  undelivered: 5,
  rejected: 4,
};
const AWAITING_APPROVAL = 1;

/** One call that was accepted for real ringing, under its own call id. */
export class PlacedCall {
  state: PlacedState;
  dials = 0;
  durationSeconds = 0;

  constructor(readonly order: CallOrder) {
    this.state = order.dialAt > order.placedAt ? 'scheduled' : 'accepted';
  }

  /** How the round of dialling under way ends, or how the last one has ended. */
  get outcome(): CallOutcome {
    return outcomeOf(this.order.request.phone, this.dials, this.order.redials.most);
  }

  get isAnswered(): boolean {
    return this.state === 'delivered';
  }

  get isFailed(): boolean {
    return this.state === 'undelivered' || this.state === 'rejected';
  }

  get isToBeRedialled(): boolean {
    return this.state === 'undelivered' && this.outcome === 'no-answer' && this.dials <= this.order.redials.most;
  }

  get pressedKey(): string {
    return this.isAnswered ? this.order.ivrKey : '';
  }

  /** VND; a call that was not delivered costs nothing. */
  get price(): number {
    return this.isFailed ? 0 : this.order.price;
  }

  /** As the status functions tell it (contract, section 3). */
  get sendStatus(): number {
    const isWaiting = this.state === 'scheduled' || this.state === 'accepted';
    return isWaiting && this.outcome === 'rejected' ? AWAITING_APPROVAL : SEND_STATUS[this.state];
  }

  // A call that will be rejected waits for its approval instead of being dialled.
  begin(): void {
    const isDialled = this.outcome !== 'rejected';
    this.state = isDialled ? 'dialing' : 'accepted';
    if (isDialled) this.dials += 1;
  }

  end(): void {
    this.state = FINAL_STATE[this.outcome];
  }
}
