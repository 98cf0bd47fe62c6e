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

/**
 * The voices of template calls: `male` and `female` speak the northern accent, `hatieumai` is a woman of the south,
 * `ngoclam` a woman of Huế.
 */
export const TEMPLATE_VOICES = ['male', 'female', 'hatieumai', 'ngoclam'] as const;

/** One of {@link TEMPLATE_VOICES}. */
export type TemplateVoice = (typeof TEMPLATE_VOICES)[number];

/** What {@link EsmsVoiceService.createTemplateCall} takes; `null` and `undefined` count as absent. */
export interface CreateTemplateCallInput {
  /** Any usual spelling. */
  phone: string;
  /** The template's id at the gateway, such as `484`. */
  templateId: string | number;
  /** The template's variables from left to right; 20 at most, none with `||` in it. */
  variables?: readonly string[] | null | undefined;
  /** @default the template's own */
  voice?: TemplateVoice | null | undefined;
  /** -3 very slow to 3 very fast. @default the template's own */
  speed?: number | null | undefined;
  /** At most 50 characters of `A-Z a-z 0-9 . _ ~ -`; a UUIDv7 when absent. One id rings once. */
  requestId?: string | null | undefined;
  /** A `Date` or ISO 8601 text with a zone; in the future, at most 31 days ahead. At once when absent. */
  sendAt?: Date | string | null | undefined;
}

/** A valid template call, normalised. */
export interface TemplateCall {
  readonly kind: 'template';
  readonly phone: string;
  readonly templateId: string;
  readonly variables: readonly string[];
  readonly voice: TemplateVoice | null;
  readonly speed: number | null;
  readonly requestId: string;
  readonly sandbox: false;
  readonly campaignId: null;
  readonly maxRetry: 0;
  readonly sendAt: Date | null;
  /** What the gateway makes the speech from; part of what makes two requests the same. */
  readonly content: string;
}

/** What stands between two variables on the wire. */
export const VARIABLE_SEPARATOR = '||';
const MAX_VARIABLES = 20;
const MAX_SPEED = 3;

const checkVariables: FieldCheck = (value, { maxContentLength }) => {
  if (!Array.isArray(value) || value.length > MAX_VARIABLES || !value.every(isVariable)) return VARIABLES_RULE;
  const { length } = value.join(VARIABLE_SEPARATOR);
  return length > maxContentLength ? `variables must have at most ${maxContentLength} characters together` : null;
};

const VARIABLES_RULE =
  `variables must be a list of at most ${MAX_VARIABLES} texts that are not empty and hold no ${VARIABLE_SEPARATOR}, ` +
  'nor | at an end';

/** Joined, each variable must be what it was: a bar at an end would merge with the separator. */
const isVariable = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && !/\|\||^\||\|$/.test(value);

const checkVoice: FieldCheck = (value) =>
  TEMPLATE_VOICES.includes(value as TemplateVoice) ? null : `voice must be one of ${TEMPLATE_VOICES.join(', ')}`;

/** The checks of a template call, by field: one source for the service and for the DTO. */
export const TEMPLATE_CALL_CHECKS = {
  phone: checkPhone,
  templateId: checkSourceId('templateId'),
  variables: optional(checkVariables),
  voice: optional(checkVoice),
  speed: optional(checkWholeNumber('speed', -MAX_SPEED, MAX_SPEED)),
  requestId: optional(checkRequestId),
  sendAt: optional(checkSendAt),
} satisfies Record<keyof CreateTemplateCallInput, FieldCheck>;

/** Normalises an input that has no problems. */
export function toTemplateCall(input: CreateTemplateCallInput, rules: CallRules): TemplateCall {
  const { variables, voice = null, speed = null } = input;
  const source = { templateId: toSourceId(input.templateId), variables: variables ?? [], voice, speed };
  return {
    kind: 'template',
    phone: parsePhone(input.phone, rules).phone!,
    ...source,
    requestId: input.requestId ?? newRequestId(),
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: parseSendAt(input.sendAt),
    content: JSON.stringify(source),
  };
}
