import { DURATION, PRESSED_KEY, SEND_STATUS, SENT_RESULT, SMSID } from './gateway-fields.mjs';
import { number, query, text, whole } from './words.mjs';

/**
 * A report of a finished call: a GET with everything in its query. Nothing is signed, names come in any case and order,
 * and fields may be added or missing.
 */
const report = ({ operationId, summary, description, fields, repeats }) => ({
  get: {
    operationId,
    summary,
    description: `${description} The parameters of your own CallbackUrl stand before these.`,
    parameters: query(fields),
    responses: {
      200: { description: 'Taken; it is not sent again.' },
      default: { description: repeats },
    },
  },
});

export const smsReport = report({
  operationId: 'smsReport',
  summary: 'Reports a call that was placed at the rest host',
  description: 'The SMS family. That it reports voice OTP calls, too, is our inference.',
  repeats: 'Sent up to 5 times more where no answer comes in time.',
  fields: {
    SMSID,
    SendFailed: whole('How many numbers failed.', { examples: [0] }),
    SendStatus: { ...SEND_STATUS, examples: [5] },
    SendSuccess: whole('How many numbers succeeded.', { examples: [1] }),
    TotalPrice: number('VND. Once written Totalprice.', { examples: [850] }),
    TotalReceiver: whole('How many numbers.', { examples: [1] }),
    TotalSent: whole('How many were sent.', { examples: [1] }),
    'RequestId?': text('As it was sent; empty when none was.', { examples: ['96accf59-0c41-4bc7-a5c4-4a466c2e41c2'] }),
    'TypeId?': whole('The SmsType: 8 is the voice call.', { examples: [8] }),
    'telcoid?': whole('The carrier: 1 Viettel, 2 Mobifone, 3 Vinaphone, 4 Vietnamobile, 5 Gtel, 6 Itel, 7 Reddi.', {
      minimum: 0,
      examples: [2],
    }),
    'phonenumber?': text('The number that was called.', { examples: ['0901888484'] }),
    'switchsmsid?': text('Empty in every sample.', { examples: [''] }),
  },
});

export const voiceReport = report({
  operationId: 'voiceReport',
  summary: 'Reports a call that was placed at the voice host',
  description:
    'The voice family. Names that stand in the CallbackUrl without a value seem to be filled in (our inference).',
  repeats: 'Sent up to 5 times more.',
  fields: {
    ReferenceId: { ...SMSID, examples: ['066107ee-6ec4-4283-b595-aa74977c65c5'] },
    CallDuration: { ...DURATION, examples: [0] },
    CallStatus: text(
      'ANSWERED, NO ANSWER (with a space), or empty where the call failed. No other word is documented.',
      {
        examples: ['ANSWERED'],
      },
    ),
    Ivr: PRESSED_KEY,
    Price: number('VND.', { examples: [850] }),
    SentResult: { ...SENT_RESULT, examples: [0] },
    CID: text('The number that called.', { examples: ['02871002454'] }),
    'SendStatus?': { ...SEND_STATUS, description: 'Added later; absent means finished.', examples: [5] },
  },
});
