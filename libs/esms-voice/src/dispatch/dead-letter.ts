import { toCallView, type CallView } from '../calls/call-view.js';
import { DEFAULT_PAGE_LIMIT, pageLimitProblems, refuseProblems } from '../calls/page-limit.js';
import type { QueuedCalls } from '../voice/queued-calls.js';
import type { DeadJob, DispatchQueue } from './dispatch-queue.js';

/** A job that is run no more, and its call. */
export interface DeadLetter extends DeadJob {
  /** `null`: the journal has no such call. */
  readonly call: CallView | null;
}

/** Which dead letters to list, newest first. */
export interface DeadLetterListQuery {
  /** 1 to 500. @default 50 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** One page of dead letters. */
export interface DeadLetterList {
  readonly items: readonly DeadLetter[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

/** @throws InvalidInputError where limit or cursor is not one. */
export async function listDeadLetters(
  { limit = DEFAULT_PAGE_LIMIT, cursor }: DeadLetterListQuery,
  queue: DispatchQueue,
  queuedCalls: QueuedCalls,
): Promise<DeadLetterList> {
  refuseProblems(pageLimitProblems(limit));
  const { jobs, nextCursor } = await queue.deadLetters({ limit, cursor });
  const records = await Promise.all(jobs.map(({ requestId }) => queuedCalls.find(requestId)));
  const items = jobs.map((job, index) => ({ ...job, call: records[index] ? toCallView(records[index]) : null }));
  return { items, nextCursor };
}
