import type { DocumentedRoutes } from '../documented-route.js';
import { text, whole } from '../schemas/words.js';
import { inPath, inQuery } from './parameters.js';

/** What operators, the gateway and the console read. */
export const VIEW_ROUTES: DocumentedRoutes = {
  'GET /balance': {
    tag: 'operation',
    summary: 'Tells what is left on the account',
    exampleStatus: 200,
    answers: { 200: { description: 'It.', schema: 'Balance' } },
    errors: [502, 503, 504],
  },
  'GET /health': {
    tag: 'operation',
    summary: 'Tells whether this process can work',
    description: 'What the gateway says degrades it and no more.',
    isPublic: true,
    exampleStatus: 200,
    answers: {
      200: { description: 'It can.', schema: 'Health' },
      503: { description: 'One of its own stores fails.', schema: 'Health' },
    },
  },
  'GET /metrics': {
    tag: 'operation',
    summary: 'Metrics for Prometheus',
    description: 'Takes the key as Authorization: Bearer too.',
    exampleStatus: 200,
    answers: { 200: { description: 'In its text format.', contentType: 'text/plain' } },
  },
  'GET /stats': {
    tag: 'operation',
    summary: 'Tells how calls have gone in the last 24 hours',
    exampleStatus: 200,
    answers: { 200: { description: 'By state, hour and carrier.', schema: 'Stats' } },
  },
  'GET /events': {
    tag: 'operation',
    summary: 'Streams the steps of calls as server-sent events',
    description:
      'Each step is an event `call` with `{id, type, requestId, at, source, call}`. An event `reset` tells that steps were lost: read the lists anew. A comment comes every 15 s.',
    parameters: [
      inQuery('requestId', 'Of one call alone.', text('')),
      { name: 'last-event-id', in: 'header', description: 'Goes on behind this event.', schema: text('') },
    ],
    exampleStatus: null,
    answers: { 200: { description: 'The stream.', contentType: 'text/event-stream' } },
    errors: [400],
  },
  'GET /webhooks/esms/{token}': {
    tag: 'operation',
    summary: 'Where the gateway reports what became of a call',
    description: 'The token in the path is its only defence. It has no limit of requests.',
    isPublic: true,
    parameters: [inPath('token', 'As it was signed for one call.', 'forged')],
    exampleStatus: 403,
    answers: { 200: { description: 'It is stored.', contentType: 'text/plain' } },
    errors: [403, 503],
  },
  'GET /console/settings': {
    tag: 'console',
    summary: 'Tells how this demo is set up',
    isPublic: true,
    exampleStatus: 200,
    answers: { 200: { description: 'Nothing secret.', schema: 'ConsoleSettings' } },
  },
  'GET /simulator/calls': {
    tag: 'simulator',
    summary: 'Shows the simulated phones',
    parameters: [inQuery('limit', 'How many.', whole('', { minimum: 1, maximum: 1_000, default: 200 }))],
    exampleStatus: 200,
    answers: { 200: { description: 'Newest first.', schema: 'PhoneWall' } },
    errors: [400, 404],
  },
  'GET /simulator/faults': {
    tag: 'simulator',
    summary: 'Tells what goes wrong for now',
    exampleStatus: 200,
    answers: { 200: { description: 'The presets under way.', schema: 'ActiveFaults' } },
    errors: [404],
  },
  'POST /simulator/faults': {
    tag: 'simulator',
    summary: 'Breaks the simulated gateway for a while',
    body: {
      schema: 'PostFault',
      examples: {
        lost: {
          summary: 'A third of the callbacks is lost',
          value: { preset: 'lost-callbacks', share: 0.3, forSeconds: 1 },
          status: 201,
        },
        invalid: { summary: 'No such preset', value: { preset: 'war', share: 1, forSeconds: 1 }, status: 400 },
      },
    },
    answers: { 201: { description: 'From now on.', schema: 'ActiveFault' } },
    errors: [400, 404, 415],
  },
  'DELETE /simulator/faults': {
    tag: 'simulator',
    summary: 'Mends it',
    exampleStatus: 204,
    answers: { 204: { description: 'Nothing goes wrong any more.' } },
    errors: [404],
  },
  'POST /simulator/reset': {
    tag: 'simulator',
    summary: 'Forgets its calls and faults, and restores the balance',
    exampleStatus: 204,
    answers: { 204: { description: 'It is as new.' } },
    errors: [404],
  },
};
