import { setImmediate } from 'node:timers/promises';
import { DispatchFullError } from '../errors.js';
import type {
  DeadJobPage,
  DeadLetterQuery,
  DispatchCounts,
  DispatchJob,
  DispatchQueue,
  DispatchWork,
  JobVerdict,
} from '../dispatch-queue.js';
import { DeadLetters } from './dead-letters.js';
import { InProcessBatches } from './in-process-batches.js';
import { InProcessGroups } from './in-process-groups.js';
import { StartPace } from './start-pace.js';
import { WaitingJobs } from './waiting-jobs.js';

/** How many calls an {@link InProcessDispatchQueue} holds unless told otherwise. */
export const DEFAULT_MAX_QUEUED = 10_000;
const LONGEST_TIMER_MS = 60 * 60 * 1000;

/**
 * The default engine: this process's memory, bounded. What waits is lost when the process ends: those calls stay `queued` in
 * the journal until their deadline, unless they are queued again.
 */
export class InProcessDispatchQueue implements DispatchQueue {
  readonly isShared: boolean = false;
  readonly groups = new InProcessGroups();
  readonly batches = new InProcessBatches();
  private readonly waiting = new WaitingJobs();
  private readonly running = new Set<string>();
  private readonly dead = new DeadLetters();
  private admitted = 0;
  private work: DispatchWork | null = null;
  private pace = new StartPace(null);
  private isPaused = false;
  private isDraining = false;
  private isClosed = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly idle: (() => void)[] = [];

  constructor(private readonly maxQueued: number = DEFAULT_MAX_QUEUED) {}

  async open(): Promise<void> {
    // Nothing is to be opened.
  }

  admit(count: number): () => void {
    const held = this.waiting.size + this.running.size + this.admitted;
    if (this.isClosed || held + count > this.maxQueued) throw new DispatchFullError(this.maxQueued);
    this.admitted += count;
    return () => void (this.admitted -= count);
  }

  async add(jobs: readonly DispatchJob[]): Promise<void> {
    const now = Date.now();
    for (const job of jobs) {
      if (this.waiting.has(job.requestId) || this.running.has(job.requestId)) continue;
      this.dead.take(job.requestId);
      this.waiting.add(job, job.notBefore?.getTime() ?? 0, now);
    }
    this.pump();
  }

  async remove(requestId: string): Promise<void> {
    this.waiting.remove(requestId);
  }

  start(work: DispatchWork): void {
    this.work = work;
    this.pace = new StartPace(work.ratePerSecond);
    this.pump();
  }

  async pause(): Promise<void> {
    this.isPaused = true;
  }

  async resume(): Promise<void> {
    this.isPaused = false;
    this.isDraining = false;
    this.pump();
  }

  drain(): Promise<void> {
    this.isDraining = true;
    return this.untilIdle();
  }

  async counts(): Promise<DispatchCounts> {
    this.waiting.promote(Date.now());
    const waiting = this.waiting.readyCount;
    return {
      waiting,
      delayed: this.waiting.size - waiting,
      running: this.running.size,
      deadLetters: this.dead.size,
      isPaused: this.isPaused,
    };
  }

  async deadLetters(query: DeadLetterQuery): Promise<DeadJobPage> {
    return this.dead.list(query);
  }

  async runAgain(requestId: string): Promise<boolean> {
    const job = this.dead.take(requestId);
    if (job) await this.add([{ ...job, notBefore: null }]);
    return job !== null;
  }

  close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    return this.untilIdle();
  }

  private get canStart(): boolean {
    return !this.isPaused && !this.isDraining && !this.isClosed;
  }

  private pump(): void {
    const { work } = this;
    if (!work || !this.canStart) return;
    this.waiting.promote(Date.now());
    while (this.running.size < work.concurrency && this.waiting.readyCount > 0 && this.pace.take())
      void this.run(this.waiting.take()!, work);
    this.arm(work);
  }

  /** Wakes up when the next job's time comes, or the next start may be. */
  private arm(work: DispatchWork): void {
    clearTimeout(this.timer);
    const { nextDueAt, readyCount } = this.waiting;
    const untilDue = nextDueAt === null ? Infinity : nextDueAt - Date.now();
    const hasLane = this.running.size < work.concurrency;
    const untilStart = readyCount > 0 && hasLane ? this.pace.waitMs : Infinity;
    const waitMs = Math.min(untilDue, untilStart);
    if (waitMs < Infinity) this.timer = setTimeout(() => this.pump(), Math.min(Math.ceil(waitMs), LONGEST_TIMER_MS));
  }

  private async run(job: DispatchJob, work: DispatchWork): Promise<void> {
    this.running.add(job.requestId);
    const verdict = await work.run(job);
    // Runs that end without a question to anyone, as while a breaker is open, would let no answer of others in.
    if (verdict !== 'done') await setImmediate();
    this.running.delete(job.requestId);
    this.settle(job, verdict);
    this.pump();
    if (this.running.size === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private settle(job: DispatchJob, verdict: JobVerdict): void {
    if (verdict === 'done') return;
    if (verdict.next === 'dead-letter') return this.dead.add(job, verdict.code);
    const now = Date.now();
    this.waiting.add(job, now + verdict.laterMs, now);
  }

  private untilIdle(): Promise<void> {
    if (this.running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }
}
