import type { CallRecord } from '../calls/call-record.js';
import type { CallState } from '../calls/call-state.js';
import {
  CallNotSentError,
  DuplicateRequestError,
  GatewayRefusedError,
  OutcomeUnknownError,
  REPEATING_IS_SAFE,
} from '../errors/errors.js';
import { describeGatewayCode } from '../gateway/gateway-code.js';
import { CODE_BUSY } from '../gateway/place-reply.js';
import type { GateRefusal } from '../ring-once/attempt-gate.js';
import type { Placed } from '../ring-once/run.js';

/** What a placed call is known by. */
export interface PlacedCall {
  readonly requestId: string;
  /** The gateway's id, trimmed; `null` until it is known. */
  readonly callId: string | null;
  readonly state: CallState;
}

/**
 * The answer to who placed the call. Where a callback or another process moved the call first, that is the answer,
 * whatever it says.
 * @throws GatewayRefusedError, CallNotSentError, OutcomeUnknownError, DuplicateRequestError
 */
export function toAnswer(placed: Placed): PlacedCall {
  const { record, settledHere } = placed;
  if (settledHere && (record.state === 'rejected' || record.state === 'unknown')) throw toError(placed);
  return { requestId: record.requestId, callId: record.callId, state: record.state };
}

function toError({ record, retryAfterMs, refusal, cause }: Placed): Error {
  const { requestId, state, reason } = record;
  const details = { requestId, state, gatewayCode: lastCode(record), retryAfterMs, ...(cause && { cause }) };
  if (state === 'unknown') return new OutcomeUnknownError(REPEATING_IS_SAFE, details);
  if (reason === 'not-sent') return new CallNotSentError(NOT_SENT[refusal ?? 'unreachable'], details);
  if (reason === 'duplicate') return new DuplicateRequestError(DUPLICATE, { ...details, outcome: 'refused' });
  return new GatewayRefusedError(wordsFor(record, details.gatewayCode), details);
}

const NOT_SENT: Record<GateRefusal | 'unreachable', string> = {
  'queue-full': 'Too many calls are under way; nothing rings.',
  'breaker-open': 'The gateway has not been answering; nothing was tried and nothing rings.',
  closing: 'The application is stopping; nothing rings.',
  unreachable: 'The gateway was not reached; nothing rings.',
};
const DUPLICATE =
  'The gateway met this request id within the last 24 hours: the call of somebody else, or of an earlier run.';

function wordsFor({ attempts }: CallRecord, code: string | null): string {
  if (code === null || code === CODE_BUSY) return 'The gateway takes no more calls at this moment.';
  if (attempts.length > 1) return `The gateway refused an attempt and took the next one for its repeat (${code}).`;
  return `The gateway refused the call (${describeGatewayCode(code)})`;
}

/** The last code that the gateway gave: an attempt that was not sent after it has none. */
const lastCode = ({ attempts }: CallRecord): string | null =>
  attempts.findLast(({ gatewayCode }) => gatewayCode !== null)?.gatewayCode ?? null;
