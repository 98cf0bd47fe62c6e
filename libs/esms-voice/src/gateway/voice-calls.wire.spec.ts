import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALL_RULES } from '../calls/call-rules.js';
import { toRecordingCall } from '../calls/recording-call.js';
import { toTemplateCall } from '../calls/template-call.js';
import { encodeRecordingCall } from './recording-call.wire.js';
import { encodeTemplateCall } from './template-call.wire.js';
import type { WireRequest } from './wire-request.js';

const BASE = 'https://voiceapi.esms.vn/MainService.svc/json';
const KEYS = { apiKey: '<ApiKey>', secretKey: '<SecretKey>' };
const ID = '96accf59-0c41-4bc7-a5c4-4a466c2e41c2';
const AT = new Date('2026-12-31T07:00:00Z');

const sampleOf = (name: string): Record<string, string> =>
  (JSON.parse(readFileSync(`test/gateway-samples/${name}.json`, 'utf8')) as { query: Record<string, string> }).query;

/** The fields of the query, in their order. */
const queryOf = ({ url }: WireRequest): [string, string][] => [...new URL(url).searchParams];

describe('encodeTemplateCall', () => {
  const encode = (change: object, callbackUrl: string | null = null): WireRequest => {
    const input = { phone: '0901888484', templateId: '484', requestId: ID, ...change };
    return encodeTemplateCall(BASE, KEYS, toTemplateCall(input, DEFAULT_CALL_RULES), callbackUrl);
  };

  it('writes the documented request: path, names, values and order', () => {
    const request = encode({ variables: ['Trung', '20000'], voice: 'hatieumai', speed: 0, sendAt: AT }, '<url>');
    expect(request).toMatchObject({ method: 'GET', body: null });
    expect(new URL(request.url).pathname).toBe('/MainService.svc/json/MakeCallTemplate_V2');
    expect(queryOf(request)).toEqual(Object.entries(sampleOf('voice-template')));
  });

  it('leaves out what has no value', () => {
    expect(queryOf(encode({})).map(([name]) => name)).toEqual([
      'ApiKey',
      'SecretKey',
      'TemplateId',
      'Phone',
      'RequestId',
    ]);
  });

  it('encodes what would break the query', () => {
    const url = 'https://otp.example/a/b?ReferenceId=&SendStatus=';
    const request = encode({ variables: ['a&b=c', 'Ngọc Lâm +1'] }, url);
    const query = Object.fromEntries(queryOf(request));
    expect(query).toMatchObject({ VariableListStr: 'a&b=c||Ngọc Lâm +1', CallbackUrl: url });
    expect(request.url).not.toMatch(/[ +]|a&b/);
  });
});

describe('encodeRecordingCall', () => {
  const encode = (change: object, callbackUrl: string | null = null): WireRequest => {
    const input = { phone: '0901888484', recordingId: '1234', requestId: ID, ...change };
    return encodeRecordingCall(BASE, KEYS, toRecordingCall(input, DEFAULT_CALL_RULES), callbackUrl);
  };

  it('writes the documented request: path, names, values and order', () => {
    const full = { maxRepeat: 2, maxRetry: 2, retryWaitSeconds: 15, ivrKey: 1, ivrWaitSeconds: 10 };
    const request = encode({ ...full, forwardTo: '0901888485', sendAt: AT }, '<url>');
    expect(new URL(request.url).pathname).toBe('/MainService.svc/json/MakeCallRecord_V2');
    expect(queryOf(request)).toEqual(Object.entries(sampleOf('voice-recording')));
  });

  it('sends zeros, and nothing for what is absent', () => {
    expect(queryOf(encode({ maxRepeat: 0, maxRetry: 0, ivrKey: '0' })).slice(4)).toEqual([
      ['MaxRepeat', '0'],
      ['MaxRetry', '0'],
      ['Ivr', '0'],
      ['RequestID', ID],
    ]);
  });
});
