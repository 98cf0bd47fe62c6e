import type { Refusal } from './call-outcome.js';
import type { Redials } from './placed-call.js';
import type { SimulatedCallKind } from './request-kind.js';
import type { CallRequest } from './simulated-call.js';

/** A request to place a call, read: what the desk needs of it, whatever its kind. Texts are empty where they are absent. */
export interface CallForm {
  readonly apiKey: string;
  readonly secretKey: string;
  readonly phone: string;
  readonly hasSeveralPhones: boolean;
  readonly requestId: string;
  readonly callbackUrl: string;
  readonly campaignId: string;
  /** What is spoken, as the ledger and the list show it. */
  readonly content: string;
  /** To be checked only (contract, section 1, Sandbox). */
  readonly sandbox: boolean;
  /** Milliseconds since 1970; undefined: at once. */
  readonly dialAt: number | undefined;
  readonly redials: Redials;
  readonly ivrKey: string;
  /** The first thing that its own function has against it, once the keys are good. */
  readonly objection: Refusal | undefined;
}

export const NO_REDIALS: Redials = { most: 0, waitMs: 0 };

/** Whether one field holds more than one number (contract, section 5, code 163). */
export function hasSeveralPhones(phone: string): boolean {
  return /[,;]/.test(phone);
}

/** What the ledger keeps of a request. */
export function callRequestOf(kind: SimulatedCallKind, form: CallForm): CallRequest {
  const { requestId, phone, content, campaignId, sandbox } = form;
  return { requestId: requestId || null, phone, kind, content, campaignId: campaignId || null, sandbox };
}
