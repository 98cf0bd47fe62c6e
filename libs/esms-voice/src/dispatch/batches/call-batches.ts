import type { QueuedCalls } from '../../voice/queued-calls.js';
import { refuseProblems } from '../../calls/page-limit.js';
import { DuplicateRequestError } from '../../errors/errors.js';
import type { BatchHead, DispatchBatches, NewBatch } from '../dispatch-batches.js';
import type { DispatchGroups } from '../dispatch-queue.js';
import { CHUNK } from '../enqueuing.js';
import { isGroup } from '../enqueue-options.js';
import { countGroup, type GroupProgress } from '../group-progress.js';
import { writeChunk } from './chunk-box.js';
import { groupOf, readBatch, type BatchOfCalls, type BatchOptions, type ReadBatch } from './read-batch.js';

/** A batch that was taken on. */
export interface PostedBatch {
  readonly batchId: string;
  readonly total: number;
  /** `false`: this batch was taken on before; nothing was done now. */
  readonly isNew: boolean;
}

/** How far a batch is. */
export interface BatchProgress extends GroupProgress {
  readonly batchId: string;
  readonly createdAt: Date;
  /** Calls that are written down with the batch, and still to be queued. */
  readonly toQueue: number;
  /** Calls whose request ids were used for other requests before: they are not queued. */
  readonly conflicts: number;
}

/** What batches need. */
export interface CallBatchParts {
  readonly batches: DispatchBatches;
  readonly groups: DispatchGroups;
  readonly queuedCalls: QueuedCalls;
  /** How long after it was taken on a call may start, in milliseconds, where the batch is given no deadline. */
  readonly deadlineMs: number;
  /** Called when there is something to queue. */
  readonly wake: () => void;
}

/** Batches of calls: each is written down whole before it is answered for, and queued from there, whatever crashes. */
export class CallBatches {
  readonly #parts: CallBatchParts;

  /** @internal The dispatcher makes it. */
  constructor(parts: CallBatchParts) {
    this.#parts = parts;
  }

  /**
   * Checks every call, writes the batch down and returns; its calls are queued behind that, in chunks, by this process or
   * another. The same batch posted again rings nobody again.
   * @throws InvalidInputError that names each problem with the index of its call; DuplicateRequestError where the id was used
   * for another batch; DispatchUnavailableError
   */
  async post(batch: BatchOfCalls, options: BatchOptions = {}): Promise<PostedBatch> {
    const { batches, queuedCalls, deadlineMs, wake } = this.#parts;
    const read = await readBatch(batch, options, queuedCalls, deadlineMs);
    const content = contentOf(read, options.deadline != null);
    const { head, isNew } = await batches.write(this.sealed(read, content));
    const { batchId, total } = head;
    if (!isNew && queuedCalls.hasBatchHash(content, head.fingerprint) === false)
      throw new DuplicateRequestError('The batch id was used for another batch.', { requestId: batchId });
    if (isNew) wake();
    return { batchId, total, isNew };
  }

  /** How far a batch is; `null`: there is none of this id. @throws InvalidInputError, DispatchUnavailableError */
  async find(batchId: string): Promise<BatchProgress | null> {
    const { batches, groups, queuedCalls } = this.#parts;
    refuseProblems(isGroup(batchId) ? [] : ['batchId must be the id of a batch']);
    const head = await batches.find(batchId);
    return head && toProgress(head, await countGroup(groupOf(batchId), groups, queuedCalls));
  }

  private sealed({ batchId, calls, options }: ReadBatch, content: string): NewBatch {
    const { queuedCalls } = this.#parts;
    const traced = { ...options, traceparent: queuedCalls.traceparent() };
    const boxes: string[] = [];
    for (let from = 0; from < calls.length; from += CHUNK)
      boxes.push(queuedCalls.sealBatch(writeChunk({ calls: calls.slice(from, from + CHUNK), options: traced })));
    const fingerprint = queuedCalls.hashBatch(content);
    return { batchId, fingerprint, total: calls.length, createdAt: new Date(), boxes };
  }
}

/** What two tellings of one batch have in common. */
function contentOf({ calls, options }: ReadBatch, hasDeadline: boolean): string {
  const { notBefore, deadlineAt, priority } = options;
  return JSON.stringify([calls, notBefore, hasDeadline ? deadlineAt : null, priority]);
}

/** The head may be a moment older than the group. */
function toProgress({ batchId, total, createdAt, conflicts }: BatchHead, group: GroupProgress): BatchProgress {
  const toQueue = Math.max(0, total - conflicts - group.total);
  return { batchId, total, createdAt, toQueue, conflicts, states: group.states, forgotten: group.forgotten };
}
