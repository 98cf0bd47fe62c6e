import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { GAP_FIELD } from './redis-step-writer.js';
import type { StepLog } from './step-log.js';

const BLOCK_MS = 5_000;
/** A connection that is silent for longer is dead. */
const ANSWER_MS = BLOCK_MS + 3_000;
const PAUSE_MS = 500;
const AT_ONCE = 500;

type Entry = readonly [id: string, fields: readonly string[]];

/** Follows a stream of Redis on a connection of its own; where Redis is away it goes on when it is back. */
export class RedisStepReader {
  private readonly client: Redis;
  private last = '0';
  private isClosed = false;

  constructor(
    client: Redis,
    private readonly key: string,
    private readonly log: StepLog,
  ) {
    this.client = client.duplicate({ lazyConnect: true, maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS });
    // What it fails with is told by the shared client.
    this.client.on('error', () => undefined);
  }

  /** Reads what is kept, then goes on for ever. `onLoaded` is called once in between. */
  async run(kept: number, onLoaded: () => void): Promise<void> {
    await this.untilDone(() => this.load(kept));
    onLoaded();
    while (!this.isClosed) await this.untilDone(() => this.next());
  }

  close(): void {
    this.isClosed = true;
    this.client.disconnect();
  }

  private async untilDone(work: () => Promise<void>): Promise<void> {
    while (!this.isClosed) {
      try {
        return await work();
      } catch {
        await sleep(PAUSE_MS, undefined, { ref: false });
        if (!this.isClosed) await this.tellGap().catch(() => undefined);
      }
    }
  }

  private async load(kept: number): Promise<void> {
    const entries = await this.client.xrevrange(this.key, '+', '-', 'COUNT', kept);
    this.take(entries.toReversed());
  }

  private async next(): Promise<void> {
    const reply = await this.client.xread('COUNT', AT_ONCE, 'BLOCK', BLOCK_MS, 'STREAMS', this.key, this.last);
    this.take((reply as [string, Entry[]][] | null)?.[0]?.[1] ?? []);
  }

  /** Where the last step that was read is gone, so may be some behind it. */
  private async tellGap(): Promise<void> {
    if (this.last === '0' || (await this.client.xrange(this.key, this.last, this.last)).length > 0) return;
    const [newest] = await this.client.xrevrange(this.key, '+', '-', 'COUNT', 1);
    this.last = newest?.[0] ?? '0';
    this.log.skip();
  }

  private take(entries: readonly Entry[]): void {
    for (const [id, [field, text]] of entries) {
      if (field === GAP_FIELD) this.log.skip();
      else this.log.add(id, text!);
      this.last = id;
    }
  }
}
