import type { QueuedCalls } from '../../voice/queued-calls.js';
import type { BatchChunk, DispatchBatches } from '../dispatch-batches.js';
import type { Enqueuing } from '../enqueuing.js';
import { readChunk } from './chunk-box.js';

/** What queuing the chunks of batches needs. */
export interface HandoverParts {
  readonly batches: DispatchBatches;
  readonly enqueuing: Enqueuing;
  readonly queuedCalls: QueuedCalls;
  /** Told what a chunk, or the store of batches, fails with. */
  readonly onTrouble: (error: unknown) => void;
}

/** A process that is silent for so long has died: its chunk is somebody else's. */
const LEASE_MS = 10_000;
/** How often chunks are looked for that another process has left. */
const INTERVAL_MS = 5_000;
/** A chunk that could not be queued is tried again after this. */
const RETRY_MS = 2_000;

/** Queues the calls of batches that were written down, chunk by chunk, whichever process took them on. */
export class Handover {
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> | null = null;
  private isWanted = false;
  private isClosed = false;

  constructor(private readonly parts: HandoverParts) {}

  /** Queues what is there now, and from then on what others leave. */
  start(): void {
    if (this.isClosed) return;
    this.timer = setInterval(() => this.wake(), INTERVAL_MS).unref();
    this.wake();
  }

  /** Looks for chunks now. */
  wake(): void {
    if (this.isClosed) return;
    this.isWanted = true;
    this.current ??= this.run().finally(() => (this.current = null));
  }

  /** Takes no chunk any more; resolves when the one under way is queued. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.current;
  }

  private async run(): Promise<void> {
    while (this.isWanted && !this.isClosed) {
      this.isWanted = false;
      await this.queueAll().catch(this.parts.onTrouble);
    }
  }

  private async queueAll(): Promise<void> {
    while (!this.isClosed) {
      const now = Date.now();
      const chunk = await this.parts.batches.take(new Date(now), new Date(now + LEASE_MS));
      if (!chunk) return;
      await this.queue(chunk);
    }
  }

  /** A chunk that fails waits for its time, so that others get their turn. */
  private async queue(chunk: BatchChunk): Promise<void> {
    const { batches, onTrouble } = this.parts;
    try {
      await batches.end(chunk, await this.conflictsAfter(chunk));
    } catch (error) {
      onTrouble(error);
      await batches.giveBack(chunk, new Date(Date.now() + RETRY_MS));
      setTimeout(() => this.wake(), RETRY_MS).unref();
    }
  }

  /** Queues the calls; resolves to how many were not, because their request ids were used for other requests. */
  private async conflictsAfter({ box }: BatchChunk): Promise<number> {
    const { queuedCalls, enqueuing } = this.parts;
    const text = queuedCalls.openBatch(box);
    if (text === null) throw new BoxUnreadableError();
    const { calls, options } = readChunk(text);
    const enqueued = await enqueuing.enqueue(calls, options);
    return enqueued.filter(({ result }) => result === 'conflict').length;
  }
}

/** The data key of a chunk is gone: it waits for a process that has it. */
class BoxUnreadableError extends Error {
  readonly code = 'BOX_UNREADABLE';
}
