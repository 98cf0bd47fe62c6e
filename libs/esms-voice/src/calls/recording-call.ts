import {
  checkPhone,
  checkRequestId,
  checkSendAt,
  checkWholeNumber,
  optional,
  type CallRules,
  type FieldCheck,
} from './call-rules.js';
import { parsePhone } from './phone-number.js';
import { newRequestId } from './request-id.js';
import { parseSendAt } from './send-date.js';
import { checkSourceId, toSourceId } from './source-id.js';

/** What {@link EsmsVoiceService.createRecordingCall} takes; `null` and `undefined` count as absent. */
export interface CreateRecordingCallInput {
  /** Any usual spelling. */
  phone: string;
  /** The recording's id at the gateway. */
  recordingId: string | number;
  /** Where the call goes when the right key is pressed: a mobile number or a landline. */
  forwardTo?: string | null | undefined;
  /** How often the recording is played again, 0 to 10. */
  maxRepeat?: number | null | undefined;
  /** How often the gateway redials where nobody answers, 0 to 10: those rings belong to this call. */
  maxRetry?: number | null | undefined;
  /** Pause between redials, 1 to 3,600 seconds. */
  retryWaitSeconds?: number | null | undefined;
  /** The key that forwards the call, `0` to `9`. */
  ivrKey?: string | number | null | undefined;
  /** Longest wait for a key, 1 to 300; the gateway does not state its unit, seconds are meant. */
  ivrWaitSeconds?: number | null | undefined;
  /** At most 50 characters of `A-Z a-z 0-9 . _ ~ -`; a UUIDv7 when absent. One id rings once. */
  requestId?: string | null | undefined;
  /** A `Date` or ISO 8601 text with a zone; in the future, at most 31 days ahead. At once when absent. */
  sendAt?: Date | string | null | undefined;
}

/** A valid recording call, normalised. */
export interface RecordingCall {
  readonly kind: 'recording';
  readonly phone: string;
  readonly recordingId: string;
  readonly forwardTo: string | null;
  readonly maxRepeat: number | null;
  readonly redials: number | null;
  readonly retryWaitSeconds: number | null;
  readonly ivrKey: string | null;
  readonly ivrWaitSeconds: number | null;
  readonly requestId: string;
  readonly sandbox: false;
  readonly campaignId: null;
  readonly maxRetry: number;
  readonly sendAt: Date | null;
  /** What the gateway plays and how; part of what makes two requests the same. */
  readonly content: string;
}

const MAX_REPEATS = 10;
const MAX_WAIT_SECONDS = 3_600;
const MAX_KEY_WAIT_SECONDS = 300;
const KEY = /^\d$/;

/** A call is forwarded to an office as often as to a mobile phone. */
const forwardRules = (rules: CallRules): CallRules => ({ ...rules, landlines: true });

const checkForwardTo: FieldCheck = (value, rules) =>
  checkPhone(value, forwardRules(rules))?.replace(/^phone/, 'forwardTo') ?? null;

const checkIvrKey: FieldCheck = (value) =>
  KEY.test(String(value)) && typeof value !== 'object' ? null : 'ivrKey must be one digit, 0 to 9';

/** The checks of a recording call, by field: one source for the service and for the DTO. */
export const RECORDING_CALL_CHECKS = {
  phone: checkPhone,
  recordingId: checkSourceId('recordingId'),
  forwardTo: optional(checkForwardTo),
  maxRepeat: optional(checkWholeNumber('maxRepeat', 0, MAX_REPEATS)),
  maxRetry: optional(checkWholeNumber('maxRetry', 0, MAX_REPEATS)),
  retryWaitSeconds: optional(checkWholeNumber('retryWaitSeconds', 1, MAX_WAIT_SECONDS)),
  ivrKey: optional(checkIvrKey),
  ivrWaitSeconds: optional(checkWholeNumber('ivrWaitSeconds', 1, MAX_KEY_WAIT_SECONDS)),
  requestId: optional(checkRequestId),
  sendAt: optional(checkSendAt),
} satisfies Record<keyof CreateRecordingCallInput, FieldCheck>;

/** Normalises an input that has no problems. */
export function toRecordingCall(input: CreateRecordingCallInput, rules: CallRules): RecordingCall {
  const source = {
    recordingId: toSourceId(input.recordingId),
    forwardTo: input.forwardTo == null ? null : parsePhone(input.forwardTo, forwardRules(rules)).phone!,
    maxRepeat: input.maxRepeat ?? null,
    redials: input.maxRetry ?? null,
    retryWaitSeconds: input.retryWaitSeconds ?? null,
    ivrKey: input.ivrKey == null ? null : String(input.ivrKey),
    ivrWaitSeconds: input.ivrWaitSeconds ?? null,
  };
  return {
    kind: 'recording',
    phone: parsePhone(input.phone, rules).phone!,
    ...source,
    requestId: input.requestId ?? newRequestId(),
    sandbox: false,
    campaignId: null,
    maxRetry: source.redials ?? 0,
    sendAt: parseSendAt(input.sendAt),
    content: JSON.stringify(source),
  };
}
