import { CALL_KINDS, CALL_STATES } from 'nestjs-esms-voice';
import type { DocumentedRoute, DocumentedRoutes, RouteExample } from '../documented-route.js';
import { moment, text, whole } from '../schemas/words.js';
import { idempotencyKey, inPath, inQuery } from './parameters.js';

/** A route that places a call. */
const placing = (
  schema: string,
  summary: string,
  examples: Readonly<Record<string, RouteExample>>,
): DocumentedRoute => ({
  tag: 'calls',
  summary,
  parameters: [idempotencyKey('requestId')],
  body: { schema, examples },
  answers: { 201: { description: 'It was placed.', schema: 'PlacedCall' } },
  errors: [400, 409, 413, 415, 422, 502, 503, 504],
});

/** Placing calls, and looking at them. */
export const CALL_ROUTES: DocumentedRoutes = {
  'POST /calls/otp': placing('PlaceOtpCall', 'Rings a phone and speaks a code', {
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
  }),
  'POST /calls/template': placing('PlaceTemplateCall', 'Rings a phone and speaks a template', {
    template: {
      summary: 'Two gaps',
      value: { phone: '0901888484', templateId: 484, variables: ['Trung', '20000'] },
      status: 201,
    },
    unknown: { summary: 'No such template', value: { phone: '0901888484', templateId: 404 }, status: 422 },
  }),
  'POST /calls/recording': placing('PlaceRecordingCall', 'Rings a phone and plays a recording', {
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
  }),
  'GET /calls': {
    tag: 'calls',
    summary: 'Lists calls, newest first',
    description:
      'What is absent fits every call. On Redis a page of one kind may hold fewer calls than its limit, or none, and have a cursor.',
    parameters: [
      inQuery('state', 'In this state now.', text('', { enum: CALL_STATES })),
      inQuery('kind', 'Placed in this way.', text('', { enum: CALL_KINDS })),
      inQuery('from', 'Written down at this moment or later.', moment('')),
      inQuery('to', 'Written down before this moment.', moment('')),
      inQuery('limit', 'How many calls a page holds.', whole('', { minimum: 1, maximum: 500, default: 50 })),
      inQuery('cursor', 'nextCursor of the page before.', text('')),
    ],
    exampleStatus: 200,
    answers: { 200: { description: 'A page of them.', schema: 'CallPage' } },
    errors: [400, 503],
  },
  'GET /calls/{requestId}': {
    tag: 'calls',
    summary: 'Tells what became of a call',
    parameters: [inPath('requestId', 'The call’s own id.', 'example-code')],
    exampleStatus: 200,
    answers: { 200: { description: 'What is known of it.', schema: 'Call' } },
    errors: [404, 503],
  },
};
