import type { Cluster, Redis } from 'ioredis';
import { BareCause } from '../errors/bare-cause.js';
import { bareReply, wordOfReply } from './bare-reply.js';
import type { ResolvedRedisOptions } from './redis-options.js';
import { RedisReadiness } from './redis-readiness.js';
import type { RedisScript } from './redis-script.js';
import { TimeLimit } from './time-limit.js';

type Command<T> = (client: Redis | Cluster) => Promise<T>;

/** Makes the error that a store rejects with, of what may be told of the client's. */
type ToError = (cause: unknown) => Error;

/** Runs commands within a time limit; whatever goes wrong becomes an error of the store's own. */
export class RedisCommands {
  private readonly client: Redis | Cluster;
  private readonly limit: TimeLimit;
  private readonly readiness: RedisReadiness;

  constructor(
    { client, timeoutMs }: ResolvedRedisOptions,
    private readonly toError: ToError,
  ) {
    this.client = client;
    this.limit = new TimeLimit(timeoutMs);
    this.readiness = new RedisReadiness(client);
  }

  /** What a script replies; one round trip where the server knows it. */
  run(script: RedisScript, keys: readonly string[], words: readonly (string | number)[]): Promise<unknown> {
    const args = [keys.length, ...keys, ...words] as const;
    return this.within((client) =>
      client.evalsha(script.sha1, ...args).catch((error: unknown) => {
        if (wordOfReply(error) !== 'NOSCRIPT') throw error;
        return client.eval(script.source, ...args);
      }),
    );
  }

  /** All fields of a hash. */
  hash(key: string): Promise<Record<string, string>> {
    return this.within((client) => client.hgetall(key));
  }

  /** A text, or `null`. */
  text(key: string): Promise<string | null> {
    return this.within((client) => client.get(key));
  }

  private async within<T>(command: Command<T>): Promise<T> {
    try {
      return await this.limit.within((isOver) =>
        this.readiness.isReady ? command(this.client) : this.later(command, isOver),
      );
    } catch (error) {
      throw this.toError(bareReply(error));
    }
  }

  /** Sends it once there is a connection, unless whoever asked has given up by then. */
  private async later<T>(command: Command<T>, isOver: () => boolean): Promise<T> {
    await this.readiness.wait();
    if (isOver()) throw new BareCause('TimeoutError', 'ETIMEDOUT');
    return command(this.client);
  }
}
