/** An answer to a placed call is a few hundred bytes; a larger one than this is none of the gateway's own. */
export const MAX_REPLY_BYTES = 64 * 1024;

/** The largest answer of all is a page of the list function. */
export const MAX_LIST_BYTES = 4 * 1024 * 1024;
