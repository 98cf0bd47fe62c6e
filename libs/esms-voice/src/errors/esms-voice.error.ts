import { toBareCause } from './bare-cause.js';
import type { CallState } from '../calls/call-state.js';

/** Stable names of what went wrong; they are the `code` of every error and of every error reply. */
export type EsmsVoiceErrorCode =
  | 'INVALID_OPTIONS'
  | 'INVALID_INPUT'
  | 'ACCOUNT_NOT_FOUND'
  | 'ACCOUNT_UNAVAILABLE'
  | 'CALL_NOT_FOUND'
  | 'DUPLICATE_REQUEST'
  | 'GATEWAY_REFUSED'
  | 'CALL_NOT_SENT'
  | 'GATEWAY_UNREACHABLE'
  | 'OUTCOME_UNKNOWN'
  | 'JOURNAL_FULL'
  | 'JOURNAL_UNAVAILABLE'
  | 'VERIFICATION_NOT_FOUND'
  | 'VERIFICATION_LIMITED'
  | 'VERIFICATION_UNAVAILABLE'
  | 'DISPATCH_FULL'
  | 'DISPATCH_UNAVAILABLE'
  | 'DISPATCH_INCOMPLETE';

/**
 * What is certain about the phone: `refused` and `not-sent` did not and will not ring; `unknown` may ring or have
 * rung. `null`: the error is not about a call that was being placed.
 */
export type CallOutcome = 'refused' | 'not-sent' | 'unknown';

/** What an error may carry; nothing here ever holds a key, a URL, a content or a full number. */
export interface EsmsVoiceErrorDetails {
  readonly outcome?: CallOutcome | null;
  readonly gatewayCode?: string | null;
  readonly requestId?: string | null;
  readonly state?: CallState | null;
  /** How long the caller should wait before it tries again, in milliseconds. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('nestjs-esms-voice:error');

/**
 * The one base of all errors of this library. They are told by brand, not by class identity: `instanceof` holds
 * between the ESM and the CommonJS copy of the library in one process.
 */
export class EsmsVoiceError extends Error {
  /** The class names from the base to this class: what `instanceof` compares. */
  readonly [BRAND]!: readonly string[];
  readonly code: EsmsVoiceErrorCode;
  readonly outcome: CallOutcome | null;
  readonly gatewayCode: string | null;
  readonly requestId: string | null;
  readonly state: CallState | null;
  readonly retryAfterMs: number | null;

  constructor(code: EsmsVoiceErrorCode, message: string, details: EsmsVoiceErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: tellable(details.cause) });
    this.code = code;
    this.outcome = details.outcome ?? null;
    this.gatewayCode = details.gatewayCode ?? null;
    this.requestId = details.requestId ?? null;
    this.state = details.state ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    const names = lineage(new.target);
    Object.defineProperty(this, 'name', { value: names.at(-1), enumerable: false });
    Object.defineProperty(this, BRAND, { value: names, enumerable: false });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, 'kind')) return Function.prototype[Symbol.hasInstance].call(this, value);
    const names = (Object(value) as { [BRAND]?: unknown })[BRAND];
    return Array.isArray(names) && names.includes(this.kind);
  }

  /** The name that the brand compares; a minifier cannot change it. */
  static readonly kind: string = 'EsmsVoiceError';

  /** What `JSON.stringify` prints: no stack, no cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, gatewayCode, requestId, state, retryAfterMs } = this;
    return { name, code, message, outcome, gatewayCode, requestId, state, retryAfterMs };
  }
}

/** A cause of somebody else may hold a whole request: what is left of it is its class and its code. */
const tellable = (cause: unknown): unknown => (cause instanceof EsmsVoiceError ? cause : toBareCause(cause));

function lineage(from: { kind?: string }): string[] {
  const names: string[] = [];
  for (let type = from; type?.kind !== undefined; type = Object.getPrototypeOf(type)) names.unshift(type.kind);
  return [...new Set(names)];
}
