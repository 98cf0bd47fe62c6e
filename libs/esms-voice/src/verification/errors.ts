import { EsmsVoiceError } from '../errors/esms-voice.error.js';

/** A limit refuses the call; nothing rings. `rule` names it, `retryAfterMs` says when it may be tried again. */
export class VerificationLimitedError extends EsmsVoiceError {
  static override readonly kind: string = 'VerificationLimitedError';

  constructor(
    readonly rule: string,
    retryAfterMs: number | null,
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

/** The in-memory store holds nothing but numbers that were called within a day, and takes no new one. */
export class VerificationStoreFullError extends EsmsVoiceError {
  static override readonly kind: string = 'VerificationStoreFullError';

  constructor(maxNumbers: number) {
    super('VERIFICATION_UNAVAILABLE', `The store of verifications is full: ${maxNumbers} numbers of the last day.`, {
      outcome: 'not-sent',
    });
  }
}
