import type { Cluster, Redis } from 'ioredis';
import { BareCause } from '../errors/bare-cause.js';
import { VerificationUnavailableError } from '../verification/errors.js';
import type { ResolvedRedisOptions } from './redis-options.js';
import { RedisReadiness } from './redis-readiness.js';
import type { RedisScript } from './redis-script.js';
import { TimeLimit } from './time-limit.js';

type Command<T> = (client: Redis | Cluster) => Promise<T>;

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
  run(script: RedisScript, keys: readonly string[], words: readonly (string | number)[]): Promise<unknown> {
    const args = [keys.length, ...keys, ...words] as const;
    return this.within((client) =>
      client.evalsha(script.sha1, ...args).catch((error: unknown) => {
        if (wordOf(error) !== 'NOSCRIPT') throw error;
        return client.eval(script.source, ...args);
      }),
    );
  }

  /** All fields of a hash. */
  hash(key: string): Promise<Record<string, string>> {
    return this.within((client) => client.hgetall(key));
  }

  private async within<T>(command: Command<T>): Promise<T> {
    const limit = new TimeLimit(this.timeoutMs);
    try {
      return await Promise.race([this.send(command, limit), limit.reached]);
    } catch (error) {
      throw new VerificationUnavailableError(bare(error));
    } finally {
      limit.clear();
    }
  }

  private async send<T>(command: Command<T>, limit: TimeLimit): Promise<T> {
    if (!this.readiness.isReady) await this.readiness.wait();
    return limit.isOver ? limit.reached : command(this.client);
  }
}

/** Errors of ioredis carry the command with its arguments; what a server says begins with a word: `OOM`, `READONLY`. */
function bare(error: unknown): unknown {
  const word = wordOf(error);
  return word === null ? error : new BareCause('ReplyError', word);
}

/** The word that an error reply begins with; `null` for other errors. */
function wordOf(error: unknown): string | null {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  return name === 'ReplyError' ? (/^[A-Z]+/.exec(String(message))?.[0] ?? null) : null;
}
