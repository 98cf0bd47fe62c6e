import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toQuery } from './query-string.js';

describe('toQuery', () => {
  it('writes the fields in the order given, and none without a value', () => {
    expect(toQuery({ RefId: 'a b&c=d', SendDate: null, Empty: '' })).toBe('RefId=a%20b%26c%3Dd&Empty=');
  });

  it('never throws, and a server reads back what was written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '&', '=', '%', '+', '#', 'ư', '\u0000', '🔐') }),
        (value) => {
          const query = toQuery({ before: 'x', value, after: 'y' });
          expect([...new URLSearchParams(query).values()]).toEqual(['x', value, 'y']);
        },
      ),
    );
    expect(toQuery({ value: 'a\ud800b' })).toBe('value=a%EF%BF%BDb');
  });
});
