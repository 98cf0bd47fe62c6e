import { type CallForm, hasSeveralPhones, NO_REDIALS } from './call-form.js';
import type { CallFunction } from './call-function.js';
import type { Refusal } from './call-outcome.js';
import { decodeJson, type JsonObject, textField } from './json-body.js';
import { refusalOfSmsType, UNREADABLE } from './refusals.js';
import { COUNTING_FORMAT } from './reply-format.js';
import { newCallId } from './seeded-random.js';
import { parseSendDate } from './send-date.js';

/** The OTP call (contract, section 1). */
export const OTP_FUNCTION: CallFunction = {
  kind: 'otp',
  host: 'rest',
  format: COUNTING_FORMAT,
  newCallId,
  decode: ({ body }) => decodeJson(body, formOf),
};

function formOf(fields: JsonObject): CallForm {
  return {
    apiKey: textField(fields, 'ApiKey'),
    secretKey: textField(fields, 'SecretKey'),
    content: textField(fields, 'Content'),
    ...phoneOf(fields),
    sandbox: textField(fields, 'Sandbox') === '1',
    requestId: textField(fields, 'RequestId'),
    campaignId: textField(fields, 'campaignid'),
    callbackUrl: textField(fields, 'CallbackUrl'),
    dialAt: parseSendDate(textField(fields, 'SendDate')),
    redials: NO_REDIALS,
    ivrKey: '',
    objection: objectionTo(fields),
  };
}

function phoneOf(fields: JsonObject): Pick<CallForm, 'phone' | 'hasSeveralPhones'> {
  if (Array.isArray(fields.Phone)) return { phone: fields.Phone.join(','), hasSeveralPhones: true };
  const phone = textField(fields, 'Phone');
  return { phone, hasSeveralPhones: hasSeveralPhones(phone) };
}

function objectionTo(fields: JsonObject): Refusal | undefined {
  const sendDate = textField(fields, 'SendDate');
  const isReadable =
    textField(fields, 'Content') !== '' &&
    ['', '0', '1'].includes(textField(fields, 'Sandbox')) &&
    (sendDate === '' || parseSendDate(sendDate) !== undefined);
  return refusalOfSmsType(textField(fields, 'SmsType')) ?? (isReadable ? undefined : UNREADABLE);
}
