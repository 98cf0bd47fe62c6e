import { FAULT_EXAMPLES, FAULT_SCHEMAS } from './fault-schemas.mjs';
import { closed, flag, json, listOf, query, ref, text, whole } from './words.mjs';

const TEN_YEARS_MS = 3_660 * 24 * 60 * 60 * 1_000;
const moment = (description) =>
  text(`${description} On the simulator’s clock.`, { format: 'date-time', examples: ['2026-12-31T07:00:00.000Z'] });
const orNull = (description) => ({ type: ['string', 'null'], description });

/** The contract of the simulator's control surface. */
export const simulatorDocument = () => ({
  openapi: '3.1.0',
  info: {
    title: 'eSMS simulator, control surface',
    version: '1.0.0',
    summary: 'Shows what the simulator was asked for, breaks its wire, and moves its clock.',
    description:
      'Of the simulator alone: eSMS.vn has nothing like it. It answers clients of this machine; a foreign Host or Origin is refused.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: 'http://127.0.0.1:4010', description: 'npx nestjs-esms-voice simulate' }],
  security: [],
  paths: {
    '/_simulator/calls': { get: listCalls },
    '/_simulator/faults': { post: setFaults },
    '/_simulator/reset': { post: reset },
    '/_simulator/clock': { post: moveClock },
  },
  components: { schemas: { ...SCHEMAS, ...FAULT_SCHEMAS } },
});

const FOREIGN = { description: 'Another machine, or a page of one.', content: json(ref('Problem')) };
const answers = (description, schema, more = {}) => ({
  200: { description, content: json(schema) },
  403: FOREIGN,
  ...more,
});
const refusal = (schema) => ({ 400: { description: 'What is wrong, in words.', content: json(schema) } });

const listCalls = {
  operationId: 'listSimulatedCalls',
  summary: 'Every call that it was asked for, oldest first',
  parameters: query({ 'requestId?': text('This one alone.', { examples: ['try-1'] }) }),
  responses: answers('The ledger.', listOf(ref('SimulatedCall'), 'Oldest first.')),
};

const setFaults = {
  operationId: 'setFaults',
  summary: 'Breaks the wire; with no rules it is whole again',
  requestBody: {
    required: true,
    content: json(ref('FaultPlan'), {
      whole: { summary: 'Nothing goes wrong.', value: { rules: [] } },
      ...FAULT_EXAMPLES,
    }),
  },
  responses: answers('In force from now on.', ref('FaultsSet'), refusal(ref('PlanProblem'))),
};

const reset = {
  operationId: 'reset',
  summary: 'Forgets calls, used ids and faults, and restores the balance; time stays',
  responses: answers('Done.', ref('ResetDone')),
};

const moveClock = {
  operationId: 'moveClock',
  summary: 'Moves its clock forward; what falls due happens before the answer',
  requestBody: { required: true, content: json(ref('Advance'), { hour: { value: { advanceMs: 3_600_000 } } }) },
  responses: answers('The time that it is now.', ref('Now'), refusal(ref('Problem'))),
};

const SCHEMAS = {
  SimulatedCall: closed('The requests with one request id, and the calls that they placed.', {
    requestId: orNull('As it was sent; null when none was.'),
    callId: orNull('The SMSID of the newest acceptance, without the space that the voice host writes behind it.'),
    phone: text('In full: the simulator rings nobody.'),
    kind: { enum: ['otp', 'template', 'recording'], description: 'By which function it was placed.' },
    content: text('The Content; the template’s id and variables, joined by ||; the recording’s id.'),
    campaignId: orNull('Of OTP calls alone.'),
    sandbox: flag('Whether it was to be checked only.'),
    requests: whole('How many requests with this id arrived.', { minimum: 1 }),
    placed: whole('How often one was accepted for real ringing: 2 means that the phone rang twice.', { minimum: 0 }),
    dials: whole('How often the phone was dialled, redials of a recording included.', { minimum: 0 }),
    state: {
      enum: [
        'received',
        'scheduled',
        'accepted',
        'dialing',
        'delivered',
        'undelivered',
        'rejected',
        'sandbox',
        'refused',
      ],
      description: 'Where it stands; received, sandbox and refused never ring.',
    },
    createdAt: moment('When the first request came.'),
    callbacks: listOf(ref('SimulatedCallback'), 'Oldest first.'),
  }),
  SimulatedCallback: closed('One delivery of a report: answered with a status, or met by an error.', {
    at: moment('When it was sent.'),
    sendStatus: whole('4 rejected, 5 finished.', { enum: [4, 5] }),
    attempt: whole('1 for the first delivery.', { minimum: 1 }),
    'status?': whole('The HTTP status that the receiver answered with.'),
    'error?': text('Why there was no answer.', { examples: ['timeout'] }),
  }),
  FaultsSet: closed('How many rules there are now.', {
    rules: whole('For requests.', { minimum: 0 }),
    callbackRules: whole('For callbacks.', { minimum: 0 }),
  }),
  ResetDone: closed('Done.', { reset: { const: true } }),
  Advance: closed('How far.', {
    advanceMs: { type: 'number', description: 'Milliseconds, ten years at most.', minimum: 0, maximum: TEN_YEARS_MS },
  }),
  Now: closed('The time of its clock.', { now: moment('Now.') }),
  Problem: closed('What is wrong.', { error: text('In words.') }),
  PlanProblem: closed('What is wrong with the plan, which is not in force.', {
    error: text('All problems in one text.'),
    problems: listOf({ type: 'string' }, 'One sentence each.'),
  }),
};
