import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { maskCallback } from './masked-callback.js';

const PUBLISHED = readFileSync('test/gateway-samples/callbacks.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Plain, so that it compares with a literal. */
const shown = (query: string): Record<string, string> => ({ ...maskCallback(query) });

describe('maskCallback', () => {
  it('shows every published field by its name, in order, and the number masked', () => {
    for (const query of PUBLISHED) {
      const published = Object.fromEntries(new URLSearchParams(query.replace('0901888484', '090****484')));
      expect(Object.entries(maskCallback(query))).toEqual(Object.entries(published));
    }
  });

  it('shows a name as it came, the first spelling of it, and the value that is not empty', () => {
    expect(shown('smsid=&SENDSTATUS=5&SMSID=a&sendstatus=7&Totalprice=1')).toEqual({
      smsid: 'a',
      SENDSTATUS: '5',
      Totalprice: '1',
    });
  });

  it('leaves out what is not published', () => {
    const unknown = 'oa_id=1&phone=0901888484&Phone+number=0901888484&phonenumber[]=0901888484&0901888484=1&0901888484';
    expect(shown(`${unknown}&SMSID=a&${unknown}`)).toEqual({ SMSID: 'a' });
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('takes no field named %s', (name) => {
    expect(shown(`${name}=1&SMSID=a&${name}.x=2`)).toEqual({ SMSID: 'a' });
  });

  it('has no prototype, and cannot be changed', () => {
    for (const masked of [maskCallback('SMSID=a'), maskCallback('')]) {
      expect(Object.getPrototypeOf(masked)).toBeNull();
      expect(Object.isFrozen(masked)).toBe(true);
    }
  });

  it('shows nothing of what is too large', () => {
    expect(shown(`SMSID=${'a'.repeat(8 * 1024)}`)).toEqual({});
    expect(shown(`SMSID=a${'&a=1'.repeat(100)}`)).toEqual({});
  });

  it('lets no control character through', () => {
    expect(shown('SMSID=a%00%0Ab&phonenumber=0901888484%0D%0A')).toEqual({ SMSID: 'ab', phonenumber: '090****484' });
  });

  it.each(['0901888484', '84901888484', '+84901888484', '0901 888 484', '0901-888-484', '(0901).888.484', '090188848'])(
    'hides the number %s, however it and its name are written',
    (phone) => {
      const once = encodeURIComponent(phone);
      const name = fc.constantFrom('phonenumber', 'PhoneNumber', 'PHONENUMBER', 'amp;phonenumber', 'phone%6Eumber');
      const value = fc.constantFrom(phone, once, encodeURIComponent(once), ` ${phone}`, `${once}%0A`, `%00${once}`);
      const field = fc.tuple(name, value).map((pair) => pair.join('='));
      const query = fc
        .array(fc.oneof(field, field.map(encodeURIComponent), fc.constantFrom('phonenumber=', 'SMSID=a', 'x=1')))
        .map((fields) => fields.join('&'));
      fc.assert(
        fc.property(query, (text) => {
          const told = JSON.stringify(maskCallback(text));
          expect(told).not.toContain(phone);
          expect(told.replaceAll(/\D/g, '')).not.toContain('1888');
        }),
        { numRuns: 200 },
      );
    },
  );
});
