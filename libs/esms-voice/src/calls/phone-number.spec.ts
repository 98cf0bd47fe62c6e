import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { parsePhone, type PhoneRules } from './phone-number.js';

const MOBILE_ONLY: PhoneRules = { landlines: false, foreign: false };
const LANDLINES: PhoneRules = { landlines: true, foreign: false };
const FOREIGN: PhoneRules = { landlines: false, foreign: true };
const ANY: PhoneRules = { landlines: true, foreign: true };

const accepted = (phone: string) => ({ phone, problem: null });
const refused = (problem: string) => ({ phone: null, problem });

/** National numbers without their trunk zero. */
const mobile = fc
  .tuple(fc.constantFrom('90', '91', '93', '94', '96', '97', '98'), fc.stringMatching(/^\d{7}$/))
  .map(([network, rest]) => network + rest);
const prefix = fc.constantFrom('0', '84', '+84', '0084', '+84 ', '+84-', '84.', '0 ', '+84 (0)', '+84 0');
const separators = fc.array(fc.constantFrom('', '', ' ', '.', '-'), { minLength: 8, maxLength: 8 });
const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const rules = fc.record({ landlines: fc.boolean(), foreign: fc.boolean() });

const spell = (start: string, number: string, between: readonly string[]): string =>
  start + Array.from(number, (digit, i) => digit + (between[i] ?? '')).join('');

describe('parsePhone', () => {
  it('reads every usual spelling of a Vietnamese mobile number, whatever the rules', () => {
    fc.assert(
      fc.property(prefix, mobile, separators, rules, (start, number, between, allowed) => {
        expect(parsePhone(spell(start, number, between), allowed)).toEqual(accepted(`0${number}`));
      }),
    );
  });

  it('gives two numbers that differ two results', () => {
    fc.assert(
      fc.property(mobile, mobile, (one, other) => {
        fc.pre(one !== other);
        expect(parsePhone(`0${one}`, ANY).phone).not.toBe(parsePhone(`+84${other}`, ANY).phone);
      }),
    );
  });

  it('never throws, and with the default rules accepts nothing but ten digits that it reads as themselves', () => {
    const near = fc.stringMatching(/^[+0-9 ().x;#-]{0,20}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter, maxLength: 60 }), near), (text) => {
        const { phone, problem } = parsePhone(text, MOBILE_ONLY);
        expect(phone === null).toBe(problem !== null);
        expect(phone ?? '0901888484').toMatch(/^0\d{9}$/);
        expect(parsePhone(phone ?? '0901888484', MOBILE_ONLY).phone).toBe(phone ?? '0901888484');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [''],
    [' '],
    ['0'],
    ['113'],
    ['090188848'],
    ['09018884840'],
    ['+8490188848'],
    ['++84901888484'],
    ['+84+901888484'],
    ['0901888484x5'],
    ['0901888484 ext 5'],
    ['+84901888484;ext=5'],
    ['0901888484,0901888485'],
    ['0901888484;0901888485'],
    ['0901888484/0901888485'],
    ['0901888484\n'],
    ['0901888484abc'],
    ['call 0901888484'],
    ['0901x888x484'],
    ['1900123456'],
    ['+84'],
    ['+999901888484'],
    ['null'],
    ['NaN'],
  ])('refuses %j as malformed even where everything is allowed', (text) => {
    expect(parsePhone(text, ANY)).toEqual(refused('malformed'));
  });

  it('refuses a text of more than 40 characters before it reads it', () => {
    const padded = (length: number) => '0901888484'.padEnd(length, ' ');
    expect(parsePhone(padded(40), MOBILE_ONLY)).toEqual(accepted('0901888484'));
    expect(parsePhone(padded(41), MOBILE_ONLY)).toEqual(refused('malformed'));
  });

  it.each(['02800000000', '+842800000000', '842800000000', '028 0000 0000'])(
    'reads the landline %j only where landlines are allowed',
    (text) => {
      expect(parsePhone(text, LANDLINES)).toEqual(accepted('02800000000'));
      expect(parsePhone(text, ANY)).toEqual(accepted('02800000000'));
      expect(parsePhone(text, MOBILE_ONLY)).toEqual(refused('not-mobile'));
      expect(parsePhone(text, FOREIGN)).toEqual(refused('not-mobile'));
    },
  );

  it.each(['+12025550123', '0012025550123', '+1 (202) 555-0123'])(
    'reads the foreign %j only where foreign numbers are allowed',
    (text) => {
      expect(parsePhone(text, FOREIGN)).toEqual(accepted('+12025550123'));
      expect(parsePhone(text, ANY)).toEqual(accepted('+12025550123'));
      expect(parsePhone(text, MOBILE_ONLY)).toEqual(refused('foreign'));
      expect(parsePhone(text, LANDLINES)).toEqual(refused('foreign'));
    },
  );

  it('refuses a foreign number that no plan has room for', () => {
    expect(parsePhone('+1202', ANY)).toEqual(refused('malformed'));
    expect(parsePhone('+120255501234567', ANY)).toEqual(refused('malformed'));
  });

  it('remembers nothing between texts or rules: asked in turns, each answer stays its own', () => {
    for (let turn = 0; turn < 2; turn += 1) {
      expect(parsePhone('0901888484', MOBILE_ONLY)).toEqual(accepted('0901888484'));
      expect(parsePhone('+12025550123', MOBILE_ONLY)).toEqual(refused('foreign'));
      expect(parsePhone('+12025550123', FOREIGN)).toEqual(accepted('+12025550123'));
      expect(parsePhone('nonsense', FOREIGN)).toEqual(refused('malformed'));
      expect(parsePhone('0901888485', FOREIGN)).toEqual(accepted('0901888485'));
    }
  });

  // A transforming pipe hands the service what the DTO made of the number, and the service reads it again.
  it('reads what it accepted as the same number again, foreign ones too', () => {
    const { phone } = parsePhone('+12025550123', FOREIGN);
    expect(parsePhone(phone!, FOREIGN)).toEqual(accepted(phone!));
  });

  // Known blocks are a short cut past the library: it must say the same of every number.
  it('says of every ten digits what the library says, whatever was asked before', () => {
    const digits = fc.stringMatching(/^0[1-9]\d{8}$/);
    const isMobile = (text: string) =>
      parsePhoneNumberFromString(text, { defaultCountry: 'VN', extract: false })?.isValid() === true;
    fc.assert(
      fc.property(digits, fc.nat(999), (text, tail) => {
        const neighbour = text.slice(0, 7) + String(tail).padStart(3, '0');
        for (const each of [text, neighbour]) {
          expect(parsePhone(each, MOBILE_ONLY).phone).toBe(isMobile(each) ? each : null);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
