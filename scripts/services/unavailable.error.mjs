/** A service cannot be had in one way; the message says why, and the next way is tried. */
export class UnavailableError extends Error {
  name = 'UnavailableError';
}
