import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALL_RULES } from './call-rules.js';
import { OTP_CALL_CHECKS } from './otp-call.js';
import { otpSentence, type OtpSentenceInput } from './otp-sentence.js';
import { findProblems } from './read-fields.js';
import { spokenDigits } from './spoken-digits.js';

describe('spokenDigits', () => {
  it('takes digits apart, as figures or as words', () => {
    expect(spokenDigits('686868')).toBe('6, 8, 6, 8, 6, 8');
    expect(spokenDigits('0123456789', 'vi')).toBe('không, một, hai, ba, bốn, năm, sáu, bảy, tám, chín');
    expect(spokenDigits('0123456789', 'en')).toBe('zero, one, two, three, four, five, six, seven, eight, nine');
  });

  it.each(['', '12a4', '1 2', '１２３４', '1'.repeat(21)])('refuses %j without repeating it', (code) => {
    expect(() => spokenDigits(code)).toThrow(new TypeError('code must be 1 to 20 digits, as text'));
  });
});

describe('otpSentence', () => {
  it.each<[string, Partial<OtpSentenceInput>, string]>([
    [
      'Vietnamese',
      {},
      'Mã xác thực của bạn là: 6, 8, 6, 8. Xin nhắc lại: 6, 8, 6, 8. Vui lòng không cho bất kỳ ai biết mã này.',
    ],
    [
      'Vietnamese with a purpose, without accents',
      { purpose: 'đăng nhập', accents: false },
      'Ma xac thuc dang nhap cua ban la: 6, 8, 6, 8. Xin nhac lai: 6, 8, 6, 8. Vui long khong cho bat ky ai biet ma nay.',
    ],
    [
      'English with a purpose',
      { language: 'en', purpose: 'signing in' },
      'Your code for signing in is: 6, 8, 6, 8. Once more: 6, 8, 6, 8. Do not tell this code to anyone.',
    ],
    ['the least', { language: 'en', times: 1, warning: false }, 'Your code is: 6, 8, 6, 8.'],
  ])('speaks %s', (_, change, content) => {
    const isUnicode = /[^ -~]/.test(content);
    expect(otpSentence({ code: '6868', ...change })).toEqual({ content, isUnicode });
  });

  it('fits into a call whatever is asked for, the longest code three times too', () => {
    for (const language of ['vi', 'en'] as const) {
      const sentence = otpSentence({ code: '0'.repeat(20), language, times: 3, purpose: 'x'.repeat(60) });
      const call = { phone: '0901888484', ...sentence };
      expect(findProblems(call, OTP_CALL_CHECKS, DEFAULT_CALL_RULES)).toEqual([]);
    }
  });
});
