/** The fields of a JSON answer of the gateway. */
export type ReplyFields = Readonly<Record<string, unknown>>;

const CODE_FIELDS = ['CodeResult', 'CodeResponse', 'Code'];
/** Codes have two or three digits; a text of another kind under their name is somebody else's answer. */
const CODE = /^-?\d{1,5}$/;
const ID_MAX_LENGTH = 128;

/** Reads a JSON object out of an answer, whatever it is: HTML, XML, nothing, half of something. Never throws. */
export function parseReply(body: unknown): ReplyFields | null {
  if (typeof body !== 'string') return null;
  try {
    const value: unknown = JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body);
    return typeof value === 'object' && value !== null ? (value as ReplyFields) : null;
  } catch {
    return null;
  }
}

/** The one code of the answer, under any of its three names, text or number; two that differ are no code at all. */
export function readCode(fields: ReplyFields): string | null {
  const codes = new Set(CODE_FIELDS.map((name) => toCode(fields[name])).filter((code) => code !== null));
  return codes.size === 1 ? [...codes][0]! : null;
}

/** Ids come with trailing spaces; one that is absurdly long, or a number that JSON cannot hold, is not an id. */
export function readId(value: unknown): string | null {
  const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
  return text !== '' && text.length <= ID_MAX_LENGTH ? text : null;
}

/** A number, or a text that is one in decimal or exponent form (`850.0000`, `3.67E4`); else `null`. */
export function readNumber(value: unknown): number | null {
  const isNumeric = typeof value === 'string' && DECIMAL.test(value.trim());
  const number = typeof value === 'number' ? value : isNumeric ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}

/** A text without blanks at its ends; `null` where there is none. */
export function readText(value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? null : text;
}

/** The rows of a list; what is no list has none, and what is no row is left out. */
export function readRows(value: unknown): ReplyFields[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.filter((row): row is ReplyFields => typeof row === 'object' && row !== null);
}

const DECIMAL = /^-?\d{1,15}(\.\d{0,15})?([eE][+-]?\d{1,2})?$/;

function toCode(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return CODE.test(text) ? text : null;
}
