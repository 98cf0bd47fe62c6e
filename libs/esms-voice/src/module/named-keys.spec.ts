import { describe, expect, it } from '@jest/globals';
import { isKeys } from './option-checks.js';
import { namedKeys } from './named-keys.js';

const SECRET = 'a'.repeat(32);

describe('namedKeys', () => {
  it('reads one key, and several with blanks between them', () => {
    expect(namedKeys(`k1:${SECRET}`)).toEqual([{ id: 'k1', secret: SECRET }]);
    expect(namedKeys(` k2:${SECRET} , k1:b`)).toEqual([
      { id: 'k2', secret: SECRET },
      { id: 'k1', secret: 'b' },
    ]);
  });

  it.each([undefined, '', SECRET, `k1:${SECRET}:x`, `k1:${SECRET},`, `:${SECRET}`, 'k1:', `k1=${SECRET}`])(
    'leaves %p to the rule that refuses it at boot',
    (text) => {
      expect(isKeys(namedKeys(text))).toMatch(/^must /);
    },
  );
});
