import { DelayedError, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq';
import type { DispatchWork } from '../dispatch/dispatch-queue.js';
import type { CallJob, CallJobData } from './call-job.js';

/** A worker of calls. */
export type CallWorker = Worker<CallJobData, null>;

/** What a worker shares with its queue. */
export type Place = Pick<WorkerOptions, 'connection' | 'prefix'>;

/** How often the process of a job may die before it becomes a dead letter. */
const MAX_STALLED = 10;
const DEAD_LETTER_SECONDS = 30 * 24 * 60 * 60;

/** Begins to run the jobs of a queue. */
export function startWorker(
  name: string,
  place: Place,
  { concurrency, ratePerSecond, run, onTrouble }: DispatchWork,
  { lockMs, maxDeadLetters }: { readonly lockMs: number; readonly maxDeadLetters: number },
): CallWorker {
  const worker: CallWorker = new Worker<CallJobData, null>(name, (job, token) => runJob(job, token!, run), {
    ...place,
    concurrency,
    ...(ratePerSecond !== null && { limiter: { max: ratePerSecond, duration: 1_000 } }),
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_STALLED,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: maxDeadLetters, age: DEAD_LETTER_SECONDS },
  });
  worker.on('error', onTrouble);
  return worker;
}

/** What is thrown here is kept in Redis, by its message: a code and nothing else. */
async function runJob(job: CallJob, token: string, run: DispatchWork['run']): Promise<null> {
  const verdict = await run(job.data);
  if (verdict === 'done') return null;
  if (verdict.next === 'dead-letter') throw new UnrecoverableError(verdict.code);
  try {
    await job.moveToDelayed(Date.now() + verdict.laterMs, token);
  } catch {
    throw new UnrecoverableError('DISPATCH_UNAVAILABLE');
  }
  throw new DelayedError();
}
