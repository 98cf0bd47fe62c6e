import { describe, expect, it } from '@jest/globals';
import { parseReply, readCode, readId, readNumber, readRows, readText } from './gateway-reply.js';

describe('readNumber', () => {
  it.each([
    [0, 0],
    [-1, -1],
    [850.5, 850.5],
    ['850.0000', 850],
    [' 13 ', 13],
    ['0', 0],
    ['3.67E4', 36_700],
    ['1e-2', 0.01],
    ['-5', -5],
    ['13.', 13],
  ])('reads %j', (value, number) => {
    expect(readNumber(value)).toBe(number);
  });

  it.each([
    [''],
    ['  '],
    ['1,000'],
    ['0x1F'],
    ['Infinity'],
    ['NaN'],
    ['1e400'],
    ['1 2'],
    [Infinity],
    [NaN],
    [true],
    [null],
    [undefined],
    [[1]],
    [{}],
    ['9'.repeat(1_000)],
  ])('takes %j for no number', (value) => {
    expect(readNumber(value)).toBeNull();
  });
});

describe('readText', () => {
  it('trims, takes a number for its text, and nothing else for one', () => {
    expect(readText(' Viettel ')).toBe('Viettel');
    expect(readText(0)).toBe('0');
    expect(['', ' \n', null, undefined, true, {}, ['7']].map(readText)).toEqual(Array(7).fill(null));
  });
});

describe('readId', () => {
  it('trims, keeps the case and the form, and knows no empty or endless one', () => {
    expect(readId('505139D7-54F8 ')).toBe('505139D7-54F8');
    expect(readId(12_345)).toBe('12345');
    expect(['', ' ', null, 1.5, 2 ** 60, 'x'.repeat(129), {}].map(readId)).toEqual(Array(7).fill(null));
  });
});

describe('readRows', () => {
  it('leaves out what is no row', () => {
    expect(readRows([{ a: 1 }, null, 'x', 7, {}])).toEqual([{ a: 1 }, {}]);
  });

  it.each([[null], [undefined], ['[]'], [{ length: 1, 0: {} }], [7]])('takes %j for no list', (value) => {
    expect(readRows(value)).toEqual([]);
  });
});

describe('parseReply and readCode', () => {
  it('read one code, whatever its name', () => {
    for (const name of ['CodeResult', 'CodeResponse', 'Code']) {
      expect(readCode(parseReply(JSON.stringify({ [name]: ' 100 ' }))!)).toBe('100');
    }
  });

  it.each([['<html>'], ['<a xmlns="">'], [''], ['null'], ['"100"'], ['{"CodeResult":"100"'], [undefined], [{}]])(
    'make nothing of %j',
    (body) => {
      expect(parseReply(body)).toBeNull();
    },
  );
});
