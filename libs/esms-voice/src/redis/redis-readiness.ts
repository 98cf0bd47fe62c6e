import type { Cluster, Redis } from 'ioredis';

/** What a client says of itself while it has no connection and may get one. */
const NOT_YET = new Set<string>(['wait', 'connecting', 'connect', 'close', 'reconnecting', 'disconnecting']);

/**
 * Waits for a connection. A command that is sent without one waits in the client's queue, and runs long after whoever sent
 * it gave up: guesses and calls would be counted that nobody knows of.
 */
export class RedisReadiness {
  private waiting: Promise<void> | null = null;

  constructor(private readonly client: Redis | Cluster) {}

  get isReady(): boolean {
    return !NOT_YET.has(this.client.status);
  }

  /** One listener for all who wait. */
  wait(): Promise<void> {
    this.waiting ??= new Promise<void>((resolve) => {
      const { client } = this;
      const settle = (): void => {
        client.off('ready', settle).off('end', settle);
        this.waiting = null;
        resolve();
      };
      client.on('ready', settle).on('end', settle);
      // Its failure is told by the client's own events.
      if (client.status === 'wait') client.connect().catch(() => undefined);
    });
    return this.waiting;
  }
}
