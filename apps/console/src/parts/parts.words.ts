import { words } from '../i18n/words.js';

export const partsWords = words({
  en: {
    unreachable: 'No answer came from the server.',
    retryAfter: (seconds: number) => `Try again in ${seconds} s.`,
  },
  vi: {
    unreachable: 'Máy chủ không trả lời.',
    retryAfter: (seconds) => `Hãy thử lại sau ${seconds} giây.`,
  },
});
