import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import * as fc from 'fast-check';
import { BareCause, toBareCause } from './bare-cause.js';

const CANARY = 'canary-key-0901888484-686868';

/** What axios throws: the whole request and reply hang on it. */
function axiosError(): AxiosError {
  const config: InternalAxiosRequestConfig = {
    url: `https://voiceapi.esms.vn/MakeCallTemplate_V2?ApiKey=${CANARY}`,
    headers: new AxiosHeaders({ authorization: CANARY }),
    data: JSON.stringify({ SecretKey: CANARY, Phone: CANARY }),
    params: { ApiKey: CANARY },
  };
  const response = { data: CANARY, status: 500, statusText: CANARY, headers: {}, config };
  const error = new AxiosError(`timeout at ${CANARY}`, 'ECONNABORTED', config, { path: CANARY }, response);
  error.cause = new Error(CANARY);
  return error;
}

const told = (error: Error): string =>
  [inspect(error, { depth: null, showHidden: true }), JSON.stringify(error), String(error), error.stack].join('\n');

describe('toBareCause', () => {
  it('keeps the class and the system code of an axios error, and nothing else', () => {
    const bare = toBareCause(axiosError());
    expect(bare).toBeInstanceOf(BareCause);
    expect(bare).toBeInstanceOf(Error);
    expect(bare).toMatchObject({ name: 'AxiosError', code: 'ECONNABORTED', message: 'ECONNABORTED' });
    expect(bare.stack).toBe('AxiosError: ECONNABORTED');
    expect(bare.cause).toBeUndefined();
    expect(told(bare)).not.toContain('canary');
  });

  it('names the class where there is no code', () => {
    expect(toBareCause(new TypeError(CANARY))).toMatchObject({ name: 'TypeError', code: null, message: 'TypeError' });
  });

  it.each([
    ['a URL', `https://rest.esms.vn/?ApiKey=${CANARY}`],
    ['small letters', 'econnreset'],
    ['a leading digit', '0901888484'],
    ['a leading underscore', '_CODE'],
    ['65 characters', 'E'.repeat(65)],
    ['a line behind it', 'ECONNRESET\n'],
    ['nothing', ''],
    ['a number', 103],
    ['zero', 0],
    ['an object', { toString: () => 'ECONNRESET' }],
  ])('drops a code that is %s', (_what, code) => {
    expect(toBareCause(Object.assign(new Error('x'), { code }))).toMatchObject({ code: null, message: 'Error' });
  });

  it.each(['ECONNRESET', 'UND_ERR_CONNECT_TIMEOUT', 'E2BIG', 'E', 'E'.repeat(64)])('keeps the code %s', (code) => {
    expect(toBareCause(Object.assign(new Error('x'), { code })).code).toBe(code);
  });

  it.each([['a b'], ['Error 0901888484'], [''], ['E'.repeat(65)], [7], [null], ['Error\n']])(
    'calls an error of the name %j plain Error',
    (name) => {
      const bare = toBareCause(Object.assign(new Error('x'), { name }));
      expect(bare).toMatchObject({ name: 'Error', message: 'Error' });
    },
  );

  it.each([[null], [undefined], [0], [CANARY], [Symbol('canary')], [{ message: CANARY }], [[CANARY]]])(
    'makes a plain Error of %p, which may be thrown too',
    (thrown) => {
      const bare = toBareCause(thrown);
      expect(bare).toMatchObject({ name: 'Error', code: null, message: 'Error', stack: 'Error: Error' });
      expect(told(bare)).not.toContain('canary');
    },
  );

  it('makes a plain Error of what throws where it is read', () => {
    const refuse = (): never => {
      throw new Error(CANARY);
    };
    expect(toBareCause(new Proxy({}, { get: refuse }))).toMatchObject({ name: 'Error', code: null });
  });

  it('tells nothing of the message, the stack, the cause and the own fields, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('config', 'request', 'data', 'message', 'stack', 'cause', 'name', 'code'),
        (field) => {
          const error = Object.assign(new Error('x'), { [field]: `${CANARY} in ${field}` });
          expect(told(toBareCause(error))).not.toContain('canary');
        },
      ),
    );
  });
});
