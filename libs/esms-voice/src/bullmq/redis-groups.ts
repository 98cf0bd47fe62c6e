import type { Cluster, Redis } from 'ioredis';
import type { CallState } from '../calls/call-state.js';
import type { DispatchGroups } from '../dispatch/dispatch-queue.js';
import type { Within } from './within.js';

/** Longer than a call may wait and be asked about. */
export const KEPT_SECONDS = 60 * 24 * 60 * 60;

/** Groups in Redis: a hash each, of request ids and what was noted of them. */
export class RedisGroups implements DispatchGroups {
  constructor(
    private readonly client: Redis | Cluster,
    private readonly prefix: string,
    private readonly within: Within,
  ) {}

  async join(group: string, requestIds: readonly string[]): Promise<void> {
    const key = this.keyOf(group);
    const pipeline = this.client.pipeline();
    for (const requestId of requestIds) pipeline.hsetnx(key, requestId, '');
    pipeline.expire(key, KEPT_SECONDS);
    const replies = (await this.within(pipeline.exec())) ?? [];
    const failed = replies.find(([error]) => error !== null);
    if (failed) await this.within(Promise.reject(failed[0]));
  }

  async members(group: string): Promise<ReadonlyMap<string, CallState | null>> {
    const noted = await this.within(this.client.hgetall(this.keyOf(group)));
    return new Map(Object.entries(noted).map(([id, state]) => [id, state === '' ? null : (state as CallState)]));
  }

  async noteEnded(group: string, ended: ReadonlyMap<string, CallState>): Promise<void> {
    await this.within(this.client.hset(this.keyOf(group), new Map(ended)));
  }

  private keyOf(group: string): string {
    return `${this.prefix}:group:${group}`;
  }
}
