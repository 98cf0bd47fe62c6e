import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DEFAULT_CALL_RULES, type FieldCheck } from './call-rules.js';
import { findProblems, unknownField } from './read-fields.js';

const isSeven: FieldCheck = (value) => (value === 7 ? null : 'seven must be 7');
const isShort: FieldCheck = (value, { maxContentLength }) =>
  String(value).length > maxContentLength ? 'text is too long' : null;
const CHECKS = { seven: isSeven, text: isShort };

const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

const find = (input: unknown, rules = DEFAULT_CALL_RULES) => findProblems(input, CHECKS, rules);

describe('findProblems', () => {
  it('finds none in a good input', () => {
    expect(find({ seven: 7, text: 'x' })).toEqual([]);
  });

  it.each([[null], [undefined], ['seven'], [7], [0], [false], [() => 7]])('wants an object instead of %p', (input) => {
    expect(find(input)).toEqual(['the call must be an object']);
  });

  it('names every broken field, then every one that does not exist', () => {
    const rules = { ...DEFAULT_CALL_RULES, maxContentLength: 0 };
    expect(find({ requestID: 'r-1', text: 'x', zero: 0 }, rules)).toEqual([
      'seven must be 7',
      'text is too long',
      'requestID is not a field of this call',
      'zero is not a field of this call',
    ]);
  });

  it.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])(
    'knows %s for no field although every object has it',
    (name) => {
      const input = JSON.parse(`{"seven": 7, "text": "", "${name}": 1}`) as unknown;
      expect(find(input)).toEqual([`${name} is not a field of this call`]);
    },
  );

  it('passes over an unknown field that is undefined, and no other empty one', () => {
    expect(find({ seven: 7, text: '', extra: undefined })).toEqual([]);
    expect(find({ seven: 7, text: '', extra: null })).toEqual(['extra is not a field of this call']);
  });

  it('reads the fields of an instance as those of a plain object', () => {
    class Input {
      seven = 7;
      get text() {
        return 'x';
      }
    }
    expect(find(new Input())).toEqual([]);
  });

  it('wants each field of a list too', () => {
    expect(find([])).toEqual(['seven must be 7']);
    expect(find([7])).toEqual(['seven must be 7', 'a property is not a field of this call']);
  });

  it('has one problem for each unknown name, whatever the name', () => {
    const unknown = fc.dictionary(
      fc.string({ unit: anyCharacter }).filter((name) => !Object.hasOwn(CHECKS, name)),
      fc.integer(),
    );
    fc.assert(
      fc.property(unknown, (extra) => {
        const names = Object.keys(extra);
        const input = Object.assign(Object.create(null), extra, { seven: 7, text: '' }) as unknown;
        expect(find(input).toSorted()).toEqual(names.map(unknownField).toSorted());
      }),
    );
  });
});

describe('the problem of an unknown field', () => {
  it('names it, unless it is no plain name: it may be a number in the wrong place', () => {
    expect(unknownField('requestID')).toBe('requestID is not a field of this call');
    for (const name of ['0901888484', '', 'a b', 'x'.repeat(41), 'mã']) {
      expect(unknownField(name)).toBe('a property is not a field of this call');
    }
  });
});
