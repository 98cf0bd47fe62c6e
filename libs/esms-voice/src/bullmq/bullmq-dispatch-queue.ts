import { Queue } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import type { DispatchBatches } from '../dispatch/dispatch-batches.js';
import type {
  DeadJobPage,
  DeadLetterQuery,
  DispatchCounts,
  DispatchGroups,
  DispatchJob,
  DispatchQueue,
  DispatchWork,
} from '../dispatch/dispatch-queue.js';
import { endsBy } from '../voice/ends-by.js';
import { resolveBullMqOptions, type BullMqDispatchOptions, type ResolvedBullMqOptions } from './bullmq-options.js';
import { jobIdOf, toBullJob, type BullJob, type CallJobData, type CallQueue } from './call-job.js';
import { startWorker, type CallWorker } from './call-worker.js';
import { readDeadLetters } from './dead-letter-pages.js';
import { ownClient } from './own-client.js';
import { RedisBatches } from './redis-batches.js';
import { RedisGroups } from './redis-groups.js';
import { withinMs, type Within } from './within.js';

const NAME = 'calls';
/** The events of BullMQ that are kept; nothing here reads them. */
const MAX_EVENTS = 1_000;
/** Runs end within 8 seconds when the application stops; what has not ended by then is left to other processes. */
const CLOSE_MS = 8_500;

/** The parts that there are once the account is known. */
interface OpenQueue {
  readonly client: Redis | Cluster;
  readonly prefix: string;
  readonly queue: CallQueue;
  readonly groups: DispatchGroups;
  readonly batches: DispatchBatches;
}

/**
 * BullMQ on Redis: calls survive the processes, which share them. One queue an account, whose keys share a slot of a cluster.
 * In Redis are the request id and a sealed box; the journal must be one that the processes share.
 */
export class BullMqDispatchQueue implements DispatchQueue {
  readonly isShared: boolean = true;
  private readonly options: ResolvedBullMqOptions;
  private readonly within: Within;
  private opened: OpenQueue | null = null;
  private work: DispatchWork | null = null;
  private worker: CallWorker | null = null;

  /** @throws EsmsVoiceOptionsError that names each option and its rule. */
  constructor(options: BullMqDispatchOptions) {
    this.options = resolveBullMqOptions(options);
    this.within = withinMs(this.options.timeoutMs);
  }

  get groups(): DispatchGroups {
    return this.parts.groups;
  }

  get batches(): DispatchBatches {
    return this.parts.batches;
  }

  async open(account: string): Promise<void> {
    const { client: given, keyPrefix, timeoutMs } = this.options;
    const client = ownClient(given);
    // BullMQ takes no client with a prefix of its own, so the application's goes in front of ours.
    const prefix = `${given.options.keyPrefix ?? ''}${keyPrefix}{dispatch:${account}}`;
    const streams = { events: { maxLen: MAX_EVENTS } };
    const queue: CallQueue = new Queue<CallJobData, null>(NAME, { connection: client, prefix, streams });
    const tell = (error: unknown): void => this.work?.onTrouble(error);
    client.on('error', tell);
    queue.on('error', tell);
    const groups = new RedisGroups(client, prefix, this.within);
    this.opened = { client, prefix, queue, groups, batches: new RedisBatches(client, prefix, timeoutMs) };
  }

  admit(): () => void {
    return () => undefined;
  }

  async add(jobs: readonly DispatchJob[]): Promise<void> {
    const now = Date.now();
    const fresh = jobs.filter(({ isAgain }) => !isAgain).map((job) => toBullJob(job, now));
    if (fresh.length > 0) await this.within(this.addFresh(fresh));
    for (const job of jobs) if (job.isAgain) await this.within(this.addAgain(job, now));
  }

  async remove(requestId: string): Promise<void> {
    await this.within(this.parts.queue.remove(jobIdOf(requestId)));
  }

  start(work: DispatchWork): void {
    const { client, prefix } = this.parts;
    this.work = work;
    this.worker = startWorker(NAME, { connection: client, prefix }, work, this.options);
  }

  pause(): Promise<void> {
    return this.within(this.parts.queue.pause());
  }

  async resume(): Promise<void> {
    await this.within(this.parts.queue.resume());
    if (this.work && !this.worker) this.start(this.work);
  }

  /** A worker of BullMQ that pauses breaks its connection to a cluster, and never gets it back: it is ended. */
  async drain(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.close();
  }

  async counts(): Promise<DispatchCounts> {
    const { queue } = this.parts;
    const counted = queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed');
    const [counts, isPaused] = await this.within(Promise.all([counted, queue.isPaused()]));
    const { waiting = 0, prioritized = 0, delayed = 0, active: running = 0, failed: deadLetters = 0 } = counts;
    return { waiting: waiting + prioritized, delayed, running, deadLetters, isPaused };
  }

  deadLetters(query: DeadLetterQuery): Promise<DeadJobPage> {
    const { queue, client } = this.parts;
    return this.within(readDeadLetters(queue, client, query));
  }

  runAgain(requestId: string): Promise<boolean> {
    return this.within(this.retryDead(requestId, null));
  }

  async close(): Promise<void> {
    if (!this.opened) return;
    const { client, queue } = this.opened;
    await endsBy(Date.now() + CLOSE_MS, this.drain());
    await queue.close();
    client.disconnect();
  }

  private get parts(): OpenQueue {
    if (!this.opened) throw new Error('BullMqDispatchQueue: open it first');
    return this.opened;
  }

  /** A pipeline costs more than the command of a single job. */
  private addFresh(jobs: readonly BullJob[]): Promise<unknown> {
    const { queue } = this.parts;
    const [first] = jobs;
    return first && jobs.length === 1 ? queue.add(first.name, first.data, first.opts) : queue.addBulk([...jobs]);
  }

  /** BullMQ passes over an id that it has, be it of a job that waits or of a dead letter. */
  private async addAgain(job: DispatchJob, now: number): Promise<void> {
    if (await this.retryDead(job.requestId, job.box)) return;
    const { name, data, opts } = toBullJob(job, now);
    await this.parts.queue.add(name, data, opts);
  }

  private async retryDead(requestId: string, box: string | null): Promise<boolean> {
    const job = await this.parts.queue.getJob(jobIdOf(requestId));
    if (!job || !(await job.isFailed())) return false;
    if (box !== null) await job.updateData({ requestId, box });
    await job.retry('failed');
    return true;
  }
}
