import type { SimulatedRequestKind } from './request-kind.js';

/** Which calls a rule is for; a field that is absent fits every call. */
export interface CallMatch {
  /** The number, or how it ends: `484` fits 0901888484. */
  readonly phone?: string;
  readonly requestId?: string;
}

/** How often a rule fires. */
export interface RuleLimits {
  /** From 0 to 1, drawn from the plan's own seeded numbers. @default 1 */
  readonly probability?: number;
  /** How often at most. @default without end */
  readonly times?: number;
}

/** A fault that cuts, holds or slows the connection; all times are real time. */
export type ConnectionFault =
  /** The request is read and never answered. */
  | { readonly kind: 'drop' }
  /** TCP RST; with `beforeReading` at the first bytes of a new connection, whatever they ask for. */
  | { readonly kind: 'reset'; readonly beforeReading?: boolean }
  /** Every connection is cut, and the port refuses new ones for that long. */
  | { readonly kind: 'refuse-connections'; readonly forMs: number }
  /** Answered late, else as ever; with `before-accept` the work is late, too, and is not done if the client has left. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The body comes one byte at a time. */
  | { readonly kind: 'drip'; readonly byteEveryMs: number };

/** A fault that puts another reply in the place of the right one. */
export type ReplyFault =
  /** `retryAfter` is the header as it stands: seconds or an HTTP date; without `body` an HTML page. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly body?: string }
  /** 200 with a page or a document in the place of JSON, or with no body. */
  | { readonly kind: 'html' | 'xml' | 'empty' }
  /** JSON that ends in the middle; with `connection` its full length is promised and the connection cut instead. */
  | { readonly kind: 'truncate'; readonly connection?: boolean }
  /** Bytes that are neither JSON nor UTF-8. */
  | { readonly kind: 'garbage' }
  /** The right body, called text/html. */
  | { readonly kind: 'wrong-content-type' }
  /** The right body, padded to this size by one more field. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /**
   * Any code, a string or a number as given here, in the format of the function that was asked;
   * with an SMSID where `callId` says so, else where the format has one.
   */
  | { readonly kind: 'code'; readonly code: string | number; readonly callId?: boolean }
  /** 100 with the SMSID of the call placed before; does not fit while there is none. */
  | { readonly kind: 'duplicate-call-id' };

/** What goes wrong with a request. */
export type Fault = ConnectionFault | ReplyFault;

/**
 * One rule for requests; the first that fits fires. Without `kind` it is for requests that place a call, of any kind.
 * A question changes nothing, so it is counted by `times`, not by `attempt`; `phone` and `requestId` fit a question
 * about one call, by that call; `duplicate-call-id` fits none.
 */
export interface FaultRule extends CallMatch, RuleLimits {
  /**
   * `status` is GetSendStatus of both hosts, `receivers` GetSmsReceiverStatus_get, `list` GetSmsSentData_V2,
   * `balance` GetBalance_json; several as an array. @default ['otp', 'template', 'recording']
   */
  readonly kind?: SimulatedRequestKind | readonly SimulatedRequestKind[];
  /** The how-manyth request with its RequestId, from 1; several as an array. */
  readonly attempt?: number | readonly number[];
  /**
   * Whether the gateway does nothing for the request, or all of it and only the reply is spoilt.
   * For a question: whether the reply that is spoilt is the right one.
   */
  readonly when: 'before-accept' | 'after-accept';
  readonly fault: Fault;
}

/** One rule for callbacks; the first that fits fires, once a report and not again for its repeats. */
export type CallbackFaultRule = EarlyReportRule | SpoiltReportRule;

/** The call ends at once and is reported before its request is answered; fits no call with a later SendDate. */
export interface EarlyReportRule extends CallMatch, RuleLimits {
  readonly fault: 'before-reply';
}

/**
 * The report is lost, sent twice at once, late by `delayMs` on the simulator's clock, or tells of another number
 * (the SMS family alone has one) or of another call id.
 */
export type SpoiltReportRule = CallMatch &
  RuleLimits &
  (
    | { readonly fault: 'drop' | 'duplicate' | 'wrong-phone' | 'wrong-id' }
    | { readonly fault: 'reorder-late'; readonly delayMs: number }
  );

/** What goes wrong on the wire from now on; it takes the place of the plan before. */
export interface FaultPlan {
  readonly rules?: readonly FaultRule[];
  readonly callbackRules?: readonly CallbackFaultRule[];
  /** Of the probabilities. @default the seed of the simulator */
  readonly seed?: number;
}
