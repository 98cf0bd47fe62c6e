import { spokenDigits, type SpokenLanguage } from './spoken-digits.js';

/** What {@link otpSentence} says. */
export interface OtpSentenceInput {
  /** 1 to 20 digits. */
  readonly code: string;
  /** @default vi */
  readonly language?: SpokenLanguage;
  /** What the code is for, in the same language: `đăng nhập`, `signing in`. Left out when absent. */
  readonly purpose?: string;
  /** How often the digits are said, 1 to 3. @default 2 */
  readonly times?: 1 | 2 | 3;
  /** Whether it ends with the warning to tell the code to nobody. @default true */
  readonly warning?: boolean;
  /** Vietnamese with its accents; without them the content is plain ASCII. @default true */
  readonly accents?: boolean;
}

/** A content and whether it needs Unicode: both fields of an OTP call. */
export interface OtpSentence {
  readonly content: string;
  readonly isUnicode: boolean;
}

interface Phrases {
  readonly opening: (purpose: string | undefined) => string;
  readonly again: string;
  readonly warning: string;
}

const PHRASES: Record<SpokenLanguage, Phrases> = {
  vi: {
    opening: (purpose) => `Mã xác thực${purpose ? ` ${purpose}` : ''} của bạn là:`,
    again: 'Xin nhắc lại:',
    warning: 'Vui lòng không cho bất kỳ ai biết mã này.',
  },
  en: {
    opening: (purpose) => `Your code${purpose ? ` for ${purpose}` : ''} is:`,
    again: 'Once more:',
    warning: 'Do not tell this code to anyone.',
  },
};

/**
 * A sentence that people can follow by ear: what the code is for, its digits apart and said twice, and a warning. Spread it
 * into a call: `createOtpCall({ phone, ...otpSentence({ code, purpose: 'đăng nhập' }) })`.
 * @throws TypeError where the code is not digits, or the language is none of ours.
 */
export function otpSentence(input: OtpSentenceInput): OtpSentence {
  const { code, language = 'vi', purpose, times = 2, warning = true, accents = true } = input;
  const phrases = PHRASES[language];
  if (!phrases) throw new TypeError('language must be vi or en');
  const digits = `${spokenDigits(code)}.`;
  const again = Array.from({ length: times - 1 }, () => `${phrases.again} ${digits}`);
  const parts = [`${phrases.opening(purpose?.trim())} ${digits}`, ...again, ...(warning ? [phrases.warning] : [])];
  const text = parts.join(' ');
  const content = accents ? text : withoutAccents(text);
  return { content, isUnicode: /\P{ASCII}/u.test(content) };
}

/** Vietnamese in ASCII letters: each accent is a mark of its own once decomposed, but for the barred d. */
const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
