import { EsmsVoiceError, type EsmsVoiceErrorDetails } from './esms-voice.error.js';

/** A module was configured wrongly; thrown at boot and never later. `problems` names each option and its rule. */
export class EsmsVoiceOptionsError extends EsmsVoiceError {
  static override readonly kind: string = 'EsmsVoiceOptionsError';

  constructor(
    readonly problems: readonly string[],
    module = 'EsmsVoiceModule',
  ) {
    super('INVALID_OPTIONS', `${module} is configured wrongly:\n- ${problems.join('\n- ')}`);
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), problems: this.problems };
  }
}

/** The call was not even tried: what was asked for is invalid. `problems` names each field and its rule. */
export class InvalidInputError extends EsmsVoiceError {
  static override readonly kind: string = 'InvalidInputError';

  constructor(readonly problems: readonly string[]) {
    super('INVALID_INPUT', `The input is invalid: ${problems.join('; ')}.`, { outcome: 'not-sent' });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), problems: this.problems };
  }
}

/** No call has this request id. */
export class CallNotFoundError extends EsmsVoiceError {
  static override readonly kind: string = 'CallNotFoundError';

  constructor(requestId: string | null = null) {
    super('CALL_NOT_FOUND', 'No call has this request id.', { requestId });
  }
}

/** This request id was used before: its call is not placed again. `state` tells where that call stands. */
export class DuplicateRequestError extends EsmsVoiceError {
  static override readonly kind: string = 'DuplicateRequestError';

  constructor(message: string, details: EsmsVoiceErrorDetails) {
    super('DUPLICATE_REQUEST', message, details);
  }
}

/** The gateway said no: the phone does not ring for this request. `gatewayCode` is its code, word for word. */
export class GatewayRefusedError extends EsmsVoiceError {
  static override readonly kind: string = 'GatewayRefusedError';

  constructor(message: string, details: EsmsVoiceErrorDetails) {
    super('GATEWAY_REFUSED', message, { ...details, outcome: 'refused' });
  }
}

/** No byte of the request left, or the gateway was never reached: nothing rings; try again later. */
export class CallNotSentError extends EsmsVoiceError {
  static override readonly kind: string = 'CallNotSentError';

  constructor(message: string, details: EsmsVoiceErrorDetails) {
    super('CALL_NOT_SENT', message, { ...details, outcome: 'not-sent' });
  }
}

/** The application has no account of this name. */
export class AccountNotFoundError extends EsmsVoiceError {
  static override readonly kind: string = 'AccountNotFoundError';

  constructor() {
    super('ACCOUNT_NOT_FOUND', 'No account has this name.');
  }
}

/** The account could not be looked for: the application's own resolver failed, or too many are asked for at once. */
export class AccountUnavailableError extends EsmsVoiceError {
  static override readonly kind: string = 'AccountUnavailableError';

  constructor(cause?: unknown) {
    super('ACCOUNT_UNAVAILABLE', 'The account cannot be looked for now.', { outcome: 'not-sent', cause });
  }
}

/** The gateway did not answer a question, or answered nothing that can be read. Nothing was changed by asking. */
export class GatewayUnreachableError extends EsmsVoiceError {
  static override readonly kind: string = 'GatewayUnreachableError';

  constructor(cause: unknown = null) {
    super('GATEWAY_UNREACHABLE', 'The gateway did not answer.', cause === null ? {} : { cause });
  }
}

/** Nobody can say whether the phone rings. Repeating with the same request id is safe; a new id could ring twice. */
export class OutcomeUnknownError extends EsmsVoiceError {
  static override readonly kind: string = 'OutcomeUnknownError';

  constructor(message: string, details: EsmsVoiceErrorDetails) {
    super('OUTCOME_UNKNOWN', message, { ...details, outcome: 'unknown' });
  }
}

/** What an {@link OutcomeUnknownError} says wherever the same request may be repeated. */
export const REPEATING_IS_SAFE =
  'Nobody can say yet whether the phone rings. Repeating with the same requestId is safe: it never rings twice.';

/** The journal holds nothing but calls that it must not forget, and takes no new one. */
export class JournalFullError extends EsmsVoiceError {
  static override readonly kind: string = 'JournalFullError';

  constructor(maxCalls: number) {
    super('JOURNAL_FULL', `The journal is full: ${maxCalls} calls are queued, pending or unknown.`, {
      outcome: 'not-sent',
    });
  }
}

/** The journal's store failed before anything was sent; after that it is an {@link OutcomeUnknownError}. */
export class JournalUnavailableError extends EsmsVoiceError {
  static override readonly kind: string = 'JournalUnavailableError';

  constructor(details: EsmsVoiceErrorDetails) {
    super('JOURNAL_UNAVAILABLE', 'The journal of calls cannot be reached.', { outcome: 'not-sent', ...details });
  }
}
