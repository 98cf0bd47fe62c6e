/** An answer of the gateway is a few hundred bytes; a larger one than this is none of its own. */
export const MAX_RESPONSE_BYTES = 64 * 1024;
