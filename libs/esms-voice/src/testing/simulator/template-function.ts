import type { CallForm } from './call-form.js';
import type { CallFunction, SpokenOptions } from './call-function.js';
import { type QueryField, queryFields } from './query-fields.js';
import { TEMPLATE_NOT_FOUND, UNREADABLE } from './refusals.js';
import { VOICE_CALL_FORMAT } from './reply-format.js';
import { newVoiceCallId } from './seeded-random.js';
import { areReadable, isKnown, voiceCallForm } from './voice-call-form.js';

/** The call from a template (contract, section 2). */
export const TEMPLATE_FUNCTION: CallFunction = {
  kind: 'template',
  host: 'voice',
  format: VOICE_CALL_FORMAT,
  newCallId: newVoiceCallId,
  decode: ({ query }, options) => formOf(queryFields(query), options),
};

const READABLE = { Voice: /^(male|female|hatieumai|ngoclam)$/, Speed: /^(-[1-3]|[0-3])$/ };

function formOf(field: QueryField, { templates }: SpokenOptions): CallForm {
  const templateId = field('TemplateId');
  const variables = field('VariableListStr');
  const unknown = isKnown(templateId, templates) ? undefined : TEMPLATE_NOT_FOUND;
  return voiceCallForm(field, {
    content: variables === '' ? templateId : `${templateId}||${variables}`,
    objection: areReadable(field, READABLE) ? unknown : UNREADABLE,
  });
}
