/** What stays of a batch when all of its calls are queued. */
export interface BatchHead {
  readonly batchId: string;
  /** Keyed hash of all that was asked for. */
  readonly fingerprint: string;
  readonly total: number;
  readonly createdAt: Date;
  /** Calls whose request ids were used for other requests; they are not queued. */
  readonly conflicts: number;
}

/** A batch as it is written down: its calls in sealed boxes, each a chunk that is queued in one go. */
export interface NewBatch extends Omit<BatchHead, 'conflicts'> {
  readonly boxes: readonly string[];
}

/** A chunk whose calls are still to be queued. */
export interface BatchChunk {
  readonly batchId: string;
  /** Its place in the batch, from 0. */
  readonly index: number;
  readonly box: string;
}

/** Names a chunk. */
export type BatchChunkKey = Pick<BatchChunk, 'batchId' | 'index'>;

/**
 * Batches that were taken on and are not queued yet. A chunk is somebody's for a while; where they die it is given out again,
 * so one may be queued twice: their calls are written down once all the same.
 */
export interface DispatchBatches {
  /** Writes a batch down, whole, unless one of this id is here; resolves to the one that is here then. */
  write(batch: NewBatch): Promise<{ readonly head: BatchHead; readonly isNew: boolean }>;
  find(batchId: string): Promise<BatchHead | null>;
  /** Gives out the chunk that has waited longest, and to nobody else until then; `null`: none waits. */
  take(now: Date, until: Date): Promise<BatchChunk | null>;
  /** Gives a chunk back: nobody takes it before `at`. */
  giveBack(chunk: BatchChunkKey, at: Date): Promise<void>;
  /** Forgets a chunk: its calls are queued, but for so many conflicts. Saying it twice counts them once. */
  end(chunk: BatchChunkKey, conflicts: number): Promise<void>;
}
