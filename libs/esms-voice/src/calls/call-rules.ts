import { parsePhone, type PhoneProblem, type PhoneRules } from './phone-number.js';
import { isRequestId } from './request-id.js';
import { parseSendAt, SEND_AT_MAX_DAYS } from './send-date.js';

/** The limits that an account sets on what it places. */
export interface CallRules extends PhoneRules {
  /** UTF-16 code units, as JavaScript counts them. */
  readonly maxContentLength: number;
}

/** Vietnamese mobile numbers alone; content of at most 500 characters. */
export const DEFAULT_CALL_RULES: CallRules = { landlines: false, foreign: false, maxContentLength: 500 };

/** Tells what is wrong with the value of one field, never repeating the value; `null`: nothing. */
export type FieldCheck = (value: unknown, rules: CallRules) => string | null;

const CAMPAIGN_ID_MAX_LENGTH = 254;
const DAY_MS = 24 * 60 * 60 * 1000;

const PHONE_PROBLEMS: Record<PhoneProblem, string> = {
  malformed: 'phone must be a phone number such as 0901888484, 84901888484 or +84 901 888 484',
  'not-mobile': 'phone must be a mobile number (landlines are rung only where phones.landlines allows them)',
  foreign: 'phone must be a Vietnamese number (others are rung only where phones.foreign allows them)',
};

export const checkPhone: FieldCheck = (value, rules) => {
  const { problem } = parsePhone(typeof value === 'string' ? value : '', rules);
  return problem && PHONE_PROBLEMS[problem];
};

export const checkContent: FieldCheck = (value, { maxContentLength }) => {
  if (typeof value !== 'string' || value.trim() === '') return 'content must be a text that is not empty';
  return value.length > maxContentLength ? `content must have at most ${maxContentLength} characters` : null;
};

export const checkRequestId: FieldCheck = (value) =>
  typeof value === 'string' && isRequestId(value)
    ? null
    : 'requestId must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -';

export const checkCampaignId: FieldCheck = (value) =>
  typeof value === 'string' && value.trim() !== '' && value.length <= CAMPAIGN_ID_MAX_LENGTH
    ? null
    : `campaignId must be a text of 1 to ${CAMPAIGN_ID_MAX_LENGTH} characters`;

export const checkSendAt: FieldCheck = (value) => {
  const date = parseSendAt(value);
  if (!date) return 'sendAt must be a date with a zone (ISO 8601), such as 2026-12-31T14:00:00+07:00';
  const ahead = date.getTime() - Date.now();
  if (ahead <= 0) return 'sendAt must be in the future';
  return ahead > SEND_AT_MAX_DAYS * DAY_MS ? `sendAt must be at most ${SEND_AT_MAX_DAYS} days ahead` : null;
};

/** A check for a field that is `true` or `false`. */
export const checkBoolean =
  (field: string): FieldCheck =>
  (value) =>
    typeof value === 'boolean' ? null : `${field} must be true or false`;

/** A check for a field that is a whole number between two bounds, both included. */
export const checkWholeNumber =
  (field: string, min: number, max: number): FieldCheck =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? null
      : `${field} must be a whole number from ${min} to ${max}`;

/** The same check, passing over `undefined` and `null`. */
export const optional =
  (check: FieldCheck): FieldCheck =>
  (value, rules) =>
    value === undefined || value === null ? null : check(value, rules);
