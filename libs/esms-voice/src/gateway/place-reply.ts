import { parseReply, readCode, readId } from './gateway-reply.js';

/** The gateway has the call. Acceptance, never delivery. */
export const CODE_ACCEPTED = '100';
/** The request id was used within the last 24 hours. */
export const CODE_DUPLICATE = '124';
/** Too many requests in this second. */
export const CODE_BUSY = '160';

/** What the gateway's answer to a placed call says. `code` is `null` where there is none to be trusted. */
export interface PlaceReply {
  readonly code: string | null;
  /** The gateway's id of the call, trimmed; its form is not published. */
  readonly callId: string | null;
}

const NO_REPLY: PlaceReply = { code: null, callId: null };

/** Reads the body of an answer to a placed call, whatever it is. Never throws (contract, section 1). */
export function decodePlaceReply(body: unknown): PlaceReply {
  const fields = parseReply(body);
  return fields ? { code: readCode(fields), callId: readId(fields['SMSID']) } : NO_REPLY;
}
