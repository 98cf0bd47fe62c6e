import type { SimulatedCallKind } from './request-kind.js';

/**
 * Where a call of the simulator stands. `received`: a fault kept the gateway from it, so far;
 * that one, `refused` and `sandbox` never ring. With redials to come, `undelivered` is followed by `dialing`.
 */
export type SimulatedCallState =
  'received' | 'scheduled' | 'accepted' | 'dialing' | 'delivered' | 'undelivered' | 'rejected' | 'sandbox' | 'refused';

/** One delivery of a callback: either the HTTP `status` it was answered with or the `error` that it met. */
export interface SimulatedCallback {
  /** When it was sent, ISO 8601, on the simulator's clock. */
  readonly at: string;
  readonly sendStatus: number;
  /** 1 for the first delivery of an event; each redial of a recording is an event of its own. */
  readonly attempt: number;
  readonly status?: number;
  readonly error?: string;
}

/** What the ledger knows of one call. `placed` above 1 for one request id means that the phone rang twice. */
export interface SimulatedCall {
  readonly requestId: string | null;
  /** The SMSID of the newest acceptance, without the space that the voice host writes after it; null for a refused one. */
  readonly callId: string | null;
  readonly phone: string;
  readonly kind: SimulatedCallKind;
  /** OTP: the Content. Template: its id and the variables, `484||Trung||20000`. Recording: its id. */
  readonly content: string;
  /** OTP calls alone have one. */
  readonly campaignId: string | null;
  readonly sandbox: boolean;
  /** How many requests with this id arrived. */
  readonly requests: number;
  /** How often a request with this id was accepted for real ringing. */
  readonly placed: number;
  /** How often the phone was dialled; the redials of a recording count here, not in `placed`. */
  readonly dials: number;
  readonly state: SimulatedCallState;
  /** When the first request came, ISO 8601, on the simulator's clock. */
  readonly createdAt: string;
  readonly callbacks: readonly SimulatedCallback[];
}

/** The part of a call that a request brings along. */
export type CallRequest = Pick<SimulatedCall, 'requestId' | 'phone' | 'kind' | 'content' | 'campaignId' | 'sandbox'>;
