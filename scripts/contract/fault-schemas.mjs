import { closed, flag, ref, text, whole } from './words.mjs';

const LONGEST_WAIT_MS = 2 ** 31 - 1;
const wait = (description) =>
  whole(`${description}, in milliseconds of real time.`, { minimum: 1, maximum: LONGEST_WAIT_MS });

const REQUEST_KINDS = ['otp', 'template', 'recording', 'status', 'receivers', 'list', 'balance'];

/** The faults of requests by kind: what they do, their parameters, and an example. */
const FAULTS = {
  drop: ['The request is read and never answered.', {}, {}],
  reset: [
    'The connection is reset.',
    { 'beforeReading?': flag('At the first bytes of a new connection, whatever they ask for.') },
    { beforeReading: true },
  ],
  'refuse-connections': [
    'Every connection is cut, and new ones are refused for a while.',
    { forMs: wait('For how long') },
    { forMs: 200 },
  ],
  delay: ['The answer comes late.', { delayMs: wait('How late') }, { delayMs: 200 }],
  drip: ['The body comes one byte at a time.', { byteEveryMs: wait('Between two bytes') }, { byteEveryMs: 5 }],
  status: [
    'Another HTTP status; without `body` an HTML page.',
    {
      status: whole('Any that carries a body.', { minimum: 200, maximum: 599, not: { enum: [204, 205, 304] } }),
      'retryAfter?': text('The header Retry-After, as it stands.', { pattern: '^[!-~]([ -~]*[!-~])?$' }),
      'body?': text('What is answered in the place of the page.'),
    },
    { status: 503, retryAfter: '2' },
  ],
  html: ['200 with a page.', {}, {}],
  xml: ['200 with an XML document.', {}, {}],
  empty: ['200 with no body.', {}, {}],
  truncate: [
    'JSON that ends in the middle.',
    { 'connection?': flag('The full length is promised, and the connection cut instead.') },
    { connection: true },
  ],
  garbage: ['Bytes that are neither JSON nor UTF-8.', {}, {}],
  'wrong-content-type': ['The right body, called text/html.', {}, {}],
  huge: [
    'The right body, padded by one more field.',
    { bytes: whole('Its size.', { minimum: 1024, maximum: 256 * 1024 * 1024 }) },
    { bytes: 100_000 },
  ],
  code: [
    'Any code of the gateway.',
    {
      code: { type: ['string', 'integer'], description: 'As it goes over the wire.', pattern: '^[A-Za-z0-9_-]{1,20}$' },
      'callId?': flag('With an SMSID.'),
    },
    { code: '143' },
  ],
  'duplicate-call-id': ['100 with the SMSID of the call placed before.', {}, {}],
};

const CALLBACK_FAULTS = {
  drop: 'The report is lost.',
  duplicate: 'The report is sent twice at once.',
  'reorder-late': 'The report comes late.',
  'before-reply': 'The call ends at once and is reported before its request is answered.',
  'wrong-phone': 'The report tells of another number.',
  'wrong-id': 'The report tells of another call id.',
};

const MATCH = {
  'phone?': text('The number, or how it ends.', { minLength: 1 }),
  'requestId?': text('The request id.', { minLength: 1 }),
  'probability?': { type: 'number', description: 'How likely it fires.', minimum: 0, maximum: 1, default: 1 },
  'times?': whole('How often at most; absent: without end.', { minimum: 0 }),
};

const oneOrMore = (schema) => ({ anyOf: [schema, { type: 'array', minItems: 1, items: schema }] });

const faultSchema = ([kind, [description, parameters]]) => ({
  ...closed(description, { kind: { const: kind }, ...parameters }),
  title: kind,
});

const callbackRuleSchema = ([fault, description]) => ({
  ...closed(description, { fault: { const: fault }, ...MATCH, ...(fault === 'reorder-late' ? LATE : {}) }),
  title: fault,
});
const LATE = {
  delayMs: whole('How late, on the simulator’s clock.', { minimum: 1, maximum: LONGEST_WAIT_MS }),
};

export const FAULT_SCHEMAS = {
  FaultPlan: {
    ...closed('What goes wrong from now on; it takes the place of the plan before. The first rule that fits fires.', {
      'rules?': { type: 'array', description: 'For requests.', items: ref('FaultRule') },
      'callbackRules?': { type: 'array', description: 'For callbacks.', items: ref('CallbackFaultRule') },
      'seed?': whole('Of the probabilities.', {
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
      }),
    }),
    anyOf: [{ required: ['rules'] }, { required: ['callbackRules'] }],
  },
  FaultRule: closed('One rule for requests. A rule that could never fire is refused, in words.', {
    when: {
      enum: ['before-accept', 'after-accept'],
      description: 'Whether the gateway does nothing for the request, or all of it and only the reply is spoilt.',
    },
    fault: ref('Fault'),
    'kind?': {
      ...oneOrMore({ enum: REQUEST_KINDS }),
      description: 'What the request wants; absent: any kind of call.',
    },
    'attempt?': {
      ...oneOrMore({ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
      description: 'The how-manyth request with its RequestId.',
    },
    ...MATCH,
  }),
  Fault: { description: 'What goes wrong with a request.', oneOf: Object.entries(FAULTS).map(faultSchema) },
  CallbackFaultRule: {
    description: 'One rule for callbacks; it fires once a report, not again for its repeats.',
    oneOf: Object.entries(CALLBACK_FAULTS).map(callbackRuleSchema),
  },
};

const faultExample = ([kind, [summary, , parameters]]) => [
  kind,
  { summary, value: { rules: [{ when: 'before-accept', fault: { kind, ...parameters } }] } },
];

const callbackExample = ([fault, summary]) => [
  `callback-${fault}`,
  { summary, value: { callbackRules: [{ fault, ...(fault === 'reorder-late' ? { delayMs: 5_000 } : {}) }] } },
];

/** A plan for each fault that there is. */
export const FAULT_EXAMPLES = Object.fromEntries([
  ...Object.entries(FAULTS).map(faultExample),
  ...Object.entries(CALLBACK_FAULTS).map(callbackExample),
]);
