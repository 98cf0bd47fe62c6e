/**
 * Where a call of the simulator stands. `received`: a fault kept the gateway from it, so far;
 * that one, `refused` and `sandbox` never ring.
 */
export type SimulatedCallState =
  'received' | 'scheduled' | 'accepted' | 'dialing' | 'delivered' | 'undelivered' | 'rejected' | 'sandbox' | 'refused';

/** One delivery of a callback: either the HTTP `status` it was answered with or the `error` that it met. */
export interface SimulatedCallback {
  /** When it was sent, ISO 8601, on the simulator's clock. */
  readonly at: string;
  readonly sendStatus: number;
  /** 1 for the first delivery of an event. */
  readonly attempt: number;
  readonly status?: number;
  readonly error?: string;
}

/** What the ledger knows of one call. `placed` above 1 for one request id means that the phone rang twice. */
export interface SimulatedCall {
  readonly requestId: string | null;
  /** The SMSID of the newest acceptance; null for a refused one. */
  readonly callId: string | null;
  readonly phone: string;
  readonly kind: 'otp';
  readonly content: string;
  readonly sandbox: boolean;
  /** How many requests with this id arrived. */
  readonly requests: number;
  /** How often a request with this id was accepted for real ringing. */
  readonly placed: number;
  /** How often the phone was dialled. */
  readonly dials: number;
  readonly state: SimulatedCallState;
  /** When the first request came, ISO 8601, on the simulator's clock. */
  readonly createdAt: string;
  readonly callbacks: readonly SimulatedCallback[];
}

/** The part of a call that a request brings along. */
export type CallRequest = Pick<SimulatedCall, 'requestId' | 'phone' | 'kind' | 'content' | 'sandbox'>;

/** A call as the simulator itself holds it. */
export class LedgerEntry {
  callId: string | null = null;
  requests = 0;
  placed = 0;
  dials = 0;
  state: SimulatedCallState = 'received';
  readonly callbacks: SimulatedCallback[] = [];
  /** Requests under way, and placed calls that still ring or still report. */
  running = 0;
  isInFinishedLine = false;

  constructor(
    private request: CallRequest,
    private readonly createdAt: number,
  ) {}

  get requestId(): string | null {
    return this.request.requestId;
  }

  update(request: CallRequest, callId: string | null, state: SimulatedCallState): void {
    this.request = request;
    this.callId = callId;
    this.state = state;
  }

  snapshot(): SimulatedCall {
    const { requestId, phone, kind, content, sandbox } = this.request;
    const { callId, requests, placed, dials, state } = this;
    const createdAt = new Date(this.createdAt).toISOString();
    const callbacks = this.callbacks.map((callback) => ({ ...callback }));
    return { requestId, callId, phone, kind, content, sandbox, requests, placed, dials, state, createdAt, callbacks };
  }
}
