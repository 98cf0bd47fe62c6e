import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AxiosError, AxiosHeaders } from 'axios';
import { toBareCause } from './bare-cause.js';
import {
  CallNotFoundError,
  CallNotSentError,
  DuplicateRequestError,
  EsmsVoiceOptionsError,
  GatewayRefusedError,
  InvalidInputError,
  JournalFullError,
  JournalUnavailableError,
  OutcomeUnknownError,
} from './errors.js';
import * as original from './esms-voice.error.js';

const { EsmsVoiceError } = original;
const BRAND = Symbol.for('nestjs-esms-voice:error');
const CANARY = 'canary-key-0901888484-686868';

const CLASSES = {
  EsmsVoiceOptionsError,
  InvalidInputError,
  CallNotFoundError,
  DuplicateRequestError,
  GatewayRefusedError,
  CallNotSentError,
  OutcomeUnknownError,
  JournalFullError,
  JournalUnavailableError,
};
const NAMES = Object.keys(CLASSES) as (keyof typeof CLASSES)[];

const DETAILS = { requestId: 'r-1', state: 'unknown', gatewayCode: '0', retryAfterMs: 0, outcome: 'unknown' } as const;

const make = {
  EsmsVoiceOptionsError: () => new EsmsVoiceOptionsError(['apiKey: must be a text', 'timeoutMs: must be whole']),
  InvalidInputError: () => new InvalidInputError(['phone is bad', 'content is bad']),
  CallNotFoundError: () => new CallNotFoundError('r-1'),
  DuplicateRequestError: (cause?: unknown) => new DuplicateRequestError('Used.', { ...DETAILS, cause }),
  GatewayRefusedError: (cause?: unknown) => new GatewayRefusedError('Refused.', { ...DETAILS, cause }),
  CallNotSentError: (cause?: unknown) => new CallNotSentError('Not sent.', { ...DETAILS, cause }),
  OutcomeUnknownError: (cause?: unknown) => new OutcomeUnknownError('Unknown.', { ...DETAILS, cause }),
  JournalFullError: () => new JournalFullError(3),
  JournalUnavailableError: (cause?: unknown) => new JournalUnavailableError({ ...DETAILS, cause }),
} satisfies Record<keyof typeof CLASSES, (cause?: unknown) => Error>;

/** Another copy of the module, as the CommonJS build is beside the ESM one. */
const secondCopy = async (): Promise<typeof original> => {
  const specifier = './esms-voice.error.js?copy=2';
  return (await import(specifier)) as typeof original;
};

const axiosError = () =>
  new AxiosError(`failed at https://rest.esms.vn/?ApiKey=${CANARY}`, 'ECONNRESET', {
    headers: new AxiosHeaders({ 'x-key': CANARY }),
    url: `https://rest.esms.vn/?Phone=${CANARY}`,
    data: JSON.stringify({ SecretKey: CANARY, Content: CANARY }),
  });

const told = (error: Error): string =>
  [inspect(error, { depth: null, showHidden: true }), JSON.stringify(error), String(error), error.stack].join('\n');

describe.each(NAMES)('%s', (name) => {
  const error: original.EsmsVoiceError = make[name]();

  it('has its own name, shown in the stack and not listed among its fields', () => {
    expect(error.name).toBe(name);
    expect(Object.keys(error)).not.toContain('name');
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(inspect(error)).toContain(name);
  });

  it('is an Error, an EsmsVoiceError and itself, and no other class', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(EsmsVoiceError);
    expect(NAMES.filter((other) => (error as unknown) instanceof CLASSES[other])).toEqual([name]);
  });

  it('prints as JSON without stack and cause', () => {
    const printed = JSON.parse(JSON.stringify(error)) as Record<string, unknown>;
    const { code, message, outcome, gatewayCode, requestId, state, retryAfterMs } = error;
    expect(printed).toMatchObject({ name, code, message, outcome, gatewayCode, requestId, state, retryAfterMs });
    expect(Object.keys(printed)).not.toContain('stack');
    expect(Object.keys(printed)).not.toContain('cause');
  });

  it('tells nothing of a cause that was stripped, but its class and code', () => {
    const caused: Error = make[name](toBareCause(axiosError()));
    expect(told(caused)).not.toContain('canary');
  });
});

describe('the classes', () => {
  it('have these codes, outcomes and messages', () => {
    const shown = NAMES.map((name) => {
      const { code, outcome, message } = make[name]();
      return [name, code, outcome, message];
    });
    expect(shown).toEqual([
      [
        'EsmsVoiceOptionsError',
        'INVALID_OPTIONS',
        null,
        'EsmsVoiceModule is configured wrongly:\n- apiKey: must be a text\n- timeoutMs: must be whole',
      ],
      ['InvalidInputError', 'INVALID_INPUT', 'not-sent', 'The input is invalid: phone is bad; content is bad.'],
      ['CallNotFoundError', 'CALL_NOT_FOUND', null, 'No call has this request id.'],
      ['DuplicateRequestError', 'DUPLICATE_REQUEST', 'unknown', 'Used.'],
      ['GatewayRefusedError', 'GATEWAY_REFUSED', 'refused', 'Refused.'],
      ['CallNotSentError', 'CALL_NOT_SENT', 'not-sent', 'Not sent.'],
      ['OutcomeUnknownError', 'OUTCOME_UNKNOWN', 'unknown', 'Unknown.'],
      ['JournalFullError', 'JOURNAL_FULL', 'not-sent', 'The journal is full: 3 calls are queued, pending or unknown.'],
      ['JournalUnavailableError', 'JOURNAL_UNAVAILABLE', 'unknown', 'The journal of calls cannot be reached.'],
    ]);
  });

  it('fix their outcome, whatever the details say', () => {
    expect(new GatewayRefusedError('x', { outcome: 'unknown' }).outcome).toBe('refused');
    expect(new CallNotSentError('x', { outcome: 'unknown' }).outcome).toBe('not-sent');
    expect(new OutcomeUnknownError('x', { outcome: 'refused' }).outcome).toBe('unknown');
  });

  it('carry the problems of an input, in JSON too', () => {
    const error = make.InvalidInputError();
    expect(error.problems).toEqual(['phone is bad', 'content is bad']);
    expect(error.toJSON()).toMatchObject({ problems: ['phone is bad', 'content is bad'] });
    expect(make.EsmsVoiceOptionsError().problems).toEqual(['apiKey: must be a text', 'timeoutMs: must be whole']);
  });

  it('take no request id for null', () => {
    expect(new CallNotFoundError().requestId).toBeNull();
    expect(new CallNotFoundError('r-1').requestId).toBe('r-1');
  });
});

describe('EsmsVoiceError', () => {
  it('has null for every detail that is absent, and no cause', () => {
    const error = new EsmsVoiceError('CALL_NOT_FOUND', 'x');
    expect(error).toMatchObject({ outcome: null, gatewayCode: null, requestId: null, state: null, retryAfterMs: null });
    expect(Object.hasOwn(error, 'cause')).toBe(false);
  });

  it('takes zero and empty texts for values', () => {
    const error = new EsmsVoiceError('CALL_NOT_SENT', 'x', { retryAfterMs: 0, gatewayCode: '', requestId: '' });
    expect(error).toMatchObject({ retryAfterMs: 0, gatewayCode: '', requestId: '' });
  });

  it('hands its cause on', () => {
    const cause = toBareCause(new Error('x'));
    expect(new EsmsVoiceError('CALL_NOT_SENT', 'x', { cause }).cause).toBe(cause);
    const own = new EsmsVoiceError('CALL_NOT_SENT', 'y');
    expect(new EsmsVoiceError('CALL_NOT_SENT', 'x', { cause: own }).cause).toBe(own);
  });

  // The classes are public: whoever wraps an error of his HTTP client prints keys and numbers with it.
  it('tells nothing of a cause that was not stripped', () => {
    expect(told(new OutcomeUnknownError('Unknown.', { cause: axiosError() }))).not.toContain('canary');
  });

  it.each([
    [null],
    [undefined],
    [0],
    ['EsmsVoiceError'],
    [{}],
    [new Error('x')],
    [{ name: 'EsmsVoiceError' }],
    [() => 1],
  ])('does not take %p for one of its own', (value) => {
    expect((value as unknown) instanceof EsmsVoiceError).toBe(false);
    expect((value as unknown) instanceof GatewayRefusedError).toBe(false);
  });
});

describe('instanceof by brand', () => {
  it('is no identity of classes: the second copy is another class indeed', async () => {
    const copy = await secondCopy();
    expect(copy.EsmsVoiceError).not.toBe(EsmsVoiceError);
    const error: unknown = new copy.EsmsVoiceError('CALL_NOT_FOUND', 'x');
    expect(Object.getPrototypeOf(error)).not.toBe(EsmsVoiceError.prototype);
  });

  it('holds between two copies of the library, both ways', async () => {
    const copy = await secondCopy();
    class Refused extends copy.EsmsVoiceError {
      static override readonly kind = 'GatewayRefusedError';
    }
    const theirs: unknown = new Refused('GATEWAY_REFUSED', 'x');
    const ours: unknown = make.GatewayRefusedError();
    expect(theirs instanceof EsmsVoiceError).toBe(true);
    expect(theirs instanceof GatewayRefusedError).toBe(true);
    expect(theirs instanceof OutcomeUnknownError).toBe(false);
    expect(ours instanceof copy.EsmsVoiceError).toBe(true);
    expect(ours instanceof Refused).toBe(true);
    expect((make.OutcomeUnknownError() as unknown) instanceof Refused).toBe(false);
  });

  it('goes by the names that the brand lists', () => {
    const lookAlike: unknown = { [BRAND]: ['EsmsVoiceError', 'CallNotSentError'] };
    expect(lookAlike instanceof EsmsVoiceError).toBe(true);
    expect(lookAlike instanceof CallNotSentError).toBe(true);
    expect(lookAlike instanceof OutcomeUnknownError).toBe(false);
    expect(({ [BRAND]: [] } as unknown) instanceof EsmsVoiceError).toBe(false);
  });

  it('knows a class that an application derives', () => {
    class TooPoorError extends EsmsVoiceError {
      static override readonly kind = 'TooPoorError';
    }
    const error = new TooPoorError('GATEWAY_REFUSED', 'x');
    expect(error.name).toBe('TooPoorError');
    expect(error).toBeInstanceOf(TooPoorError);
    expect(error).not.toBeInstanceOf(GatewayRefusedError);
    expect(error).toBeInstanceOf(EsmsVoiceError);
    expect(make.GatewayRefusedError()).not.toBeInstanceOf(TooPoorError);
  });

  it('keeps the brand out of the fields that are listed', () => {
    const error = make.GatewayRefusedError();
    expect(Object.getOwnPropertyDescriptor(error, BRAND)).toMatchObject({ enumerable: false });
    expect(inspect(error)).not.toContain('nestjs-esms-voice:error');
  });
});
