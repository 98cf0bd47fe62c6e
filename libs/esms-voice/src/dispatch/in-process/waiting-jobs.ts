import type { DispatchJob } from '../dispatch-queue.js';
import { Heap } from './heap.js';

/** A job and its place among those that wait. */
export interface WaitingJob {
  readonly job: DispatchJob;
  readonly sequence: number;
  /** Unix milliseconds. */
  readonly dueAt: number;
}

/** The jobs that wait: some for their time, the others for their turn. */
export class WaitingJobs {
  private readonly ready = new Heap<WaitingJob>(goesFirst);
  private readonly delayed = new Heap<WaitingJob>((one, other) => one.dueAt < other.dueAt);
  private readonly byRequestId = new Map<string, WaitingJob>();
  private sequence = 0;

  get size(): number {
    return this.byRequestId.size;
  }

  get readyCount(): number {
    return this.ready.size;
  }

  /** When the next job's time comes, in Unix milliseconds; `null`: none waits for its time. */
  get nextDueAt(): number | null {
    return this.delayed.first?.dueAt ?? null;
  }

  has(requestId: string): boolean {
    return this.byRequestId.has(requestId);
  }

  add(job: DispatchJob, dueAt: number, now: number): void {
    const waiting: WaitingJob = { job, dueAt, sequence: ++this.sequence };
    this.byRequestId.set(job.requestId, waiting);
    (dueAt > now ? this.delayed : this.ready).push(waiting);
  }

  remove(requestId: string): void {
    const waiting = this.byRequestId.get(requestId);
    if (!waiting) return;
    this.byRequestId.delete(requestId);
    if (!this.delayed.remove(waiting)) this.ready.remove(waiting);
  }

  /** Has those whose time has come wait for their turn. */
  promote(now: number): void {
    while (this.delayed.first && this.delayed.first.dueAt <= now) this.ready.push(this.delayed.shift()!);
  }

  /** The job whose turn it is. */
  take(): DispatchJob | null {
    const next = this.ready.shift();
    if (!next) return null;
    this.byRequestId.delete(next.job.requestId);
    return next.job;
  }
}

const goesFirst = (one: WaitingJob, other: WaitingJob): boolean =>
  one.job.priority === other.job.priority ? one.sequence < other.sequence : one.job.priority < other.job.priority;
