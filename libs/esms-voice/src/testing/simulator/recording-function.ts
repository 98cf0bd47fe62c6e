import type { CallForm } from './call-form.js';
import type { CallFunction, SpokenOptions } from './call-function.js';
import { type QueryField, queryFields } from './query-fields.js';
import { RECORDING_NOT_FOUND, UNREADABLE } from './refusals.js';
import { VOICE_CALL_FORMAT } from './reply-format.js';
import { newVoiceCallId } from './seeded-random.js';
import { areReadable, isKnown, voiceCallForm } from './voice-call-form.js';

/** The call from a recording (contract, section 2). */
export const RECORDING_FUNCTION: CallFunction = {
  kind: 'recording',
  host: 'voice',
  format: VOICE_CALL_FORMAT,
  newCallId: newVoiceCallId,
  decode: ({ query }, options) => formOf(queryFields(query), options),
};

// The lengths are our choice: they keep one request from redialling without end.
const READABLE = {
  MaxRepeat: /^\d{1,2}$/,
  MaxRetry: /^\d{1,2}$/,
  WaitRetry: /^\d{1,5}$/,
  Ivr: /^\d$/,
  TimeWaitToIvr: /^\d{1,5}$/,
};

function formOf(field: QueryField, { recordings }: SpokenOptions): CallForm {
  const recordingId = field('TemplateId');
  const unknown = isKnown(recordingId, recordings) ? undefined : RECORDING_NOT_FOUND;
  return voiceCallForm(field, {
    content: recordingId,
    redials: { most: Number(field('MaxRetry')), waitMs: Number(field('WaitRetry')) * 1_000 },
    ivrKey: field('Ivr'),
    objection: areReadable(field, READABLE) ? unknown : UNREADABLE,
  });
}
