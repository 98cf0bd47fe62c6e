import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
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
import { EsmsVoiceError } from './esms-voice.error.js';
import { httpStatusOfGatewayCode, toHttpError } from './http-error.js';

/** The table of the design, section 7. */
const STATUS_OF_CODE: Record<number, readonly string[]> = {
  422: ['99', '104', '106', '108', '118', '163'],
  503: ['101', '102', '103', '140', '143', '160', '124'],
  502: ['105', '300', '100', '999', '0', '', '099', ' 99', '99 ', '103.0', 'toString'],
};
const ROWS = Object.entries(STATUS_OF_CODE).flatMap(([status, codes]) => codes.map((code) => [code, +status] as const));
const KNOWN = new Set([...STATUS_OF_CODE[422]!, ...STATUS_OF_CODE[503]!]);

const refused = (gatewayCode: string | null) => new GatewayRefusedError('Refused.', { gatewayCode });

describe('httpStatusOfGatewayCode', () => {
  it.each(ROWS)('answers code %j with %i', (code, status) => {
    expect(httpStatusOfGatewayCode(code)).toBe(status);
  });

  it('answers 502 where there is no code, and for any other code', () => {
    expect(httpStatusOfGatewayCode(null)).toBe(502);
    const other = fc.string().filter((code) => !KNOWN.has(code));
    fc.assert(fc.property(other, (code) => httpStatusOfGatewayCode(code) === 502));
  });
});

describe('toHttpError', () => {
  it.each(ROWS)('answers a call refused with %j by %i, the code word for word in the body', (code, status) => {
    const { statusCode, body, retryAfterSeconds } = toHttpError(refused(code));
    expect([statusCode, body.statusCode]).toEqual([status, status]);
    expect(body).toMatchObject({ code: 'GATEWAY_REFUSED', gatewayCode: code });
    expect(retryAfterSeconds).toBe(status === 503 ? 5 : null);
  });

  it.each<[string, EsmsVoiceError, number, string]>([
    ['options', new EsmsVoiceOptionsError(['x']), 500, 'Internal Server Error'],
    ['input', new InvalidInputError(['x']), 400, 'Bad Request'],
    ['not found', new CallNotFoundError(), 404, 'Not Found'],
    ['duplicate', new DuplicateRequestError('x', {}), 409, 'Conflict'],
    ['refused, code unknown', refused(null), 502, 'Bad Gateway'],
    ['refused, this request', refused('108'), 422, 'Unprocessable Entity'],
    ['not sent', new CallNotSentError('x', {}), 503, 'Service Unavailable'],
    ['unknown', new OutcomeUnknownError('x', {}), 504, 'Gateway Timeout'],
    ['journal full', new JournalFullError(1), 503, 'Service Unavailable'],
    ['journal down', new JournalUnavailableError({}), 503, 'Service Unavailable'],
    ['journal down, nothing sent', new JournalUnavailableError({ outcome: 'not-sent' }), 503, 'Service Unavailable'],
  ])('answers %s', (_what, error, status, words) => {
    const { statusCode, body, retryAfterSeconds } = toHttpError(error);
    expect([statusCode, body.statusCode, body.error, body.code]).toEqual([status, status, words, error.code]);
    expect(retryAfterSeconds).toBe(status === 503 ? 5 : null);
  });

  it('adds request id, state and code of the gateway where there are any, and nothing else', () => {
    const error = new DuplicateRequestError('Used.', { requestId: 'r-1', state: 'dialing', gatewayCode: '124' });
    expect(toHttpError(error).body).toStrictEqual({
      statusCode: 409,
      message: 'Used.',
      error: 'Conflict',
      code: 'DUPLICATE_REQUEST',
      requestId: 'r-1',
      state: 'dialing',
      gatewayCode: '124',
    });
    expect(toHttpError(new CallNotFoundError()).body).toStrictEqual({
      statusCode: 404,
      message: 'No call has this request id.',
      error: 'Not Found',
      code: 'CALL_NOT_FOUND',
    });
  });

  it('names each problem of an input by itself', () => {
    expect(toHttpError(new InvalidInputError(['one', 'two'])).body.message).toEqual(['one', 'two']);
  });

  it.each([
    [0, 1],
    [1, 1],
    [999, 1],
    [1_000, 1],
    [1_001, 2],
    [60_000, 60],
    [null, 5],
  ])('asks to wait %j ms in whole seconds: %i', (retryAfterMs, seconds) => {
    expect(toHttpError(new CallNotSentError('x', { retryAfterMs })).retryAfterSeconds).toBe(seconds);
  });

  it('asks nobody to wait where waiting does not help', () => {
    expect(toHttpError(new OutcomeUnknownError('x', { retryAfterMs: 2_000 })).retryAfterSeconds).toBeNull();
    expect(toHttpError(new DuplicateRequestError('x', { retryAfterMs: 0 })).retryAfterSeconds).toBeNull();
    expect(
      toHttpError(new GatewayRefusedError('x', { gatewayCode: '99', retryAfterMs: 9 })).retryAfterSeconds,
    ).toBeNull();
  });

  it('reads an error of another copy of the library by its fields', () => {
    const theirs = {
      [Symbol.for('nestjs-esms-voice:error')]: ['EsmsVoiceError', 'InvalidInputError'],
      code: 'INVALID_INPUT',
      message: 'x',
      problems: ['one'],
      requestId: null,
      state: null,
      gatewayCode: null,
      outcome: null,
      retryAfterMs: null,
    };
    expect(toHttpError(theirs as unknown as EsmsVoiceError)).toMatchObject({
      statusCode: 400,
      body: { message: ['one'] },
    });
  });
});
