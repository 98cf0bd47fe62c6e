import { expect, it } from '@jest/globals';
import { Vnd, wireJson } from './reply-body.js';

it('writes an amount as a number with four decimals, and everything else as JSON', () => {
  const body = { A: '"1"', B: new Vnd(850), C: new Vnd(0), D: [{ E: true, F: 1 }] };
  expect(wireJson(body)).toBe(String.raw`{"A":"\"1\"","B":850.0000,"C":0.0000,"D":[{"E":true,"F":1}]}`);
  expect(JSON.parse(wireJson(body))).toEqual({ A: '"1"', B: 850, C: 0, D: [{ E: true, F: 1 }] });
});

it('writes a body without fields', () => {
  expect(wireJson({})).toBe('{}');
});
