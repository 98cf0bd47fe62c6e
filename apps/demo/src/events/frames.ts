import type { LoggedStep } from '../steps/step-log.js';

/** How soon a client that was cut off comes back. */
const RETRY_MS = 1_000;

/** What a client hears first. */
export const HELLO = Buffer.from(`retry: ${RETRY_MS}\n: ok\n\n`);

/** Keeps proxies from taking a silent stream for a dead one. */
export const PING = Buffer.from(': ping\n\n');

/** Steps were lost to this client: it reads its lists anew. */
export const RESET = Buffer.from('event: reset\ndata: {}\n\n');

/** Steps as server-sent events. */
export const framesOf = (steps: readonly LoggedStep[]): Buffer =>
  Buffer.from(steps.map(({ id, text }) => `id: ${id}\nevent: call\ndata: ${text}\n\n`).join(''));
