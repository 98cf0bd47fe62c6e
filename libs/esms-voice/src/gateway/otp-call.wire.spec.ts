import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { OtpCall } from '../calls/otp-call.js';
import { encodeOtpCall } from './otp-call.wire.js';

interface VoiceOtpSamples {
  readonly request: Record<string, unknown>;
}

const SAMPLES = JSON.parse(readFileSync('test/gateway-samples/voice-otp.json', 'utf8')) as VoiceOtpSamples;
const CREDENTIALS = { apiKey: '<ApiKey>', secretKey: '<SecretKey>' };

const CALL: OtpCall = {
  kind: 'otp',
  phone: '0901888484',
  content: '686868',
  requestId: '96accf59-0c41-4bc7-a5c4-4a466c2e41c2',
  campaignId: null,
  isUnicode: false,
  sandbox: false,
  maxRetry: 0,
  sendAt: null,
};

const bodyOf = (call: OtpCall, callbackUrl: string | null = null): string =>
  encodeOtpCall('https://rest.esms.vn/MainService.svc/json', CREDENTIALS, call, callbackUrl).body ?? '';

describe('encodeOtpCall', () => {
  it('posts to the documented path, slash at its end', () => {
    const request = encodeOtpCall('https://rest.esms.vn/MainService.svc/json', CREDENTIALS, CALL, null);
    expect(request.method).toBe('POST');
    expect(request.url).toBe('https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/');
  });

  it('writes the documented request: its names, values, types and order', () => {
    const call = { ...CALL, campaignId: '<campaign>', sendAt: new Date('2026-12-31T07:00:00Z') };
    expect(bodyOf(call, '<url>')).toBe(JSON.stringify(SAMPLES.request));
  });

  it('leaves out what has no value, and sends neither null nor an empty text', () => {
    expect(Object.entries(JSON.parse(bodyOf(CALL)) as object)).toEqual([
      ['ApiKey', '<ApiKey>'],
      ['Content', '686868'],
      ['Phone', '0901888484'],
      ['SecretKey', '<SecretKey>'],
      ['SmsType', '8'],
      ['IsUnicode', 0],
      ['Sandbox', 0],
      ['RequestId', CALL.requestId],
    ]);
  });

  it('writes flags as the numbers 0 and 1', () => {
    const body = bodyOf({ ...CALL, isUnicode: true, sandbox: true });
    expect(JSON.parse(body)).toMatchObject({ IsUnicode: 1, Sandbox: 1 });
  });

  it('writes the date in Vietnam time, over the turn of a year', () => {
    const body = bodyOf({ ...CALL, sendAt: new Date('2026-12-31T17:30:05Z') });
    expect(JSON.parse(body)).toMatchObject({ SendDate: '2027-01-01 00:30:05' });
  });

  it('survives quotes, line breaks, emoji and half a surrogate in what is spoken', () => {
    const content = 'Mã "của" bạn:\n1\u2028🔐 \\ \ud83d';
    expect(JSON.parse(bodyOf({ ...CALL, content }))).toMatchObject({ Content: content });
  });
});
