import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { DispatchUnavailableError } from '../dispatch/errors.js';
import { bareReply } from '../redis/bare-reply.js';
import { TimeLimit } from '../redis/time-limit.js';

/** Waits for a question to Redis no longer than it may take; whatever goes wrong is a {@link DispatchUnavailableError}. */
export type Within = <T>(question: Promise<T>) => Promise<T>;

export function withinMs(timeoutMs: number): Within {
  const limit = new TimeLimit(timeoutMs);
  return async (question) => {
    try {
      return await limit.within(() => question);
    } catch (error) {
      throw error instanceof EsmsVoiceError ? error : new DispatchUnavailableError(bareReply(error));
    }
  };
}
