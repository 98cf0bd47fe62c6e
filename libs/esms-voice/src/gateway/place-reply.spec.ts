import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodePlaceReply } from './place-reply.js';

interface Replies {
  readonly replies: readonly { readonly name: string; readonly body: Record<string, unknown> }[];
}

const published = ['voice-otp', 'voice-template', 'voice-recording'].flatMap((file) => {
  const { replies } = JSON.parse(readFileSync(`test/gateway-samples/${file}.json`, 'utf8')) as Replies;
  return replies.map(({ name, body }) => ({ title: `${file}: ${name}`, body }));
});

const decode = (value: unknown) => decodePlaceReply(JSON.stringify(value));
const NOTHING = { code: null, callId: null };

describe('decodePlaceReply', () => {
  it.each(published)('reads $title', ({ body }) => {
    const { CodeResult = null, SMSID } = body as { CodeResult?: string; SMSID?: string };
    expect(decode(body)).toEqual({ code: CodeResult, callId: SMSID?.trim() ?? null });
  });

  it('has read every published OTP reply', () => {
    const codes = published.filter(({ title }) => title.startsWith('voice-otp')).map(({ body }) => decode(body).code);
    expect(codes).toEqual(['100', '101', '108', '124', '124', '146', null]);
  });

  it('trims the id of the voice host', () => {
    expect(decode({ CodeResult: '100', SMSID: '8eb2af6d-fb4c4814-b9cc-4c0e3ed32edf ' }).callId).toBe(
      '8eb2af6d-fb4c4814-b9cc-4c0e3ed32edf',
    );
  });

  it.each(['CodeResult', 'CodeResponse', 'Code'])('reads the code from %s, text or number', (field) => {
    expect(decode({ [field]: '100' }).code).toBe('100');
    expect(decode({ [field]: 100 }).code).toBe('100');
    expect(decode({ [field]: ' 124 ' }).code).toBe('124');
  });

  it('keeps a code that is in no table, word for word', () => {
    expect(decode({ CodeResult: '9001' }).code).toBe('9001');
    expect(decode({ CodeResult: '-2' }).code).toBe('-2');
  });

  it('trusts two fields that agree, and neither of two that differ', () => {
    expect(decode({ CodeResult: '100', CodeResponse: 100, Code: ' 100' }).code).toBe('100');
    expect(decode({ CodeResult: '100', CodeResponse: '101' }).code).toBeNull();
    expect(decode({ CodeResult: 101, Code: 100 }).code).toBeNull();
    expect(decode({ CodeResult: '', CodeResponse: '100' }).code).toBe('100');
  });

  it.each([[null], [true], [{}], [['100']], [''], ['  '], ['1'.repeat(17)]])('takes %j for no code', (code) => {
    expect(decode({ CodeResult: code }).code).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \r\n '],
    ['HTML', '<!DOCTYPE html><html><body>Endpoint not found. CodeResult 100</body></html>'],
    ['XML', '<SendResult><CodeResult>100</CodeResult></SendResult>'],
    ['half of an answer', '{"CodeResult":"100","CountRegenerate":0,"SMS'],
    ['an answer and a half', '{"CodeResult":"100"}{"CodeResult"'],
    ['an array', '[{"CodeResult":"100"}]'],
    ['JSON within JSON', '"{\\"CodeResult\\":\\"100\\"}"'],
    ['null', 'null'],
    ['a number', '100'],
    ['no code', '{"error":"Invalid request"}'],
    ['a name in another case', '{"coderesult":"100"}'],
    ['a code of the prototype', '{"__proto__":{"CodeResult":"100"}}'],
  ])('finds no code in %s', (_, body) => {
    expect(decodePlaceReply(body)).toEqual(NOTHING);
  });

  it('reads past a byte order mark', () => {
    expect(decodePlaceReply('\ufeff{"CodeResult":"100","SMSID":"a"}')).toEqual({ code: '100', callId: 'a' });
  });

  it('takes an absurd id for none, and keeps the code', () => {
    expect(decode({ CodeResult: '100', SMSID: 'a'.repeat(1_000_000) })).toEqual({ code: '100', callId: null });
    expect(decode({ CodeResult: '100', SMSID: 'a'.repeat(128) }).callId).toHaveLength(128);
    expect(decode({ CodeResult: '100', SMSID: ' ' }).callId).toBeNull();
    expect(decode({ CodeResult: '100', SMSID: { id: 1 } }).callId).toBeNull();
  });

  it.each(['0901888484', 'GatewayTimeout', 'canary-api-key', '100 ok', ''])('takes %j for no code', (text) => {
    expect(decodePlaceReply(JSON.stringify({ Code: text }))).toEqual({ code: null, callId: null });
  });

  it('never hands out an id that the gateway did not write', () => {
    expect(decodePlaceReply('{"CodeResult":"100","SMSID":12345678901234567890}').callId).not.toBe(
      '12345678901234567000',
    );
    expect(decodePlaceReply('{"CodeResult":"100","SMSID":1e999}').callId).not.toBe('Infinity');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (body) => {
        expect(isReply(decodePlaceReply(body))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever the JSON', () => {
    const names = fc.constantFrom('CodeResult', 'CodeResponse', 'Code', 'SMSID', '__proto__', 'x');
    const json = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.jsonValue()));
    fc.assert(
      fc.property(json, (value) => expect(isReply(decode(value))).toBe(true)),
      { numRuns: 500 },
    );
  });

  it('reads any short code and id back', () => {
    const code = fc.stringMatching(/^[0-9]{1,5}$/);
    const id = fc.stringMatching(/^[A-Za-z0-9-]{1,128}$/);
    fc.assert(
      fc.property(code, id, (CodeResult, SMSID) => {
        expect(decode({ CodeResult, SMSID })).toEqual({ code: CodeResult, callId: SMSID });
      }),
    );
  });
});

const isReply = ({ code, callId }: ReturnType<typeof decodePlaceReply>): boolean =>
  (code === null || (code !== '' && code.length <= 16)) && (callId === null || (callId !== '' && callId.length <= 128));
