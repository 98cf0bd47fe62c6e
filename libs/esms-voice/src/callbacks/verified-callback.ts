import type { CallbackReading } from './parse-callback.js';

/** A callback whose token is good: whose it is, and what it says. */
export interface VerifiedCallback {
  readonly account: string;
  readonly requestId: string;
  readonly callback: CallbackReading;
  /** Its query string as it came. It holds the number: it is not to be logged. */
  readonly query: string;
}

const PLACE = Symbol.for('nestjs-esms-voice:verified-callback');

/** Leaves the verified callback on the request, where the parameter decorator finds it. */
export function leaveOn(request: object, callback: VerifiedCallback): true {
  Object.defineProperty(request, PLACE, { value: callback, configurable: true });
  return true;
}

/** What {@link leaveOn} left, or nothing. */
export const findOn = (request: object): VerifiedCallback | undefined =>
  (request as { [PLACE]?: VerifiedCallback })[PLACE];
