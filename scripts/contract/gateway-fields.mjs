import { meaning, text, whole } from './words.mjs';

/** Fields that several of the gateway's functions share. */

export const KEYS = {
  ApiKey: text('The account’s key.'),
  SecretKey: text('The account’s secret key.'),
};

export const PHONE = text('One number, in national form. Whether 84… or +84… is taken is not documented.', {
  pattern: '^0[0-9]{9,10}$',
  examples: ['0901888484'],
});

export const REQUEST_ID = text('The caller’s own id of this call. A second one within 24 hours is refused with 124.', {
  maxLength: 50,
  examples: ['96accf59-0c41-4bc7-a5c4-4a466c2e41c2'],
});

export const SMSID = text(
  'The gateway’s id of the call: opaque, of no fixed form, sometimes with a space behind it. Trim it; compare it without case.',
  { examples: ['d8e0f1f0702544b2acb456ca9ccfd111250'] },
);

export const ERROR_MESSAGE = text('Words about the code, in English or Vietnamese.', {
  examples: ['Authorize Failed'],
});

const SEND_STATUSES = [
  [1, 'awaiting approval'],
  [2, 'waiting to be sent'],
  [4, 'rejected'],
  [5, 'finished: with success or without'],
  [7, 'sent, awaiting the report'],
];

export const SEND_STATUS = meaning('integer', 'Where the call stands.', SEND_STATUSES);
export const LISTED_SEND_STATUS = meaning('integer', 'Where the call stands.', [[0, 'draft'], ...SEND_STATUSES]);
export const SENT_RESULT = meaning('integer', 'How a finished call ended.', [
  [0, 'failed'],
  [1, 'success'],
]);
export const DURATION = whole('Seconds (the unit is our inference).', { minimum: 0, examples: [13] });
export const PRESSED_KEY = text('The key that was pressed; empty: none.', { examples: [''] });
