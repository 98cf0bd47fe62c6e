import { Rounds } from '../../settlement/rounds.js';
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
  private readonly rounds: Rounds;

  constructor(private readonly parts: HandoverParts) {
    this.rounds = new Rounds(
      () => this.queueAll().catch(parts.onTrouble),
      () => INTERVAL_MS,
    );
  }

  /** Queues what is there now, and from then on what others leave, now and again. */
  wake(): void {
    this.rounds.wake();
  }

  /** Takes no chunk any more; resolves when the one under way is queued. */
  close(): Promise<void> {
    return this.rounds.close();
  }

  private async queueAll(): Promise<void> {
    while (!this.rounds.isClosed) {
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
