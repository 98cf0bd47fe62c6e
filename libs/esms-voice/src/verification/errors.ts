import { EsmsVoiceError } from '../errors/esms-voice.error.js';

/**
 * A limit or a policy refuses the call; nothing rings. `retryAfterMs` says when it may be tried again; which one it was, and
 * why, is for the application and is not in the message.
 */
export class VerificationLimitedError extends EsmsVoiceError {
  static override readonly kind: string = 'VerificationLimitedError';

  constructor(
    /** The limit or the policy. */
    readonly rule: string,
    retryAfterMs: number | null,
    /** What the policy said. */
    readonly reason: string | null = null,
  ) {
    super('VERIFICATION_LIMITED', 'Too many calls were asked for; try again later.', {
      outcome: 'not-sent',
      retryAfterMs,
    });
  }
}

/** The store of verifications cannot be reached: nothing rings, and nothing is approved. */
export class VerificationUnavailableError extends EsmsVoiceError {
  static override readonly kind: string = 'VerificationUnavailableError';

  constructor(cause?: unknown) {
    super('VERIFICATION_UNAVAILABLE', 'Verification is not available now.', { outcome: 'not-sent', cause });
  }
}

/** What a store that cannot be asked rejects with. */
export const toUnavailable = (cause: unknown): VerificationUnavailableError => new VerificationUnavailableError(cause);

/** The in-memory store holds nothing but numbers that were called within a day, and takes no new one. */
export class VerificationStoreFullError extends EsmsVoiceError {
  static override readonly kind: string = 'VerificationStoreFullError';

  constructor(maxNumbers: number) {
    super('VERIFICATION_UNAVAILABLE', `The store of verifications is full: ${maxNumbers} numbers of the last day.`, {
      outcome: 'not-sent',
    });
  }
}

/** No verification has this id, or it is approved, cancelled or forgotten: which of them is not told. */
export class VerificationNotFoundError extends EsmsVoiceError {
  static override readonly kind: string = 'VerificationNotFoundError';

  constructor() {
    super('VERIFICATION_NOT_FOUND', 'No verification with this id can be checked.');
  }
}
