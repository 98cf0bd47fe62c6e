import type { BatchChunk, BatchChunkKey, BatchHead, DispatchBatches, NewBatch } from '../dispatch-batches.js';

/** Beyond these the batch that was taken on longest ago is forgotten; its calls are not. */
const MAX_BATCHES = 1_000;

interface WaitingChunk extends BatchChunk {
  dueAt: number;
}

/** Batches in this process's memory; they go with it. */
export class InProcessBatches implements DispatchBatches {
  private readonly heads = new Map<string, BatchHead>();
  private readonly chunks = new Map<string, WaitingChunk>();

  async write({ boxes, ...batch }: NewBatch): Promise<{ head: BatchHead; isNew: boolean }> {
    const known = this.heads.get(batch.batchId);
    if (known) return { head: known, isNew: false };
    const head = { ...batch, conflicts: 0 };
    if (this.heads.size >= MAX_BATCHES) this.heads.delete(this.heads.keys().next().value!);
    this.heads.set(head.batchId, head);
    for (const [index, box] of boxes.entries()) {
      const chunk = { batchId: head.batchId, index, box, dueAt: 0 };
      this.chunks.set(nameOf(chunk), chunk);
    }
    return { head, isNew: true };
  }

  async find(batchId: string): Promise<BatchHead | null> {
    return this.heads.get(batchId) ?? null;
  }

  async take(now: Date, until: Date): Promise<BatchChunk | null> {
    for (const chunk of this.chunks.values()) {
      if (chunk.dueAt > now.getTime()) continue;
      chunk.dueAt = until.getTime();
      const { batchId, index, box } = chunk;
      return { batchId, index, box };
    }
    return null;
  }

  async giveBack(key: BatchChunkKey, at: Date): Promise<void> {
    const chunk = this.chunks.get(nameOf(key));
    if (chunk) chunk.dueAt = at.getTime();
  }

  async end(key: BatchChunkKey, conflicts: number): Promise<void> {
    const head = this.heads.get(key.batchId);
    if (this.chunks.delete(nameOf(key)) && head)
      this.heads.set(key.batchId, { ...head, conflicts: head.conflicts + conflicts });
  }
}

const nameOf = ({ batchId, index }: BatchChunkKey): string => `${index}:${batchId}`;
