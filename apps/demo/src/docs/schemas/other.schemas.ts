import { CALL_STATES, CARRIERS } from 'nestjs-esms-voice';
import { PRESETS } from '../../simulator/fault-presets.js';
import { body, flag, listOf, moment, number, object, orNull, ref, text, whole, wordOf, type Schemas } from './words.js';

const COUNTS = object(
  'How many calls are in each state.',
  Object.fromEntries(CALL_STATES.map((s) => [`${s}?`, whole('')])),
);

/** Batches and verifications. */
const FLOWS: Schemas = {
  PostBatch: body('Up to 10,000 calls; batchId, the header Idempotency-Key, or a requestId in every call is needed.', {
    'batchId?': text('The same batch posted again rings nobody again.'),
    calls: listOf({ type: 'object' }, { description: 'Each as in POST /calls/…, with its kind (otp unless given).' }),
    'notBefore?': moment('No call rings before it.'),
    'deadline?': moment('A call that has not rung by then never will.'),
    'priority?': wordOf('What goes first.', ['high', 'normal', 'low']),
  }),
  TakenBatch: object('A batch that was taken on.', {
    batchId: text('Its id.'),
    total: whole('How many calls it has.'),
  }),
  BatchProgress: {
    type: 'object',
    description: 'How far a batch is.',
    properties: { total: whole('Of calls.'), states: COUNTS },
  },
  StartVerification: body('Who is to be verified.', {
    phone: text('A Vietnamese mobile number.'),
    'purpose?': text('What the code is for; login unless given.'),
  }),
  StartedVerification: { type: 'object', description: 'A verification that is under way.' },
  Verification: { type: 'object', description: 'How a verification stands.' },
  CheckVerification: body('The code as it was typed.', { code: text('4 to 10 digits.') }),
  CheckedVerification: object('What the code was worth.', {
    status: wordOf('A wrong code is pending; the fifth wrong one is locked.', [
      'approved',
      'pending',
      'expired',
      'locked',
    ]),
    attemptsLeft: whole('How many guesses are left.'),
  }),
};

/** What operators and the console read. */
const VIEWS: Schemas = {
  Balance: { type: 'object', description: 'What is left on the account.', properties: { balance: number('VND.') } },
  Health: { type: 'object', description: 'Whether this process can work.', properties: { status: text('') } },
  Stats: object('The last 24 hours, as far as this deployment has seen them.', {
    since: moment('From when on.'),
    states: COUNTS,
    hours: listOf(
      { type: 'object' },
      { description: '24 of them: what became of the calls that were placed in each.' },
    ),
    carriers: listOf(object('The last hour.', { carrier: wordOf('By the number’s prefix.', CARRIERS) })),
  }),
  ConsoleSettings: object('How this demo is set up.', {
    gateway: wordOf('Whom it calls.', ['simulator', 'live']),
    sandbox: flag('Whether calls ring nobody.'),
    needsKey: flag('Whether x-api-key is wanted.'),
    journal: wordOf('Where calls are kept.', ['memory', 'redis', 'postgres']),
    version: text('Of the demo.'),
  }),
};

/** The bundled simulator. */
const SIMULATOR: Schemas = {
  PhoneWall: object('The simulated phones, newest first.', { calls: listOf({ type: 'object' }) }),
  ActiveFaults: object('What goes wrong for now.', { active: listOf(ref('ActiveFault')) }),
  ActiveFault: object('A preset under way.', {
    preset: wordOf('What goes wrong.', PRESETS),
    share: number('The part of the calls that it hits.'),
    endsAt: moment('When it ends by itself.'),
  }),
  PostFault: body('What is to go wrong.', {
    preset: wordOf('What goes wrong.', PRESETS),
    share: number('The part of the calls that it hits.', { minimum: 0.05, maximum: 1 }),
    forSeconds: whole('For how long.', { minimum: 1, maximum: 600 }),
  }),
};

const ERRORS: Schemas = {
  Error: object('What went wrong; nothing of the inside is told.', {
    statusCode: whole('As the status line has it.'),
    message: { description: 'A sentence, or every problem.', anyOf: [{ type: 'string' }, listOf({ type: 'string' })] },
    error: text('The status’ name.'),
    code: text('A stable word, such as INVALID_INPUT or DUPLICATE_REQUEST.'),
    'requestId?': text('Of the call that it is about.'),
    'state?': orNull(wordOf('Where that call stands.', CALL_STATES)),
  }),
};

export const OTHER_SCHEMAS: Schemas = { ...FLOWS, ...VIEWS, ...SIMULATOR, ...ERRORS };
