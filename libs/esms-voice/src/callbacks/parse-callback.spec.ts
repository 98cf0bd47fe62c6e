import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseCallback } from './parse-callback.js';

const PUBLISHED = readFileSync('test/gateway-samples/callbacks.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const SMS =
  'SMSID=a-1&SendFailed=0&SendStatus=5&SendSuccess=1&TotalPrice=850.0000&RequestId=r-1&phonenumber=0901888484';
const VOICE = 'ReferenceId=b-1&CallDuration=13&CallStatus=ANSWERED&Ivr=1&Price=400.5&SentResult=1&CID=02871002454';

const standingOf = (query: string): unknown => {
  const reading = parseCallback(query);
  return reading.family === null ? reading.reason : reading.report.standing;
};

describe('parseCallback', () => {
  it('reads every published callback', () => {
    const common = { source: 'callback', durationSeconds: null, pressedKey: null, callerNumber: null };
    expect(PUBLISHED.map(parseCallback)).toEqual([
      {
        family: 'sms',
        report: {
          ...common,
          standing: { state: 'undelivered', reason: 'failed' },
          callId: 'dc712784-9c5f-4c69-b9a8-ea69d56adc9a87',
          price: 0,
        },
        requestId: null,
        phone: '0901888484',
      },
      {
        family: 'sms',
        // Neither success nor failure: nothing is certain.
        report: { ...common, standing: null, callId: '82b0bb8aed914a0aab8deba567c9b8c2', price: 696987 },
        requestId: null,
        phone: null,
      },
      {
        family: 'sms',
        report: {
          ...common,
          standing: { state: 'delivered', reason: null },
          callId: '849fe08c19294b02857cf91687021a50250',
          price: 470,
        },
        requestId: null,
        phone: '0901888484',
      },
      {
        family: 'voice',
        report: {
          ...common,
          standing: { state: 'undelivered', reason: 'failed' },
          callId: '066107ee-6ec4-4283-b595-aa74977c65c5',
          price: 0,
          durationSeconds: 0,
          callerNumber: '02871002454',
        },
        requestId: null,
        phone: null,
      },
    ]);
  });

  it('reads every detail of the voice family', () => {
    expect(parseCallback(VOICE)).toEqual({
      family: 'voice',
      report: {
        source: 'callback',
        standing: { state: 'delivered', reason: null },
        callId: 'b-1',
        price: 400.5,
        durationSeconds: 13,
        pressedKey: '1',
        callerNumber: '02871002454',
      },
      requestId: null,
      phone: null,
    });
  });

  it.each([
    ['SMSID=a&SendStatus=1', { state: 'accepted', reason: null }],
    ['SMSID=a&SendStatus=2', { state: 'accepted', reason: null }],
    ['SMSID=a&SendStatus=4', { state: 'rejected', reason: 'refused' }],
    ['SMSID=a&SendStatus=7', { state: 'dialing', reason: null }],
    ['SMSID=a&SendStatus=5&SendSuccess=1&SendFailed=1', null],
    ['SMSID=a&SendStatus=5&SendSuccess=0&SendFailed=0', null],
    ['SMSID=a&SendStatus=5', null],
    ['SMSID=a&SendStatus=', null],
    ['SMSID=a&SendStatus=6&SendSuccess=1', null],
    ['SMSID=a&SendSuccess=1', null],
    ['SMSID=a&SendStatus=five&SendSuccess=1', null],
    ['ReferenceId=b&SentResult=1', { state: 'delivered', reason: null }],
    ['ReferenceId=b&SentResult=0&SendStatus=', { state: 'undelivered', reason: 'failed' }],
    ['ReferenceId=b&SentResult=1&CallStatus=NO%20ANSWER', { state: 'undelivered', reason: 'no-answer' }],
    ['ReferenceId=b&SentResult=1&CallStatus=NO+ANSWER', { state: 'undelivered', reason: 'no-answer' }],
    ['ReferenceId=b&SentResult=0&CallStatus=NOANSWERED', { state: 'undelivered', reason: 'no-answer' }],
    ['ReferenceId=b&SentResult=1&SendStatus=7', { state: 'dialing', reason: null }],
    ['ReferenceId=b&SentResult=1&SendStatus=4', { state: 'rejected', reason: 'refused' }],
    ['ReferenceId=b&SentResult=1&SendStatus=9', null],
    ['ReferenceId=b&SentResult=2', null],
    ['ReferenceId=b', null],
  ])('reads where %s puts the call', (query, standing) => {
    expect(standingOf(query)).toEqual(standing);
  });

  it('takes names in any case and order', () => {
    const shuffled = fc.shuffledSubarray(SMS.split('&'), { minLength: SMS.split('&').length });
    const recased = shuffled.chain((fields) =>
      fc.tuple(...fields.map((field) => fc.func(fc.boolean()).map((upper) => recase(field, upper)))),
    );
    fc.assert(fc.property(recased, (fields) => expect(parseCallback(fields.join('&'))).toEqual(parseCallback(SMS))));
    expect(parseCallback(VOICE.toLowerCase().replace('answered', 'ANSWERED'))).toEqual(parseCallback(VOICE));
    expect(standingOf(SMS.replace('TotalPrice', 'Totalprice'))).toEqual({ state: 'delivered', reason: null });
  });

  it('counts an empty field as absent', () => {
    const query = 'SMSID=a&RequestId=&phonenumber=%20&TotalPrice=&SendStatus=5&SendSuccess=1&ReferenceId=&CallStatus=';
    expect(parseCallback(query)).toMatchObject({
      family: 'sms',
      requestId: null,
      phone: null,
      report: { price: null, standing: { state: 'delivered' } },
    });
  });

  it('trims ids', () => {
    expect(parseCallback('SMSID=a-1%20&RequestId=%20r-1')).toMatchObject({
      report: { callId: 'a-1' },
      requestId: 'r-1',
    });
  });

  it('takes the one value of a field that is also there empty, as the model CallbackUrl has it', () => {
    const model = 'ReferenceId=&CallDuration=&CallStatus=&Ivr=&Price=&SentResult=&CID=&SendStatus=';
    expect(parseCallback(`${model}&${VOICE}`)).toEqual(parseCallback(VOICE));
    expect(parseCallback(`${VOICE}&${model}`)).toEqual(parseCallback(VOICE));
    expect(parseCallback(`${VOICE}&${VOICE}`)).toEqual(parseCallback(VOICE));
  });

  it('trusts no field that has two values', () => {
    expect(standingOf(`${SMS}&SendSuccess=0`)).toBe('field-repeated');
    expect(standingOf(`${SMS}&smsid=other`)).toBe('field-repeated');
    expect(standingOf(`${VOICE}&SENTRESULT=0`)).toBe('field-repeated');
  });

  it('passes over unknown fields, repeated ones too', () => {
    expect(parseCallback(`zalo=1&${SMS}&oa_id=2`)).toEqual(parseCallback(SMS));
    expect(parseCallback(`tag=1&${SMS}&tag=2`)).toEqual(parseCallback(SMS));
    expect(parseCallback(`__proto__=1&constructor=2&${SMS}&toString=3`)).toEqual(parseCallback(SMS));
  });

  it('tells why it reads nothing', () => {
    expect(standingOf('')).toBe('no-family');
    expect(standingOf('SendStatus=5')).toBe('no-family');
    expect(standingOf('SMSID=')).toBe('no-family');
    expect(standingOf(`${SMS}&ReferenceId=b`)).toBe('two-families');
    expect(standingOf(`SMSID=${'a'.repeat(8 * 1024)}`)).toBe('too-long');
  });

  it.each(['Infinity', 'NaN', '1e999', '--1', '850,5', '१'])('takes the price %s for none', (price) => {
    expect(parseCallback(`SMSID=a&TotalPrice=${price}`)).toMatchObject({ report: { price: null } });
  });

  it('never throws, whatever the query', () => {
    const names = fc.constantFrom(
      'SMSID',
      'smsid',
      'SendStatus',
      'ReferenceId',
      'SentResult',
      '%',
      '%E0%A4%A',
      '__proto__',
    );
    const pairs = fc.array(fc.tuple(names, fc.string({ unit: 'binary' })), { maxLength: 6 });
    const query = fc.oneof(
      fc.string({ unit: 'binary' }),
      pairs.map((each) => each.map(([n, v]) => `${n}=${v}`).join('&')),
    );
    fc.assert(
      fc.property(query, (text) => expect(['sms', 'voice', null]).toContain(parseCallback(text).family)),
      { numRuns: 500 },
    );
  });
});

function recase(field: string, upper: (at: number) => boolean): string {
  const [name, value] = field.split('=') as [string, string];
  return `${name
    .split('')
    .map((c, at) => (upper(at) ? c.toUpperCase() : c.toLowerCase()))
    .join('')}=${value}`;
}
