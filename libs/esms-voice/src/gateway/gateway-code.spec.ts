import { describe, expect, it } from '@jest/globals';
import { describeGatewayCode, explainGatewayCode } from './gateway-code.js';

describe('explainGatewayCode', () => {
  it.each(['99', '100', '101', '102', '103', '104', '106', '108', '118', '124', '140', '143', '160', '163'])(
    'explains %s in both languages',
    (code) => {
      const text = explainGatewayCode(code)!;
      const words = [text.meaning.en, text.meaning.vi, text.advice.en, text.advice.vi];
      expect(words.every((word) => word.trim().length > 10)).toBe(true);
    },
  );

  it.each(['9001', '', '__proto__', 'constructor', 'toString', '0100'])('knows nothing of %j', (code) => {
    expect(explainGatewayCode(code)).toBeNull();
  });
});

describe('describeGatewayCode', () => {
  it('names the code and what to do', () => {
    const { meaning, advice } = explainGatewayCode('103')!;
    expect(describeGatewayCode('103')).toBe(`103: ${meaning.en} ${advice.en}`);
  });

  it('names a code that is in no table', () => {
    expect(describeGatewayCode('9001')).toBe('9001, which is in no published table');
  });
});
