import type { BulkJobOptions, Job, Queue } from 'bullmq';
import type { DeadJob, DispatchJob, TakenJob } from '../dispatch/dispatch-queue.js';

/** What is in Redis of a call: nothing in clear but its request id. */
export type CallJobData = TakenJob;
/** A queue of such jobs, whatever their name. */
export type CallQueue = Queue<CallJobData, null>;
export type CallJob = Job<CallJobData, null>;

const NAME = 'call';
/** BullMQ refuses ids that look like whole numbers, and a single one fails all that are added with it. */
const ID_PREFIX = 'c-';
const ERROR_CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

export const jobIdOf = (requestId: string): string => `${ID_PREFIX}${requestId}`;

/** A job as BullMQ takes it. */
export interface BullJob {
  readonly name: string;
  readonly data: CallJobData;
  readonly opts: BulkJobOptions;
}

export function toBullJob(job: DispatchJob, now: number): BullJob {
  const { requestId, box, priority, notBefore } = job;
  const delay = Math.max(0, (notBefore?.getTime() ?? 0) - now);
  return {
    name: NAME,
    data: { requestId, box },
    opts: { jobId: jobIdOf(requestId), priority, stackTraceLimit: 0, ...(delay > 0 && { delay }) },
  };
}

/** A dead letter; BullMQ has a sentence of its own for a job whose workers died one after the other. */
export const toDeadJob = ({ data, failedReason, finishedOn }: CallJob): DeadJob => ({
  requestId: data.requestId,
  code: ERROR_CODE.test(failedReason) ? failedReason : 'STALLED',
  at: new Date(finishedOn ?? 0),
});
