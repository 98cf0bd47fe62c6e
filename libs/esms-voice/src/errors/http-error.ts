import { STATUS_CODES } from 'node:http';
import { InvalidInputError } from './errors.js';
import type { EsmsVoiceError, EsmsVoiceErrorCode } from './esms-voice.error.js';

/** The body of an error reply: Nest's shape and a stable `code`. */
export interface HttpErrorBody {
  readonly statusCode: number;
  /** One line, or one line a problem. */
  readonly message: string | readonly string[];
  readonly error: string;
  readonly code: EsmsVoiceErrorCode;
  readonly requestId?: string;
  readonly state?: string;
  readonly gatewayCode?: string;
}

/** An error of this library as an HTTP reply. */
export interface HttpError {
  readonly statusCode: number;
  /** Value of the `Retry-After` header in seconds, where there is one. */
  readonly retryAfterSeconds: number | null;
  readonly body: HttpErrorBody;
}

/** The gateway refused this very request: sending it again changes nothing. */
const REQUEST_REFUSED = new Set(['99', '104', '106', '108', '118', '163']);
/** The gateway cannot place calls for this account now. */
const CANNOT_CALL_NOW = new Set(['101', '102', '103', '140', '143', '160', '124']);

const STATUS_OF: Record<Exclude<EsmsVoiceErrorCode, 'GATEWAY_REFUSED'>, number> = {
  INVALID_OPTIONS: 500,
  INVALID_INPUT: 400,
  ACCOUNT_NOT_FOUND: 404,
  ACCOUNT_UNAVAILABLE: 503,
  CALL_NOT_FOUND: 404,
  DUPLICATE_REQUEST: 409,
  CALL_NOT_SENT: 503,
  GATEWAY_UNREACHABLE: 503,
  OUTCOME_UNKNOWN: 504,
  JOURNAL_FULL: 503,
  JOURNAL_UNAVAILABLE: 503,
  VERIFICATION_NOT_FOUND: 404,
  VERIFICATION_LIMITED: 429,
  VERIFICATION_UNAVAILABLE: 503,
  DISPATCH_FULL: 503,
  DISPATCH_UNAVAILABLE: 503,
  DISPATCH_INCOMPLETE: 503,
};

const RETRY_LATER = new Set([429, 503]);
const DEFAULT_RETRY_AFTER_MS = 5_000;

/** The HTTP status for a code that the gateway refused a call with: 422, 503, or 502 for any other code. */
export function httpStatusOfGatewayCode(gatewayCode: string | null): number {
  if (gatewayCode !== null && REQUEST_REFUSED.has(gatewayCode)) return 422;
  return gatewayCode !== null && CANNOT_CALL_NOW.has(gatewayCode) ? 503 : 502;
}

/** Maps an error to the reply that a backend should give; the table is in docs/errors.md. */
export function toHttpError(error: EsmsVoiceError): HttpError {
  const statusCode = statusOf(error);
  return {
    statusCode,
    retryAfterSeconds: RETRY_LATER.has(statusCode) ? toSeconds(error.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS) : null,
    body: {
      statusCode,
      message: error instanceof InvalidInputError ? error.problems : error.message,
      error: STATUS_CODES[statusCode]!,
      code: error.code,
      ...(error.requestId !== null && { requestId: error.requestId }),
      ...(error.state !== null && { state: error.state }),
      ...(error.gatewayCode !== null && { gatewayCode: error.gatewayCode }),
    },
  };
}

function statusOf(error: EsmsVoiceError): number {
  if (error.code === 'GATEWAY_REFUSED') return httpStatusOfGatewayCode(error.gatewayCode);
  return STATUS_OF[error.code];
}

/** At least a second, and no more than a day whatever is asked for. */
const toSeconds = (ms: number): number => Math.min(86_400, Math.max(1, Math.ceil(ms / 1000)));
