import { describe, expect, it } from '@jest/globals';
import { readAnswer } from './gateway-answer.js';
import { WireTrace } from './wire-trace.js';

const traceWith = (change: Partial<WireTrace>): WireTrace => Object.assign(new WireTrace(), change);
const answered = (body: unknown): WireTrace => traceWith({ answer: { body, retryAfter: undefined } });

describe('readAnswer', () => {
  it('gives the code and the fields', () => {
    const fields = { CodeResponse: 100, SendStatus: 5 };
    expect(readAnswer(answered(JSON.stringify(fields)), null)).toEqual({ kind: 'answered', code: '100', fields });
  });

  it('lets the code win over what an interceptor threw', () => {
    expect(readAnswer(answered('{"CodeResult":"105"}'), new Error('late'))).toMatchObject({ code: '105' });
  });

  it.each([
    ['<html>CodeResult 100</html>'],
    [''],
    ['{}'],
    ['[]'],
    ['{"CodeResult":"100","CodeResponse":"101"}'],
    [null],
  ])('takes %j for silence without a cause', (body) => {
    expect(readAnswer(answered(body), null)).toEqual({ kind: 'silent', cause: null });
  });

  it('keeps of a failure its class and its code alone', () => {
    const error = Object.assign(new Error('https://rest.test/?ApiKey=canary'), { code: 'ECONNRESET' });
    const answer = readAnswer(traceWith({ error }), null);
    expect(answer).toMatchObject({ kind: 'silent', cause: { code: 'ECONNRESET' } });
    expect(JSON.stringify(answer) + String((answer as { cause: Error }).cause.stack)).not.toContain('canary');
    expect(readAnswer(traceWith({}), error)).toMatchObject({ cause: { code: 'ECONNRESET' } });
  });
});
