import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { amend } from '../../calls/transitions.js';
import { aCall, ACCEPTED, DELIVERED, PENDING, T0 } from '../../../../../test/support/a-call.js';
import { readCall, writeCall } from './call-line.js';
import { parseCursor, placeOf } from './call-place.js';
import { wordOf, wordOfCallId } from './word.js';

const anyText = fc.string({ unit: 'binary' });
/** What any journal of UTF-8 makes of a text: JSON escapes the halves of characters. */
const throughUtf8 = (text: string): string => Buffer.from(text).toString();

describe('a call as text', () => {
  it('comes back as it was, whatever its texts, numbers and dates are', () => {
    const half = fc.constantFrom('\uD800', 'a\uDC00 b', '\0', '\n', '{}', '"');
    const text = fc.oneof(anyText, half);
    fc.assert(
      fc.property(
        text,
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
        fc.date({ noInvalidDate: true }),
        (a, b, price, at) => {
          const owed = [{ index: 0, callback: { [a]: b } }];
          const call = aCall(PENDING, {
            requestId: 'r-1',
            callId: a,
            campaignId: b,
            phoneHash: a,
            price,
            owed,
            askAt: at,
          });
          expect(readCall(throughUtf8(writeCall(call, 'w')))).toStrictEqual(call);
        },
      ),
    );
  });

  it('has one line of words before its JSON, whatever its ids are', () => {
    fc.assert(
      fc.property(anyText, anyText, (callId, phoneHash) => {
        const [header, json] = writeCall(aCall(PENDING, { callId, phoneHash }), 'w').split('\n');
        expect(header!.split(' ')).toHaveLength(9);
        expect(() => JSON.parse(json!) as unknown).not.toThrow();
      }),
    );
  });

  it('says in its first line when it may be forgotten, and nothing where it may not', () => {
    const restAtOf = (text: string): string => text.split(' ')[3]!;
    expect(restAtOf(writeCall(amend(aCall(DELIVERED, { askAt: null }), {}, T0), 'w'))).toBe(String(T0.getTime()));
    expect(restAtOf(writeCall(aCall(ACCEPTED, { askAt: T0 }), 'w'))).toBe('');
  });
});

describe('a place', () => {
  it('sorts as its call does by time, then by id, from before 1970 to beyond 9000', () => {
    const any = fc.tuple(fc.date({ noInvalidDate: true }), fc.constantFrom('a', 'b', 'ab', '0'));
    fc.assert(
      fc.property(any, any, ([atOfOne, one], [atOfOther, other]) => {
        const places = [
          placeOf(aCall(PENDING, { createdAt: atOfOne, requestId: one })),
          placeOf(aCall(PENDING, { createdAt: atOfOther, requestId: other })),
        ];
        const isBefore = +atOfOne === +atOfOther ? one < other : atOfOne < atOfOther;
        expect(places[0]! < places[1]!).toBe(isBefore);
      }),
    );
  });

  it('is a cursor', () => {
    const place = placeOf(aCall(PENDING, { requestId: 'A.b_c~d-0'.padEnd(50, 'x') }));
    expect(parseCursor(place)).toBe(place);
  });
});

describe('a word', () => {
  it('holds no space, no end of a line and no brace, and is the same for the same text', () => {
    fc.assert(fc.property(anyText, (text) => expect(wordOf(text)).toMatch(/^[^\s{}]*$/)));
    expect([wordOf(null), wordOf('k1:a b'), wordOf('\uD800')]).toEqual(['', 'k1%3Aa%20b', '%EF%BF%BD']);
    expect(wordOfCallId('AbC')).toBe(wordOfCallId('aBc'));
  });
});
