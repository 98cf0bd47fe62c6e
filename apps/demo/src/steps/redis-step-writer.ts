import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/** Steps that wait for a Redis which is away; beyond it the oldest are given up. */
const MAX_WAITING = 10_000;
const AT_ONCE = 200;
const PAUSE_MS = 500;

/** Name of a field of the stream: a step's text. */
const STEP_FIELD = 'step';
/** The same: steps were given up here. */
export const GAP_FIELD = 'gap';

type Entry = readonly [field: string, text: string];

const GAP: Entry = [GAP_FIELD, '1'];

/** Appends steps to a stream of Redis, which keeps about so many of them. */
export class RedisStepWriter {
  private readonly waiting: Entry[] = [];
  private isClosed = false;
  private running: Promise<void> | null = null;

  constructor(
    private readonly client: Redis,
    private readonly key: string,
    private readonly kept: number,
    private readonly maxWaiting: number = MAX_WAITING,
  ) {}

  /** Never waits, never fails. */
  write(text: string): void {
    if (this.waiting.length >= this.maxWaiting) this.waiting.splice(0, AT_ONCE, GAP);
    this.waiting.push([STEP_FIELD, text]);
    this.running ??= this.drain().finally(() => (this.running = null));
  }

  /** What still waits may go for a moment. */
  async close(graceMs: number): Promise<void> {
    await Promise.race([this.running, sleep(graceMs, undefined, { ref: false })]);
    this.isClosed = true;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const entries = this.waiting.splice(0, AT_ONCE);
      while (!this.isClosed && !(await this.append(entries))) await sleep(PAUSE_MS, undefined, { ref: false });
    }
  }

  /** What fails half-way is appended again: who reads knows a step by its own id. */
  private async append(entries: readonly Entry[]): Promise<boolean> {
    const pipeline = this.client.pipeline();
    for (const [field, text] of entries) pipeline.xadd(this.key, 'MAXLEN', '~', this.kept, '*', field, text);
    const replies = await pipeline.exec().catch(() => null);
    return replies !== null && replies.every(([error]) => error === null);
  }
}
