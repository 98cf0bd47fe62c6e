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

  it.each([
    ['filled in', (_names: string[], filled: string[]) => filled.join('&')],
    ['appended', (names: string[], filled: string[]) => [...names, ...filled].join('&')],
    [
      'appended with a second question mark',
      (names: string[], filled: string[]) => `${names.join('&')}?${filled.join('&')}`,
    ],
    ['put in front', (names: string[], filled: string[]) => [...filled, ...names].join('&')],
    [
      'half filled in, half appended',
      (names: string[], filled: string[]) => [...filled.slice(0, 4), ...names.slice(4), ...filled.slice(4)].join('&'),
    ],
  ])('takes the names of the model CallbackUrl %s', (_, join) => {
    const filled = VOICE.split('&').concat('SendStatus=5');
    const names = filled.map((field) => `${field.split('=')[0]!}=`);
    expect(parseCallback(join(names, filled))).toEqual(parseCallback(VOICE));
  });

  it('takes the model CallbackUrl that nobody filled in for no report', () => {
    const model = 'ReferenceId=&CallDuration=&CallStatus=&Ivr=&Price=&SentResult=&CID=&SendStatus=';
    expect(standingOf(model)).toBe('no-family');
    expect(parseCallback(`${model}&${SMS}`)).toEqual(parseCallback(SMS));
  });

  describe('reads what was encoded once too often', () => {
    it.each([
      ['a value', 'ReferenceId=a%2520b&CallStatus=NO%2520ANSWER', 'ReferenceId=a%20b&CallStatus=NO%20ANSWER'],
      ['a space that was a plus', 'ReferenceId=b&CallStatus=NO%2BANSWER', 'ReferenceId=b&CallStatus=NO+ANSWER'],
      ['every value', SMS.replaceAll(/=([^&]*)/g, (_, value: string) => `=${twice(value)}`), SMS],
      ['the whole query', encodeURIComponent(SMS), SMS],
      [
        'the whole query, its values before',
        encodeURIComponent('ReferenceId=b&CallStatus=NO%20ANSWER'),
        'ReferenceId=b&CallStatus=NO+ANSWER',
      ],
      [
        'the whole query, in small letters',
        encodeURIComponent(SMS).replaceAll(/%../g, (each) => each.toLowerCase()),
        SMS,
      ],
      ['a part of the query', `tag=1&${encodeURIComponent(SMS)}&tag=2`, SMS],
      ['the query behind the names of the model', `ReferenceId=&SendStatus=&${encodeURIComponent(SMS)}`, SMS],
      ['separators', SMS.replaceAll('&', '&amp;'), SMS],
      ['separators, and then the whole', encodeURIComponent(SMS.replaceAll('&', '&amp;')), SMS],
      ['the semicolon of a separator', SMS.replaceAll('&', '&amp%3B'), SMS],
    ])('%s', (_, query, plain) => {
      expect(parseCallback(plain).family).not.toBeNull();
      expect(parseCallback(query)).toEqual(parseCallback(plain));
    });

    it('and stops there', () => {
      expect(parseCallback(`SMSID=${twice(twice('a b'))}`)).toMatchObject({ report: { callId: 'a%2520b' } });
      expect(standingOf(twice(SMS))).toBe('no-family');
    });

    it('and keeps what only looks like it', () => {
      expect(parseCallback('SMSID=100%25')).toMatchObject({ report: { callId: '100%' } });
      expect(parseCallback('SMSID=a%3Db')).toMatchObject({ report: { callId: 'a=b' } });
      expect(parseCallback('SMSID=%zz')).toMatchObject({ report: { callId: '%zz' } });
      expect(parseCallback(`${SMS}&phonenumber=`)).toMatchObject({ phone: '0901888484' });
      expect(parseCallback('SMSID=a&phonenumber=%2B84901888484')).toMatchObject({ phone: '+84901888484' });
    });
  });

  it('takes a question mark in front for what it is', () => {
    expect(parseCallback(`?${SMS}`)).toEqual(parseCallback(SMS));
  });

  it('lets no control character out of a callback', () => {
    expect(parseCallback('ReferenceId=a%00b%0d%0A&CID=%1b[31m028%C2%85&SentResult=1')).toMatchObject({
      report: { callId: 'ab', callerNumber: '[31m028' },
    });
    expect(parseCallback('SMSID=a&phonenumber=%00%09%0A')).toMatchObject({ phone: null });
  });

  it('passes over unknown fields, repeated ones too', () => {
    expect(parseCallback(`zalo=1&${SMS}&oa_id=2`)).toEqual(parseCallback(SMS));
    expect(parseCallback(`tag=1&${SMS}&tag=2`)).toEqual(parseCallback(SMS));
    expect(parseCallback(`TypeId=8&${SMS}&TypeId=2`)).toEqual(parseCallback(SMS));
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__', 'prototype'])(
    'takes %s for the name of an unknown field',
    (name) => {
      expect(parseCallback(`${name}=1&${name}[SMSID]=2&${SMS}&${name}.x=3`)).toEqual(parseCallback(SMS));
      expect(parseCallback(`SMSID=${name}`)).toMatchObject({ report: { callId: name } });
      expect(({} as Record<string, unknown>)['SMSID']).toBeUndefined();
    },
  );

  it('tells why it reads nothing', () => {
    expect(standingOf('')).toBe('no-family');
    expect(standingOf('SendStatus=5')).toBe('no-family');
    expect(standingOf('SMSID=')).toBe('no-family');
    expect(standingOf(`${SMS}&ReferenceId=b`)).toBe('two-families');
  });

  it('takes at most 8 KB and 100 fields', () => {
    const long = (length: number): string => `SMSID=a&x=${'a'.repeat(length - 'SMSID=a&x='.length)}`;
    expect(standingOf(long(8 * 1024))).toBeNull();
    expect(standingOf(long(8 * 1024 + 1))).toBe('too-long');
    const many = (count: number): string => `${'a=1&'.repeat(count - 1)}SMSID=a`;
    expect(standingOf(many(100))).toBeNull();
    expect(standingOf(many(101))).toBe('too-many-fields');
    expect(standingOf(encodeURIComponent(many(101)))).toBe('too-many-fields');
    expect(standingOf('&'.repeat(8 * 1024))).toBe('too-many-fields');
  });

  it('spends no work on what is too large', () => {
    const huge = ['a=%2525&'.repeat(2 ** 17), `SMSID=${'%'.repeat(2 ** 20)}`, '&'.repeat(8 * 1024)];
    const startedAt = performance.now();
    for (let n = 0; n < 1_000; n += 1) huge.forEach(parseCallback);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it.each([
    ['850', 850],
    ['850.0000', 850],
    ['0.0000', 0],
    ['8.5E2', 850],
    ['8.5e+2', 850],
    ['8.5E%2B2', 850],
    ['85000E-2', 850],
    ['%20850%20', 850],
    ['0850', 850],
  ])('reads the price %s', (price, read) => {
    expect(parseCallback(`SMSID=a&TotalPrice=${price}`)).toMatchObject({ report: { price: read } });
    expect(parseCallback(`ReferenceId=a&Price=${price}`)).toMatchObject({ report: { price: read } });
    expect(parseCallback(`ReferenceId=a&CallDuration=${price}`)).toMatchObject({ report: { durationSeconds: read } });
  });

  it.each(
    'Infinity,NaN,1e999,9.1e15,1e16,--1,-1,-0.5,%2B1,0x5,0X5,0b101,0o17,5n,1_000,850%2C0000,१,५,５,.5,5.,1e,e5,5%2000,%095,5%0A,%C2%A05,5%E2%80%83,true,null,1.2.3,'
      .split(',')
      .concat('850,5', '9'.repeat(100)),
  )('takes the price %s for none', (price) => {
    expect(parseCallback(`SMSID=a&TotalPrice=${price}`)).toMatchObject({ report: { price: null } });
    expect(parseCallback(`ReferenceId=a&Price=${price}`)).toMatchObject({ report: { price: null } });
    expect(parseCallback(`ReferenceId=a&CallDuration=${price}`)).toMatchObject({ report: { durationSeconds: null } });
  });

  it.each([
    ['SMSID=a&SendStatus=5.0&SendSuccess=1.0', { state: 'delivered', reason: null }],
    ['ReferenceId=a&SentResult=1.0', { state: 'delivered', reason: null }],
    ['SMSID=a&SendStatus=0x5&SendSuccess=1', null],
    ['SMSID=a&SendStatus=5&SendSuccess=0x1', null],
    ['SMSID=a&SendStatus=5&SendSuccess=-1&SendFailed=1', { state: 'undelivered', reason: 'failed' }],
    ['ReferenceId=a&SentResult=%091', null],
    ['ReferenceId=a&SentResult=-0', null],
    ['ReferenceId=a&SentResult=true', null],
  ])('reads the numbers of %s and no others', (query, standing) => {
    expect(standingOf(query)).toEqual(standing);
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

  it('refuses a value that is longer than any id, and not one that is passed over', () => {
    expect(parseCallback(`SMSID=${'x'.repeat(128)}&SendStatus=7`).family).toBe('sms');
    expect(parseCallback(`SMSID=${'x'.repeat(129)}&SendStatus=7`)).toEqual({ family: null, reason: 'too-long' });
    expect(parseCallback(`SMSID=a&SendStatus=7&switchsmsid=${'x'.repeat(500)}`).family).toBe('sms');
  });
});

function recase(field: string, upper: (at: number) => boolean): string {
  const [name, value] = field.split('=') as [string, string];
  return `${name
    .split('')
    .map((c, at) => (upper(at) ? c.toUpperCase() : c.toLowerCase()))
    .join('')}=${value}`;
}

/** Encoded twice over: `a b` becomes `a%2520b`. */
function twice(text: string): string {
  return encodeURIComponent(encodeURIComponent(text));
}
