import type { Refusal } from './call-outcome.js';

/** A reply body; the order of its fields is the published one. */
export type ReplyBody = Readonly<Record<string, string | number>>;

/** Reply to an accepted OTP call (contract, section 1). */
export function otpAccepted(callId: string): ReplyBody {
  return { CodeResult: '100', CountRegenerate: 0, SMSID: callId };
}

/** Reply to a refused OTP call (contract, section 1). */
export function otpRefused({ code, message }: Refusal): ReplyBody {
  if (code === null) return { error: message };
  return { CodeResult: code, CountRegenerate: 0, ErrorMessage: message };
}

/** Reply of the balance function (contract, section 3); the user id is the published one. */
export function balanceKnown(balance: number): ReplyBody {
  return { Balance: balance, CodeResponse: '100', UserID: 9999 };
}

/** Refusal of the balance function (contract, section 3). */
export function balanceRefused({ code, message }: Refusal): ReplyBody {
  if (code === null) return { error: message };
  return { Balance: 0, CodeResponse: code, ErrorMessage: message };
}
