import { BareCause } from '../errors/bare-cause.js';

/** The word that an error reply of a server begins with, such as `OOM` or `READONLY`; `null` for other errors. */
export function wordOfReply(error: unknown): string | null {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  return name === 'ReplyError' ? (/^[A-Z]+/.exec(String(message))?.[0] ?? null) : null;
}

/** What may be told of an error of ioredis: it carries the command with its arguments. */
export function bareReply(error: unknown): unknown {
  const word = wordOfReply(error);
  return word === null ? error : new BareCause('ReplyError', word);
}
