import type { Cluster, Redis } from 'ioredis';
import { BareCause } from '../errors/bare-cause.js';
import { VerificationUnavailableError } from '../verification/errors.js';
import type { ResolvedRedisOptions } from './redis-options.js';
import { RedisReadiness } from './redis-readiness.js';
import type { RedisScript } from './redis-script.js';

/** Runs commands within a time limit; whatever goes wrong is a {@link VerificationUnavailableError}. */
export class RedisCommands {
  private readonly client: Redis | Cluster;
  private readonly timeoutMs: number;
  private readonly readiness: RedisReadiness;

  constructor({ client, timeoutMs }: ResolvedRedisOptions) {
    this.client = client;
    this.timeoutMs = timeoutMs;
    this.readiness = new RedisReadiness(client);
  }

  /** What a script replies; one round trip where the server knows it. */
  run(script: RedisScript, keys: readonly string[], ask: object): Promise<unknown> {
    const argument = JSON.stringify(ask);
    return this.within((client) =>
      client.evalsha(script.sha1, keys.length, ...keys, argument).catch((error: unknown) => {
        if (wordOf(error) !== 'NOSCRIPT') throw error;
        return client.eval(script.source, keys.length, ...keys, argument);
      }),
    );
  }

  hash(key: string): Promise<Record<string, string>> {
    return this.within((client) => client.hgetall(key));
  }

  private within<T>(command: (client: Redis | Cluster) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        clearTimeout(timer);
        reject(new VerificationUnavailableError(error));
      };
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        fail(new BareCause('TimeoutError', 'ETIMEDOUT'));
      }, this.timeoutMs);
      const send = (): void => {
        if (isOver) return;
        command(this.client).then(
          (reply) => {
            clearTimeout(timer);
            resolve(reply);
          },
          (error: unknown) => fail(bare(error)),
        );
      };
      if (this.readiness.isReady) send();
      else void this.readiness.wait().then(send);
    });
  }
}
/** Errors of ioredis carry the command with its arguments; what a server says begins with a word: `OOM`, `READONLY`. */
const bare = (error: unknown): unknown => {
  const word = wordOf(error);
  return word ? new BareCause('ReplyError', word) : error;
};

/** The word that an error reply begins with; `null` for other errors. */
function wordOf(error: unknown): string | null {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  return name === 'ReplyError' ? (/^[A-Z]+/.exec(String(message))?.[0] ?? null) : null;
}
