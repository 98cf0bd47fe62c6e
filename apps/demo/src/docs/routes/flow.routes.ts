import type { DocumentedRoutes } from '../documented-route.js';
import { idempotencyKey, inPath } from './parameters.js';

const VERIFICATION_ID = inPath('id', 'As POST /verifications gave it.', '0198d0a4-0000-7000-8000-000000000000');
const CALLS = [
  { phone: '0901888484', code: '686868' },
  { phone: '0901888001', content: 'xin chào' },
];

/** Batches and verifications. */
export const FLOW_ROUTES: DocumentedRoutes = {
  'POST /batches': {
    tag: 'batches',
    summary: 'Takes many calls on at once',
    parameters: [idempotencyKey('batchId')],
    body: {
      schema: 'PostBatch',
      examples: {
        batch: { summary: 'Two calls', value: { batchId: 'example-batch', calls: CALLS }, status: 202 },
        again: {
          summary: 'The same again: nobody is rung again',
          value: { batchId: 'example-batch', calls: CALLS },
          status: 200,
        },
        invalid: {
          summary: 'A bad row',
          value: { batchId: 'example-bad', calls: [{ phone: '1', code: '1' }] },
          status: 400,
        },
      },
    },
    answers: {
      200: { description: 'It was taken on before.', schema: 'TakenBatch' },
      202: { description: 'It was taken on.', schema: 'TakenBatch' },
    },
    errors: [400, 409, 413, 415, 503],
  },
  'GET /batches/{id}': {
    tag: 'batches',
    summary: 'Tells how far a batch is',
    parameters: [inPath('id', 'The batch’s id.', 'example-batch')],
    exampleStatus: 200,
    answers: { 200: { description: 'Its calls by state.', schema: 'BatchProgress' } },
    errors: [404, 503],
  },
  'POST /verifications': {
    tag: 'verifications',
    summary: 'Rings a number and speaks a code',
    body: {
      schema: 'StartVerification',
      examples: {
        start: { summary: 'For a login', value: { phone: '0901888485' }, status: 201 },
        wait: { summary: 'The same number again: it must wait', value: { phone: '0901888485' }, status: 200 },
      },
    },
    answers: {
      200: { description: 'The same verification, and no ring: it must wait.', schema: 'StartedVerification' },
      201: { description: 'It rings.', schema: 'StartedVerification' },
    },
    errors: [400, 422, 502, 503, 504],
  },
  'GET /verifications/{id}': {
    tag: 'verifications',
    summary: 'Tells how a verification stands',
    parameters: [VERIFICATION_ID],
    exampleStatus: 404,
    answers: { 200: { description: 'How it stands.', schema: 'Verification' } },
    errors: [404, 503],
  },
  'DELETE /verifications/{id}': {
    tag: 'verifications',
    summary: 'Ends a verification',
    parameters: [VERIFICATION_ID],
    exampleStatus: 204,
    answers: { 204: { description: 'It is over.' } },
    errors: [503],
  },
  'POST /verifications/{id}/check': {
    tag: 'verifications',
    summary: 'Takes a code once',
    parameters: [VERIFICATION_ID],
    body: {
      schema: 'CheckVerification',
      examples: { code: { summary: 'Of no verification', value: { code: '686868' }, status: 404 } },
    },
    answers: { 200: { description: 'What the code was worth.', schema: 'CheckedVerification' } },
    errors: [400, 404, 503],
  },
};
