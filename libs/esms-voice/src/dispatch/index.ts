// The module
export { EsmsDispatchModule } from './esms-dispatch.module.js';
export { InjectEsmsDispatcher, getEsmsDispatcherToken } from './tokens.js';
export type { EsmsDispatchExtras, EsmsDispatchOptions, EsmsDispatchOptionsFactory } from './dispatch-options.js';

// The dispatcher
export { EsmsDispatcher } from './esms-dispatcher.js';
export type { CancelledCall } from './esms-dispatcher.js';
export type { QueueableCall } from './queueable-call.js';
export type { DispatchPriority, EnqueueOptions } from './enqueue-options.js';
export type { EnqueuedCall } from './enqueued-call.js';
export type { CallBatches, BatchProgress, PostedBatch } from './batches/call-batches.js';
export type { BatchOfCalls, BatchOptions } from './batches/read-batch.js';
export type { GroupProgress } from './group-progress.js';
export type { DeadLetter, DeadLetterList, DeadLetterListQuery } from './dead-letter.js';
export type { DispatchEvent, DispatchJobEvent, DispatchStepEvent } from './dispatch-event.js';

// The engine
export { DEFAULT_MAX_QUEUED, InProcessDispatchQueue } from './in-process/in-process-dispatch-queue.js';
export type {
  DeadJob,
  DeadJobPage,
  DeadLetterQuery,
  DispatchCounts,
  DispatchGroups,
  DispatchJob,
  DispatchQueue,
  DispatchWork,
  JobVerdict,
  TakenJob,
} from './dispatch-queue.js';

export type { BatchChunk, BatchChunkKey, BatchHead, DispatchBatches, NewBatch } from './dispatch-batches.js';

// Errors
export { DispatchFullError, DispatchUnavailableError, EnqueueIncompleteError } from './errors.js';
