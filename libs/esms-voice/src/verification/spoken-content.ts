import { otpSentence, type OtpSentence } from '../calls/otp-sentence.js';
import { spokenDigits } from '../calls/spoken-digits.js';
import type { CodeContent } from './verification-options.js';

/** What a call says: the content that `start` was given, else that of the options, else the module's own sentence. */
export function spokenContent(
  content: CodeContent | null,
  code: string,
  purpose: string,
): Partial<OtpSentence> & { content: string } {
  if (content === null) return otpSentence({ code, ...(purpose && { purpose }) });
  if (typeof content === 'string') {
    return { content: content.replaceAll('{code}', spokenDigits(code)).replaceAll('{purpose}', purpose) };
  }
  const spoken = content(code, purpose);
  return typeof spoken === 'string' ? { content: spoken } : spoken;
}
