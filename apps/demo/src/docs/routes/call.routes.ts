import { CALL_KINDS, CALL_STATES } from 'nestjs-esms-voice';
import type { DocumentedRoutes, RouteParameter } from '../documented-route.js';
import { moment, text, whole } from '../schemas/words.js';

const PLACING_ERRORS = [400, 409, 413, 415, 422, 502, 503, 504];
const PLACED = { 201: { description: 'It was placed.', schema: 'PlacedCall' } };

/** The header that is another name for an id of the body. */
export const idempotencyKey = (name: string): RouteParameter => ({
  name: 'idempotency-key',
  in: 'header',
  description: `Another name for ${name}; where both are given they must be the same.`,
  schema: { type: 'string' },
});

const query = (name: string, description: string, schema: object): RouteParameter => ({
  name,
  in: 'query',
  description,
  schema: { ...schema },
});

/** Placing calls, and looking at them. */
export const CALL_ROUTES: DocumentedRoutes = {
  'POST /calls/otp': {
    tag: 'calls',
    summary: 'Rings a phone and speaks a code',
    parameters: [idempotencyKey('requestId')],
    body: {
      schema: 'PlaceOtpCall',
      examples: {
        code: {
          summary: 'A code',
          value: { phone: '0901888484', code: '686868', requestId: 'example-code' },
          status: 201,
        },
        content: {
          summary: 'A sentence',
          value: { phone: '+84 901 888 484', content: 'Mã của bạn là 6 8 6 8' },
          status: 201,
        },
        noAnswer: {
          summary: 'Nobody answers: numbers that end with 001',
          value: { phone: '0901888001', code: '1234' },
          status: 201,
        },
        again: {
          summary: 'An id that was used before',
          value: { phone: '0901888484', code: '686868', requestId: 'example-code' },
          status: 409,
        },
        blocked: {
          summary: 'The gateway refuses: numbers that end with 099',
          value: { phone: '0901888099', code: '1234' },
          status: 422,
        },
        noMoney: {
          summary: 'The balance is too low: numbers that end with 103',
          value: { phone: '0901888103', code: '1234' },
          status: 503,
        },
        invalid: {
          summary: 'No mobile number, and a short code',
          value: { phone: '02838123456', code: '12' },
          status: 400,
        },
      },
    },
    answers: PLACED,
    errors: PLACING_ERRORS,
  },
  'POST /calls/template': {
    tag: 'calls',
    summary: 'Rings a phone and speaks a template',
    parameters: [idempotencyKey('requestId')],
    body: {
      schema: 'PlaceTemplateCall',
      examples: {
        template: {
          summary: 'Two gaps',
          value: { phone: '0901888484', templateId: 484, variables: ['Trung', '20000'] },
          status: 201,
        },
        unknown: { summary: 'No such template', value: { phone: '0901888484', templateId: 404 }, status: 422 },
      },
    },
    answers: PLACED,
    errors: PLACING_ERRORS,
  },
  'POST /calls/recording': {
    tag: 'calls',
    summary: 'Rings a phone and plays a recording',
    parameters: [idempotencyKey('requestId')],
    body: {
      schema: 'PlaceRecordingCall',
      examples: {
        recording: {
          summary: 'With a key to press',
          value: { phone: '0901888484', recordingId: '1234', ivrKey: '1' },
          status: 201,
        },
        redial: {
          summary: 'Picked up at the first redial: numbers that end with 003',
          value: { phone: '0901888003', recordingId: '1234', maxRetry: 1 },
          status: 201,
        },
      },
    },
    answers: PLACED,
    errors: PLACING_ERRORS,
  },
  'GET /calls': {
    tag: 'calls',
    summary: 'Lists calls, newest first',
    description:
      'What is absent fits every call. On Redis a page of one kind may hold fewer calls than its limit, or none, and have a cursor.',
    parameters: [
      query('state', 'In this state now.', text('', { enum: CALL_STATES })),
      query('kind', 'Placed in this way.', text('', { enum: CALL_KINDS })),
      query('from', 'Written down at this moment or later.', moment('')),
      query('to', 'Written down before this moment.', moment('')),
      query('limit', 'How many calls a page holds.', whole('', { minimum: 1, maximum: 500, default: 50 })),
      query('cursor', 'nextCursor of the page before.', text('')),
    ],
    exampleStatus: 200,
    answers: { 200: { description: 'A page of them.', schema: 'CallPage' } },
    errors: [400, 503],
  },
  'GET /calls/{requestId}': {
    tag: 'calls',
    summary: 'Tells what became of a call',
    parameters: [
      { name: 'requestId', in: 'path', description: 'The call’s own id.', schema: text(''), example: 'example-code' },
    ],
    exampleStatus: 200,
    answers: { 200: { description: 'What is known of it.', schema: 'Call' } },
    errors: [404, 503],
  },
};
