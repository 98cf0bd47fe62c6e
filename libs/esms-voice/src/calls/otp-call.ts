import {
  checkBoolean,
  checkCampaignId,
  checkContent,
  checkPhone,
  checkRequestId,
  checkSendAt,
  optional,
  type CallRules,
  type FieldCheck,
} from './call-rules.js';
import { parsePhone } from './phone-number.js';
import { newRequestId } from './request-id.js';
import { parseSendAt } from './send-date.js';

/** What {@link EsmsVoiceService.createOtpCall} takes; `null` and `undefined` count as absent. */
export interface CreateOtpCallInput {
  /** Any usual spelling: `0901 888 484`, `84901888484`, `+84-901-888-484`. */
  phone: string;
  /** What is spoken; at most 500 characters unless the option `maxContentLength` says otherwise. */
  content: string;
  /** At most 50 characters of `A-Z a-z 0-9 . _ ~ -`; a UUIDv7 when absent. One id rings once. */
  requestId?: string | null | undefined;
  /** At most 254 characters; groups calls in the gateway's reports. */
  campaignId?: string | null | undefined;
  /** Whether the content has letters beyond ASCII; worked out from it when absent. */
  isUnicode?: boolean | null | undefined;
  /** The gateway checks the call and rings nobody; the module's `sandbox` when absent. */
  sandbox?: boolean | null | undefined;
  /** A `Date` or ISO 8601 text with a zone; in the future, at most 31 days ahead. At once when absent. */
  sendAt?: Date | string | null | undefined;
}

/** A valid OTP call, normalised. */
export interface OtpCall {
  readonly kind: 'otp';
  readonly phone: string;
  readonly content: string;
  readonly requestId: string;
  readonly campaignId: string | null;
  readonly isUnicode: boolean;
  readonly sandbox: boolean;
  readonly maxRetry: 0;
  readonly sendAt: Date | null;
}

/** The checks of an OTP call, by field: one source for the service and for {@link CreateOtpCallDto}. */
export const OTP_CALL_CHECKS = {
  phone: checkPhone,
  content: checkContent,
  requestId: optional(checkRequestId),
  campaignId: optional(checkCampaignId),
  isUnicode: optional(checkBoolean('isUnicode')),
  sandbox: optional(checkBoolean('sandbox')),
  sendAt: optional(checkSendAt),
} satisfies Record<keyof CreateOtpCallInput, FieldCheck>;

/** Normalises an input that has no problems. */
export function toOtpCall(input: CreateOtpCallInput, rules: CallRules, sandboxByDefault: boolean): OtpCall {
  return {
    kind: 'otp',
    phone: parsePhone(input.phone, rules).phone!,
    content: input.content,
    requestId: input.requestId ?? newRequestId(),
    campaignId: input.campaignId ?? null,
    isUnicode: input.isUnicode ?? hasLettersBeyondAscii(input.content),
    sandbox: input.sandbox ?? sandboxByDefault,
    maxRetry: 0,
    sendAt: parseSendAt(input.sendAt),
  };
}

const hasLettersBeyondAscii = (text: string): boolean => /\P{ASCII}/u.test(text);
