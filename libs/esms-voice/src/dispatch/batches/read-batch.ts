import type { VoiceCall } from '../../calls/voice-call.js';
import type { QueuedCalls } from '../../voice/queued-calls.js';
import {
  GROUP_RULE,
  isGroup,
  optionProblems,
  readEnqueueOptions,
  type EnqueueOptions,
  type ReadEnqueueOptions,
} from '../enqueue-options.js';
import { callProblems, MAX_CALLS, readGoodCalls, refuseMany, type QueueableCall } from '../queueable-call.js';
import { batchIdOf, requestIdIn } from './batch-id.js';

/** Calls that are taken on together. */
export interface BatchOfCalls {
  /**
   * 1 to 50 characters of `A-Z a-z 0-9 . _ ~ -`. The same batch under the same id is the same batch, and rings nobody again.
   * May be left out where every call has a request id.
   */
  readonly batchId?: string | null | undefined;
  /** 1 to 10,000. Those without a request id get one that is made of the batch's id and their place in it. */
  readonly calls: readonly QueueableCall[];
}

/** How the calls of a batch are queued. */
export type BatchOptions = Omit<EnqueueOptions, 'group'>;

/** A batch without problems. */
export interface ReadBatch {
  readonly batchId: string;
  readonly calls: readonly VoiceCall[];
  readonly options: ReadEnqueueOptions;
}

/** @throws InvalidInputError that names every problem, with the index of its call. */
export async function readBatch(
  { batchId, calls }: BatchOfCalls,
  options: BatchOptions,
  queuedCalls: QueuedCalls,
  deadlineMs: number,
): Promise<ReadBatch> {
  const now = new Date();
  refuseMany([
    ...optionProblems(options, now),
    ...batchProblems(batchId, calls, options),
    ...(Array.isArray(calls) ? await callProblems(calls, queuedCalls) : []),
  ]);
  const read = readEnqueueOptions(options, deadlineMs, now);
  const id = batchId ?? batchIdOf(calls.map(({ requestId }) => requestId!));
  const named = calls.map((call, index) =>
    hasRequestId(call) ? call : { ...call, requestId: requestIdIn(id, index) },
  );
  return { batchId: id, calls: await readGoodCalls(named, queuedCalls), options: { ...read, group: groupOf(id) } };
}

/** The group of a batch's calls; no application can name one so. */
export const groupOf = (batchId: string): string => `batch:${batchId}`;

function batchProblems(batchId: unknown, calls: unknown, options: EnqueueOptions): string[] {
  const isList = Array.isArray(calls) && calls.length > 0;
  return [
    ...(options.group == null ? [] : ['options.group cannot be given: a batch is a group of its own']),
    ...(isList ? [] : [`calls must be a list of 1 to ${MAX_CALLS} calls`]),
    ...(batchId != null && !isGroup(batchId) ? [`batchId ${GROUP_RULE}`] : []),
    ...(batchId == null && isList && !calls.every(hasRequestId)
      ? ['batchId is needed, or a requestId in every call']
      : []),
  ];
}

const hasRequestId = (call: { requestId?: unknown } | null): boolean => call?.requestId != null;
