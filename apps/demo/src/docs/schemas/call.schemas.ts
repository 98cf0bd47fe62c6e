import { CALL_KINDS, CALL_STATES, TEMPLATE_VOICES } from 'nestjs-esms-voice';
import { body, flag, listOf, moment, number, object, orNull, ref, text, whole, wordOf, type Schemas } from './words.js';

const PHONE = text('A Vietnamese mobile number in any usual spelling: 0…, 84…, +84…, with spaces, dots or dashes.');
const MASKED = text('Masked.', { examples: ['090****484'] });
const REQUEST_ID = text(
  'The call’s own id; a UUIDv7 unless given. The same id never rings twice. The header Idempotency-Key is another name for it.',
  { pattern: '^[A-Za-z0-9._~-]{1,50}$' },
);
const SEND_AT = moment('When to ring, with a zone; in the future, at most 31 days ahead. Unless given: at once.');
const STATE = wordOf('Where the call stands.', CALL_STATES);
const GATEWAY_ID = { type: ['string', 'integer'], description: 'As the gateway’s console shows it.' };

/** Calls, as they are asked for and as they are told. */
export const CALL_SCHEMAS: Schemas = {
  PlaceOtpCall: body('Either a code, spoken as it is, or a content; not both.', {
    phone: PHONE,
    'code?': text('4 to 10 digits.', { pattern: '^\\d{4,10}$' }),
    'content?': text('What is spoken: 1 to 500 characters.', { minLength: 1, maxLength: 500 }),
    'requestId?': REQUEST_ID,
    'campaignId?': text('Told back in the gateway’s lists.'),
    'sandbox?': flag('The gateway checks the call and rings nobody.'),
    'sendAt?': SEND_AT,
  }),
  PlaceTemplateCall: body('A template of the gateway’s console, spoken with these words in its gaps.', {
    phone: PHONE,
    templateId: GATEWAY_ID,
    'variables?': listOf({ type: 'string' }, { description: 'In the order of the gaps.' }),
    'voice?': wordOf('Who speaks.', TEMPLATE_VOICES),
    'speed?': number('-3 (slow) to 3 (fast).'),
    'requestId?': REQUEST_ID,
    'sendAt?': SEND_AT,
  }),
  PlaceRecordingCall: body('A recording of the gateway’s console, played.', {
    phone: PHONE,
    recordingId: GATEWAY_ID,
    'forwardTo?': text('A number to which the call is handed on.'),
    'maxRepeat?': whole('How often it is played again.'),
    'maxRetry?': whole('How often the gateway redials by itself.'),
    'retryWaitSeconds?': whole('How long it waits before it redials.'),
    'ivrKey?': { type: ['string', 'integer'], description: 'One digit, 0 to 9, that the listener is to press.' },
    'ivrWaitSeconds?': whole('How long it waits for the key.'),
    'requestId?': REQUEST_ID,
    'sendAt?': SEND_AT,
  }),
  PlacedCall: object('A call that was placed.', {
    requestId: text('The call’s own id.'),
    callId: orNull(text('The gateway’s id; null where it is not known yet.')),
    state: STATE,
    phone: MASKED,
  }),
  Call: object('What is known of a call.', {
    requestId: text('The call’s own id.'),
    callId: orNull(text('The gateway’s id.')),
    account: text('The account that it was placed by.'),
    kind: orNull({ ...wordOf('How it was placed.', CALL_KINDS), enum: [...CALL_KINDS, null] }),
    state: STATE,
    reason: orNull(text('Why it ended undelivered or rejected.')),
    phone: orNull(MASKED),
    price: orNull(number('VND.')),
    durationSeconds: orNull(number('How long they listened.')),
    pressedKey: orNull(text('The key that was pressed.')),
    callerNumber: orNull(text('The number that the phone showed.')),
    sandbox: flag('It rang nobody.'),
    sendAt: orNull(moment('When it was to ring.')),
    createdAt: moment('When it was written down.'),
    updatedAt: moment('When it last changed.'),
    history: listOf(ref('HistoryEntry'), { description: 'Its steps, the oldest first.' }),
  }),
  HistoryEntry: object('A step of a call.', {
    at: moment('When it was heard of.'),
    state: STATE,
    source: wordOf('Who said so.', ['service', 'reply', 'callback', 'status', 'list']),
    'conflict?': flag('A second final report that differs: it changed nothing.'),
  }),
  CallPage: object('A page of calls, newest first.', {
    items: listOf(ref('Call')),
    nextCursor: orNull(text('Give it as cursor for the next page; null on the last one.')),
  }),
};
