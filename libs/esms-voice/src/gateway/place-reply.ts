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

const CODE_FIELDS = ['CodeResult', 'CodeResponse', 'Code'];
/** Codes have two or three digits; a text of another kind under their name is somebody else's answer. */
const CODE = /^-?\d{1,5}$/;
const CALL_ID_MAX_LENGTH = 128;
const NO_REPLY: PlaceReply = { code: null, callId: null };

/**
 * Reads the body of an answer, whatever it is: JSON with a code under any of its three names, text or number; HTML,
 * XML, nothing, half of something. Never throws (contract, section 1).
 */
export function decodePlaceReply(body: string): PlaceReply {
  const fields = parseObject(body);
  if (!fields) return NO_REPLY;
  return { code: readCode(fields), callId: readCallId(fields['SMSID']) };
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The one code of the answer; two that differ are no code at all. */
function readCode(fields: Record<string, unknown>): string | null {
  const codes = new Set(CODE_FIELDS.map((name) => toCode(fields[name])).filter((code) => code !== null));
  return codes.size === 1 ? [...codes][0]! : null;
}

function toCode(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return CODE.test(text) ? text : null;
}

/** Ids come with trailing spaces; one that is absurdly long, or a number that JSON cannot hold, is not an id. */
function readCallId(value: unknown): string | null {
  const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
  return text !== '' && text.length <= CALL_ID_MAX_LENGTH ? text : null;
}
