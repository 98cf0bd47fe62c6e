import { voiceReport } from './callbacks.mjs';
import { codeSchemas } from './codes.mjs';
import { DURATION, KEYS, PHONE, PRESSED_KEY, REQUEST_ID, SEND_STATUS, SENT_RESULT, SMSID } from './gateway-fields.mjs';
import { hostDocument } from './host-document.mjs';
import { COUNTING_SCHEMAS, examplesOf, REPLY_SCHEMAS, responses } from './replies.mjs';
import { meaning, open, query, ref, text, whole } from './words.mjs';

const NAMES_ARE_ANY_CASE = 'Names are matched without case.';
const SEND_DATE = text('When to call; without it: at once. Vietnam time, UTC+7, with slashes.', {
  pattern: '^[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$',
  examples: ['2026/12/31 14:00:00'],
});
const CALLBACK_URL = text(
  'Where the result is sent, with the wanted names and no values: ?ReferenceId=&CallDuration=&CallStatus=&Ivr=&Price=&SentResult=&CID=&SendStatus=',
);

/** The contract of the voice host. @param codes rows of the table @param samples published bodies */
export const voiceDocument = ({ codes, samples }) =>
  hostDocument({
    title: 'eSMS.vn, voice host',
    server: 'https://voiceapi.esms.vn/MainService.svc/json',
    summary: 'Places calls from templates and recordings, and tells what became of calls.',
    paths: {
      '/MakeCallTemplate_V2': { get: placeTemplateCall(samples.template) },
      '/MakeCallRecord_V2': { get: placeRecordingCall(samples.recording) },
      '/GetSendStatus': { get: askStatus(samples.status['voice GetSendStatus']) },
    },
    webhooks: { voiceReport },
    schemas: { ...SCHEMAS, ...COUNTING_SCHEMAS, ...REPLY_SCHEMAS, ...codeSchemas(codes) },
  });

const placing = ({ replies }, operation) => ({
  ...operation,
  description: NAMES_ARE_ANY_CASE,
  responses: responses(['CallAccepted', 'CallRefused', 'Unreadable'], examplesOf(replies)),
});

const placeTemplateCall = (sample) =>
  placing(sample, {
    operationId: 'placeTemplateCall',
    summary: 'Rings a phone and speaks a template',
    parameters: query({
      ...KEYS,
      TemplateId: text('Of a template of the account; an unknown one is refused with 104.', { examples: ['484'] }),
      Phone: PHONE,
      'VariableListStr?': text('The values of its variables from left to right, joined by ||.', {
        examples: ['Trung||20000'],
      }),
      'SendDate?': SEND_DATE,
      'Voice?': meaning('string', 'Who speaks.', [
        ['male', 'northern'],
        ['female', 'northern'],
        ['hatieumai', 'southern, female'],
        ['ngoclam', 'Hue, female'],
      ]),
      'Speed?': whole('From -3, very slow, to 3, very fast.', { minimum: -3, maximum: 3, examples: [0] }),
      'CallbackUrl?': CALLBACK_URL,
      'RequestId?': REQUEST_ID,
    }),
  });

const placeRecordingCall = (sample) =>
  placing(sample, {
    operationId: 'placeRecordingCall',
    summary: 'Rings a phone and plays a recording',
    parameters: query({
      ...KEYS,
      TemplateId: text('Of a recording of the account; an unknown one is refused with 106.', { examples: ['1234'] }),
      Phone: PHONE,
      'NumberForward?': { ...PHONE, description: 'Where the call goes on when the right key is pressed.' },
      'SendDate?': SEND_DATE,
      'MaxRepeat?': whole('How often the recording is repeated.', { minimum: 0, examples: [2] }),
      'MaxRetry?': whole('How often an unanswered number is dialled again.', { minimum: 0, examples: [2] }),
      'WaitRetry?': whole('Seconds between two such dials.', { minimum: 0, examples: [15] }),
      'Ivr?': text('The key that forwards.', { pattern: '^[0-9]$', examples: ['1'] }),
      'TimeWaitToIvr?': whole('Longest wait for a key; the unit is not stated.', { minimum: 0, examples: [10] }),
      'CallbackUrl?': CALLBACK_URL,
      'RequestID?': REQUEST_ID,
    }),
  });

const askStatus = (replies) => ({
  operationId: 'askVoiceStatus',
  summary: 'What became of a call, and whether it was answered',
  description: 'Success tells its code in CodeResponse, a refusal in CodeResult.',
  parameters: query({ ...KEYS, ReferenceId: SMSID }),
  responses: responses(['CallStatus', 'CallRefused'], examplesOf(replies)),
});

const SCHEMAS = {
  CallStatus: open('Where a call stands.', {
    CallDuration: DURATION,
    CallStatus: meaning('string', 'Whether it was answered.', [
      ['ANSWERED', 'answered'],
      ['NOANSWERED', 'failed or not answered'],
      ['', 'not known'],
    ]),
    CodeResponse: ref('AcceptedCode'),
    Ivr: PRESSED_KEY,
    ReferenceId: SMSID,
    SendStatus: SEND_STATUS,
    SentResult: SENT_RESULT,
  }),
};
