import type { Refusal } from './call-outcome.js';
import type { ReplyBody } from './reply-body.js';

/** How one function of the gateway writes the replies that are little more than a code. */
export interface ReplyFormat {
  coded(code: string | number, message?: string): ReplyBody;
  /** A call id as this function writes it. */
  idOnWire(callId: string): string;
}

const words = (message?: string) => (message === undefined ? {} : { ErrorMessage: message });
const asItIs = (callId: string) => callId;

/** Of the OTP call, and of refused questions about a call at the voice host (contract, sections 1 and 3). */
export const COUNTING_FORMAT: ReplyFormat = {
  coded: (code, message) => ({ CodeResult: code, CountRegenerate: 0, ...words(message) }),
  idOnWire: asItIs,
};

/** Of the other questions that answer with CodeResult (contract, section 3). */
export const PLAIN_FORMAT: ReplyFormat = {
  coded: (code, message) => ({ CodeResult: code, ...words(message) }),
  idOnWire: asItIs,
};

/** Of template and recording calls; the space behind the id is published (contract, section 2). */
export const VOICE_CALL_FORMAT: ReplyFormat = { ...PLAIN_FORMAT, idOnWire: (callId) => `${callId} ` };

/** Of the question for the balance (contract, section 3). */
export const BALANCE_FORMAT: ReplyFormat = {
  coded: (code, message) => ({ Balance: 0, CodeResponse: code, ...words(message) }),
  idOnWire: asItIs,
};

/** Of the question about a call at the rest host, which repeats the id asked for and has no words (contract, section 3). */
export function restStatusFormat(askedId: string): ReplyFormat {
  return { coded: (code) => ({ CodeResponse: code, SMSID: askedId }), idOnWire: asItIs };
}

export function accepted(format: ReplyFormat, callId: string): ReplyBody {
  return { ...format.coded('100'), SMSID: format.idOnWire(callId) };
}

/** A refusal without a code is written alike by every function. */
export function refused(format: ReplyFormat, { code, message }: Refusal): ReplyBody {
  return code === null ? { error: message } : format.coded(code, message);
}
