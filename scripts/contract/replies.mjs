import { ERROR_MESSAGE, SMSID } from './gateway-fields.mjs';
import { json, oneOf, open, ref, text, whole } from './words.mjs';

const COUNT_REGENERATE = whole('Always 0 in the samples.', { examples: [0] });

/** What the two functions of one host have in common when they say no. */
export const REPLY_SCHEMAS = {
  Unreadable: open('The request could not be read: no code at all.', {
    error: text('Words.', { examples: ['Invalid request'] }),
  }),
};

/** The reply to an accepted call, and the reply to a refused one. */
export const COUNTING_SCHEMAS = {
  CallAccepted: open('The gateway has the call.', {
    CodeResult: ref('AcceptedCode'),
    'CountRegenerate?': COUNT_REGENERATE,
    SMSID,
  }),
  CallRefused: open('The gateway refuses. An SMSID alone is not success: code 146 carries one.', {
    CodeResult: ref('RefusalCode'),
    'CountRegenerate?': COUNT_REGENERATE,
    'ErrorMessage?': ERROR_MESSAGE,
    'SMSID?': SMSID,
    'SendStatus?': text('In newer replies with 124.', { examples: ['5'] }),
  }),
};

/** A refusal that has a code and words alone. */
export const plainRefusal = (description) =>
  open(description, { CodeResult: ref('RefusalCode'), 'ErrorMessage?': ERROR_MESSAGE });

/**
 * The responses of a function: business errors come with HTTP 200, all else is a page of the web server.
 * @param examples published bodies by their name
 */
export const responses = (schemas, examples) => ({
  200: {
    description: 'Taken or refused: the body says which.',
    content: json(oneOf(...schemas), examples),
  },
  default: {
    description: 'A page of the web server in front of the service: an unknown path, a crash, maintenance.',
    content: {
      'text/html': { schema: { type: 'string' } },
      'application/xml': { schema: { type: 'string' } },
    },
  },
});

/** Published replies as the examples of a document. */
export function examplesOf(replies) {
  const named = replies.map(({ name, body }, index) => [nameOf(name ?? `sample ${index + 1}`), { value: body }]);
  return Object.fromEntries(named);
}

const nameOf = (words) => words.replace(/,/g, '').replace(/ (\w)/g, (_match, letter) => letter.toUpperCase());
