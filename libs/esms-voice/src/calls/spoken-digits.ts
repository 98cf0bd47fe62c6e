/** A language that a code is spoken in. */
export type SpokenLanguage = 'vi' | 'en';

const WORDS: Record<SpokenLanguage, readonly string[]> = {
  vi: ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};

const CODE = /^\d{1,20}$/;

/**
 * Takes the digits of a code apart, so that they are spoken one by one: `6, 8, 6, 8`, or as words where a language is given
 * (`sáu, tám, sáu, tám`).
 * @throws TypeError where the code is not 1 to 20 digits; the message does not hold it.
 */
export function spokenDigits(code: string, language?: SpokenLanguage): string {
  if (!CODE.test(code)) throw new TypeError('code must be 1 to 20 digits, as text');
  const digits = Array.from(code);
  return (language ? digits.map((digit) => WORDS[language][Number(digit)]!) : digits).join(', ');
}
