import { type CallForm, hasSeveralPhones, NO_REDIALS } from './call-form.js';
import type { QueryField } from './query-fields.js';
import { parseSlashedSendDate } from './send-date.js';

/** What template and recording calls have in common (contract, section 2). */
export function voiceCallForm(
  field: QueryField,
  own: Pick<CallForm, 'content' | 'objection'> & Partial<CallForm>,
): CallForm {
  const phone = field('Phone');
  return {
    apiKey: field('ApiKey'),
    secretKey: field('SecretKey'),
    phone,
    hasSeveralPhones: hasSeveralPhones(phone),
    requestId: field('RequestId'),
    callbackUrl: field('CallbackUrl'),
    campaignId: '',
    sandbox: false,
    dialAt: parseSlashedSendDate(field('SendDate')),
    redials: NO_REDIALS,
    ivrKey: '',
    ...own,
  };
}

/** Whether each of these parameters is absent or as its rule wants it, and the SendDate, too. */
export function areReadable(field: QueryField, rules: Readonly<Record<string, RegExp>>): boolean {
  const sendDate = field('SendDate');
  if (sendDate !== '' && parseSlashedSendDate(sendDate) === undefined) return false;
  return Object.entries(rules).every(([name, rule]) => field(name) === '' || rule.test(field(name)));
}

const NEVER_KNOWN = new Set(['', '0', '404']);

/** Whether the account has this template or recording. */
export function isKnown(id: string, known: readonly string[] | 'any'): boolean {
  return known === 'any' ? !NEVER_KNOWN.has(id) : known.includes(id);
}
