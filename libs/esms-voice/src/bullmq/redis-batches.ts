import type { Cluster, Redis } from 'ioredis';
import type { BatchChunk, BatchChunkKey, BatchHead, DispatchBatches, NewBatch } from '../dispatch/dispatch-batches.js';
import { DispatchUnavailableError } from '../dispatch/errors.js';
import { RedisCommands } from '../redis/redis-commands.js';
import { RedisScript } from '../redis/redis-script.js';
import { END_CHUNK, GIVE_CHUNK_BACK, TAKE_CHUNK, WRITE_BATCH } from './batches.lua.js';
import { KEPT_SECONDS } from './redis-groups.js';

const writeBatch = new RedisScript(WRITE_BATCH);
const takeChunk = new RedisScript(TAKE_CHUNK);
const giveChunkBack = new RedisScript(GIVE_CHUNK_BACK);
const endChunk = new RedisScript(END_CHUNK);

/** Fields of a head that never change. */
type HeadText = Omit<BatchHead, 'createdAt' | 'conflicts'> & { readonly createdAt: number };

/** Batches in Redis: a hash of each head; beside them the chunks that wait, by the time that each may be taken. */
export class RedisBatches implements DispatchBatches {
  private readonly commands: RedisCommands;

  constructor(
    client: Redis | Cluster,
    private readonly prefix: string,
    timeoutMs: number,
  ) {
    const toError = (cause: unknown): Error => new DispatchUnavailableError(cause);
    this.commands = new RedisCommands({ client, keyPrefix: prefix, timeoutMs }, toError);
  }

  async write({ boxes, createdAt, ...batch }: NewBatch): Promise<{ head: BatchHead; isNew: boolean }> {
    const { batchId } = batch;
    const text: HeadText = { ...batch, createdAt: createdAt.getTime() };
    const chunks = boxes.flatMap((box, index) => [nameOf({ batchId, index }), box]);
    const words = [JSON.stringify(text), KEPT_SECONDS, createdAt.getTime(), ...chunks];
    const reply = await this.commands.run(writeBatch, [this.headOf(batchId), this.waiting, this.boxes], words);
    const [isNew, head, conflicts] = reply as [number, string, string];
    return { head: toHead(head, conflicts), isNew: isNew === 1 };
  }

  async find(batchId: string): Promise<BatchHead | null> {
    const { head, conflicts } = await this.commands.hash(this.headOf(batchId));
    return head === undefined ? null : toHead(head, conflicts!);
  }

  async take(now: Date, until: Date): Promise<BatchChunk | null> {
    const reply = await this.commands.run(takeChunk, [this.waiting, this.boxes], [now.getTime(), until.getTime()]);
    if (reply === null) return null;
    const [name, box] = reply as [string, string];
    const at = name.indexOf(':');
    return { batchId: name.slice(at + 1), index: Number(name.slice(0, at)), box };
  }

  async giveBack(chunk: BatchChunkKey, at: Date): Promise<void> {
    await this.commands.run(giveChunkBack, [this.waiting], [nameOf(chunk), at.getTime()]);
  }

  async end(chunk: BatchChunkKey, conflicts: number): Promise<void> {
    const keys = [this.headOf(chunk.batchId), this.waiting, this.boxes];
    await this.commands.run(endChunk, keys, [nameOf(chunk), conflicts]);
  }

  private headOf(batchId: string): string {
    return `${this.prefix}:batch:${batchId}`;
  }

  private get waiting(): string {
    return `${this.prefix}:batch-chunks`;
  }

  private get boxes(): string {
    return `${this.prefix}:batch-boxes`;
  }
}

/** Chunks that wait equally long are taken in the order of their names. */
const nameOf = ({ batchId, index }: BatchChunkKey): string => `${String(index).padStart(6, '0')}:${batchId}`;

function toHead(text: string, conflicts: string): BatchHead {
  const { createdAt, ...head } = JSON.parse(text) as HeadText;
  return { ...head, createdAt: new Date(createdAt), conflicts: Number(conflicts) };
}
