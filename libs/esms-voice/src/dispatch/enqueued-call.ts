import type { CallRecord } from '../calls/call-record.js';
import type { CallState } from '../calls/call-state.js';
import { DuplicateRequestError } from '../errors/errors.js';
import type { WriteDown } from '../voice/queued-calls.js';

/** What queuing one call came to. */
export interface EnqueuedCall {
  readonly requestId: string;
  /** Where the call stands: `queued`, or how far the call of this request id is already. */
  readonly state: CallState;
  /**
   * `queued`: it waits for a worker; `duplicate`: the same request was placed before, or has ended; `conflict`: the request
   * id was used for another request. For the last two nothing was queued.
   */
  readonly result: 'queued' | 'duplicate' | 'conflict';
}

export const toEnqueued = ({ requestId, state }: CallRecord, result: WriteDown): EnqueuedCall => ({
  requestId,
  state,
  result: result === 'new' || result === 'again' ? 'queued' : result,
});

/** @throws DuplicateRequestError unless the call waits. */
export function refuseDuplicate({ requestId, state, result }: EnqueuedCall): void {
  if (result === 'queued') return;
  const message =
    result === 'conflict'
      ? 'The request id was used for another request.'
      : `The request id was used before; its call is ${state}.`;
  throw new DuplicateRequestError(message, { requestId, state });
}
