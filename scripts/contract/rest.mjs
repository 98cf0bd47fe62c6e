import { smsReport } from './callbacks.mjs';
import { codeSchemas } from './codes.mjs';
import { ERROR_MESSAGE, KEYS, LISTED_SEND_STATUS, PHONE, REQUEST_ID, SEND_STATUS, SMSID } from './gateway-fields.mjs';
import { hostDocument } from './host-document.mjs';
import { COUNTING_SCHEMAS, examplesOf, plainRefusal, REPLY_SCHEMAS, responses } from './replies.mjs';
import { closed, flag, json, listOf, meaning, number, open, query, ref, text, whole } from './words.mjs';

const DATE = '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$';
const date = (description) =>
  text(`${description} Vietnam time, UTC+7.`, { pattern: DATE, examples: ['2026-12-31 14:00:00'] });
const zeroOrOne = (description) => whole(description, { enum: [0, 1] });
const SMS_TYPE = text('8 is the voice call.', { const: '8' });

/** The contract of the rest host. @param codes rows of the table @param samples published bodies */
export const restDocument = ({ codes, samples }) =>
  hostDocument({
    title: 'eSMS.vn, rest host',
    server: 'https://rest.esms.vn/MainService.svc/json',
    summary: 'Places voice OTP calls, and tells what became of calls and what is left on the account.',
    paths: {
      '/SendMultipleMessage_V4_post_json/': { post: placeOtpCall(samples.otp) },
      '/GetSendStatus': { get: askStatus(samples.status['rest GetSendStatus']) },
      '/GetSmsReceiverStatus_get': { get: askReceivers(samples.status['GetSmsReceiverStatus_get']) },
      '/GetSmsSentData_V2': { post: listCalls },
      '/GetBalance_json': { post: askBalance(samples.status['GetBalance_json']) },
    },
    webhooks: { smsReport },
    schemas: { ...SCHEMAS, ...COUNTING_SCHEMAS, ...REPLY_SCHEMAS, ...codeSchemas(codes) },
  });

const placeOtpCall = ({ request, replies }) => ({
  operationId: 'placeOtpCall',
  summary: 'Rings a phone and speaks a code',
  description: 'Leave out a field that has no value: never null, never an empty text.',
  requestBody: { required: true, content: json(ref('OtpCall'), { published: { value: request } }) },
  responses: responses(['CallAccepted', 'CallRefused', 'Unreadable'], examplesOf(replies)),
});

const askStatus = (replies) => ({
  operationId: 'askRestStatus',
  summary: 'What became of a call',
  description: 'For 7 days; asked too early it answers 105. The voice host has another function of this name.',
  parameters: query({ RefId: SMSID, ...KEYS }),
  responses: responses(['CallStatus', 'StatusRefused'], examplesOf(replies)),
});

const askReceivers = (replies) => ({
  operationId: 'askReceivers',
  summary: 'What became of a call, number by number',
  description: 'For 7 days.',
  parameters: query({ ...KEYS, RefId: SMSID }),
  responses: responses(['Receivers', 'Refused'], examplesOf(replies)),
});

const listCalls = {
  operationId: 'listCalls',
  summary: 'The calls that were sent between two dates',
  description: 'The one documented way to find an SMSID that was lost. RequestId is not in it.',
  requestBody: { required: true, content: json(ref('ListQuestion')) },
  responses: responses(['CallList', 'Refused', 'Unreadable'], {}),
};

const askBalance = (replies) => ({
  operationId: 'askBalance',
  summary: 'What is left on the account',
  requestBody: { required: true, content: json(ref('Keys')) },
  responses: responses(['Balance', 'BalanceRefused', 'Unreadable'], examplesOf(replies)),
});

const BALANCE = number('VND; may be written in exponent form.', { examples: [36693] });

const SCHEMAS = {
  OtpCall: closed('A voice OTP call.', {
    ...KEYS,
    Content: text('What is spoken. No rule for its length or its characters is published.', {
      minLength: 1,
      examples: ['686868'],
    }),
    Phone: PHONE,
    SmsType: SMS_TYPE,
    'IsUnicode?': zeroOrOne('1: the content has accents. Some tables call it Unicode.'),
    'Sandbox?': zeroOrOne(
      '1: checks the request alone. Nothing rings; that nothing is charged or reported is our inference.',
    ),
    'campaignid?': text('Name of a campaign.', { maxLength: 254 }),
    'RequestId?': REQUEST_ID,
    'CallbackUrl?': text('Where the result is sent.', { minLength: 1 }),
    'SendDate?': date('When to call; without it: at once.'),
  }),
  CallStatus: open('Where a call stands.', {
    CodeResponse: ref('AcceptedCode'),
    SMSID,
    SendFailed: whole('How many numbers failed.'),
    SendStatus: SEND_STATUS,
    SendSuccess: whole('How many numbers succeeded.'),
    TotalPrice: number('VND.', { examples: [850] }),
    TotalReceiver: whole('How many numbers.'),
    TotalSent: whole('How many were sent.'),
  }),
  StatusRefused: open('The question is refused.', {
    CodeResponse: ref('RefusalCode'),
    'SMSID?': SMSID,
    'ErrorMessage?': ERROR_MESSAGE,
  }),
  Receivers: open('The numbers of a call.', {
    CodeResult: ref('AcceptedCode'),
    ReceiverList: listOf(
      open('One number.', {
        IsSent: flag('Whether it was handed to the carrier.'),
        NetworkName: text('The carrier.', { examples: ['Viettel'] }),
        Phone: PHONE,
        Retry: whole('How often it was dialled again.'),
        SentResult: flag('Whether it succeeded.'),
      }),
      'One for each number.',
    ),
  }),
  Refused: plainRefusal('The question is refused.'),
  ListQuestion: closed('Which calls, and which page of them.', {
    ...KEYS,
    SmsType: SMS_TYPE,
    From: date('From this second on.'),
    To: date('Up to this second.'),
    Page: whole('From 1.', { minimum: 1 }),
    PageSize: whole('How many on a page.', { minimum: 1, maximum: 500 }),
  }),
  CallList: open('A page of calls.', {
    CodeResult: ref('AcceptedCode'),
    CountTotal: whole('Of all pages.'),
    SentData: listOf(ref('ListedCall'), 'This page.'),
  }),
  ListedCall: open('One call of the list.', {
    Campaign: text('Name of the campaign; empty: none.'),
    Content: text('What was spoken.'),
    Phone: PHONE,
    ReferenceId: SMSID,
    SellPrice: number('VND.'),
    SendResult: meaning('integer', 'How it ended.', [
      [0, 'failed'],
      [1, 'success'],
      [2, 'not known yet'],
    ]),
    SendStatus: LISTED_SEND_STATUS,
    SentTime: text('Milliseconds since 1970, in WCF’s notation.', {
      pattern: '^/Date\\(-?[0-9]+([+-][0-9]{4})?\\)/$',
      examples: ['/Date(1705484048995+0700)/'],
    }),
    SmsId: { type: ['integer', 'string'], description: 'Another id of the gateway.' },
    SmsType: { type: ['string', 'integer'], description: '8 is the voice call.' },
  }),
  Keys: closed('The account.', KEYS),
  Balance: open('What is left.', {
    Balance: BALANCE,
    CodeResponse: ref('AcceptedCode'),
    UserID: whole('The account’s number.', { examples: [9999] }),
  }),
  BalanceRefused: open('The question is refused; the balance is not 0.', {
    Balance: number('Always 0.', { const: 0 }),
    CodeResponse: ref('RefusalCode'),
    'ErrorMessage?': ERROR_MESSAGE,
  }),
};
