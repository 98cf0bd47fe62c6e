import { EsmsVoiceError } from '../errors/esms-voice.error.js';

/** The queue takes no more calls; nothing was queued. */
export class DispatchFullError extends EsmsVoiceError {
  static override readonly kind: string = 'DispatchFullError';

  constructor(maxQueued: number) {
    super('DISPATCH_FULL', `The queue is full: it holds at most ${maxQueued} calls.`, { outcome: 'not-sent' });
  }
}

/** The queue's store failed. */
export class DispatchUnavailableError extends EsmsVoiceError {
  static override readonly kind: string = 'DispatchUnavailableError';

  constructor(cause: unknown) {
    super('DISPATCH_UNAVAILABLE', 'The queue of calls cannot be reached.', { cause });
  }
}

/**
 * The journal or the queue failed while calls were queued: some of them may be, and none is lost. Queue the same calls once
 * more, with these request ids in their order: what waits already waits on, and nothing rings twice.
 */
export class EnqueueIncompleteError extends EsmsVoiceError {
  static override readonly kind: string = 'EnqueueIncompleteError';

  constructor(
    readonly requestIds: readonly string[],
    cause: unknown,
  ) {
    const requestId = requestIds.length === 1 ? requestIds[0]! : null;
    super('DISPATCH_INCOMPLETE', 'Not every call was queued. Queuing the same request ids again is safe.', {
      requestId,
      cause,
    });
  }
}
