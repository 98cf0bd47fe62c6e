/**
 * A text as one word of a line, without a space, a line's end or a brace; what is no text is the empty word. A half of a
 * character becomes U+FFFD: UTF-8 has none.
 */
export const wordOf = (text: string | null): string =>
  text === null ? '' : encodeURIComponent(Buffer.from(text).toString());

/** An id of the gateway, which is compared without case. */
export const wordOfCallId = (callId: string | null): string => wordOf(callId === null ? null : callId.toLowerCase());
