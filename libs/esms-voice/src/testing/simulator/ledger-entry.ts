import type { PlacedCall } from './placed-call.js';
import type { CallRequest, SimulatedCall, SimulatedCallback, SimulatedCallState } from './simulated-call.js';

/** What the simulator itself holds of the requests with one request id, and of the calls that they placed. */
export class LedgerEntry {
  requests = 0;
  readonly placed: PlacedCall[] = [];
  readonly callbacks: SimulatedCallback[] = [];
  /** Requests under way, and rounds of dialling that still ring or still report. */
  running = 0;
  isInFinishedLine = false;
  private unplaced: Pick<SimulatedCall, 'callId' | 'state'> = { callId: null, state: 'received' };

  constructor(
    private request: CallRequest,
    private readonly createdAt: number,
  ) {}

  get requestId(): string | null {
    return this.request.requestId;
  }

  /** A call that was placed under this id stays as it is. */
  noteUnplaced(request: CallRequest, callId: string | null, state: SimulatedCallState): void {
    if (this.placed.length > 0) return;
    this.request = request;
    this.unplaced = { callId, state };
  }

  notePlaced(call: PlacedCall): void {
    this.request = call.order.request;
    this.placed.push(call);
  }

  snapshot(): SimulatedCall {
    const newest = this.placed.at(-1);
    const { callId, state } = newest ? { callId: newest.order.callId, state: newest.state } : this.unplaced;
    const { requestId, phone, kind, content, campaignId, sandbox } = this.request;
    return {
      requestId,
      callId,
      phone,
      kind,
      content,
      campaignId,
      sandbox,
      requests: this.requests,
      placed: this.placed.length,
      dials: this.placed.reduce((sum, { dials }) => sum + dials, 0),
      state,
      createdAt: new Date(this.createdAt).toISOString(),
      callbacks: this.callbacks.map((callback) => ({ ...callback })),
    };
  }
}
