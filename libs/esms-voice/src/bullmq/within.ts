import { BareCause } from '../errors/bare-cause.js';
import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { DispatchUnavailableError } from '../dispatch/errors.js';
import { TimeLimit } from '../redis/time-limit.js';

/** Waits for a question to Redis no longer than it may take; whatever goes wrong is a {@link DispatchUnavailableError}. */
export type Within = <T>(question: Promise<T>) => Promise<T>;

export function withinMs(timeoutMs: number): Within {
  const limit = new TimeLimit(timeoutMs);
  return async (question) => {
    try {
      return await limit.within(() => question);
    } catch (error) {
      throw error instanceof EsmsVoiceError ? error : new DispatchUnavailableError(bare(error));
    }
  };
}

/** Errors of ioredis carry the command with its arguments; what a server says begins with a word: `OOM`, `READONLY`. */
function bare(error: unknown): unknown {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  const word = name === 'ReplyError' ? /^[A-Z]+/.exec(String(message)) : null;
  return word ? new BareCause('ReplyError', word[0]) : error;
}
