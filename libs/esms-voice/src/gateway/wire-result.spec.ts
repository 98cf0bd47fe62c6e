import { describe, expect, it } from '@jest/globals';
import { classify, parseRetryAfter } from './wire-result.js';
import { WireTrace } from './wire-trace.js';

const NOW = Date.parse('2026-07-01T00:00:00Z');

function failed(mayHaveLeft: boolean, code: string): WireTrace {
  const trace = new WireTrace();
  trace.begin();
  trace.mayHaveLeft = mayHaveLeft;
  trace.error = Object.assign(new Error(`${code} at https://rest.esms.vn/?ApiKey=canary`), { code });
  return trace;
}

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
    ['Wed, 01 Jul 2026 00:00:30 GMT', 30_000],
    ['Tue, 30 Jun 2026 23:59:00 GMT', 0],
  ])('reads %j', (value, ms) => {
    expect(parseRetryAfter(value, NOW)).toBe(ms);
  });

  it.each([[undefined], [null], [7], [['7', '8']], [''], ['soon'], ['9'.repeat(400)], ['NaN'], ['0x10'], ['∞']])(
    'passes over %j',
    (value) => {
      expect(parseRetryAfter(value, NOW)).toBeNull();
    },
  );

  it.each(['-5', '1.5', '-1', 'in 12', 'please 99999'])('takes %j, no HTTP date, for nothing usable', (value) => {
    expect(parseRetryAfter(value, NOW)).toBeNull();
  });
});

describe('classify', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'knows that %s means not sent, even of a transport that does not tell when the first byte leaves',
    (code) => {
      expect(classify(failed(true, code), null).kind).toBe('not-sent');
    },
  );

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'ERR_CANCELED', 'HPE_INVALID_CONSTANT'])(
    'takes %s after the first byte for unknown, and before it for not sent',
    (code) => {
      expect(classify(failed(true, code), null)).toMatchObject({ kind: 'unknown', retryAfterMs: null });
      expect(classify(failed(false, code), null).kind).toBe('not-sent');
    },
  );

  // A route that breaks under an established connection ends its read with the very codes of a failed connect.
  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'])(
    'takes %s of a read, after the request has left, for unknown',
    (code) => {
      const trace = failed(true, code);
      Object.assign(trace.error as Error, { syscall: 'read' });
      expect(classify(trace, null).kind).toBe('unknown');
    },
  );

  it('takes an error of nobody, before anything left, for not sent', () => {
    expect(classify(new WireTrace(), new Error('an interceptor')).kind).toBe('not-sent');
    expect(classify(new WireTrace(), undefined).kind).toBe('not-sent');
  });

  it('tells of the cause its class and its code alone', () => {
    const result = classify(failed(true, 'ECONNRESET'), null);
    expect(result).toMatchObject({ cause: { name: 'Error', code: 'ECONNRESET', message: 'ECONNRESET' } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});
