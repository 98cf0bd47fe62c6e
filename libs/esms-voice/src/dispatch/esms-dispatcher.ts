import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { toCallView, type CallView } from '../calls/call-view.js';
import { refuseProblems } from '../calls/page-limit.js';
import { CallNotFoundError } from '../errors/errors.js';
import { endsBy } from '../voice/ends-by.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import type { QueuedCalls } from '../voice/queued-calls.js';
import { refuseUnshared } from './boot-checks.js';
import { listDeadLetters, type DeadLetterList, type DeadLetterListQuery } from './dead-letter.js';
import type { DispatchEvent } from './dispatch-event.js';
import type { DispatchCounts, DispatchQueue } from './dispatch-queue.js';
import { DispatchStream } from './dispatch-stream.js';
import { refuseDuplicate, type EnqueuedCall } from './enqueued-call.js';
import { isGroup, readEnqueueOptions, type EnqueueOptions } from './enqueue-options.js';
import { CallBatches } from './batches/call-batches.js';
import { Handover } from './batches/handover.js';
import { Enqueuing } from './enqueuing.js';
import { countGroup, type GroupProgress } from './group-progress.js';
import { JobRunner } from './job-runner.js';
import { callProblems, readCalls, type QueueableCall } from './queueable-call.js';
import type { ResolvedDispatchOptions } from './resolve-dispatch-options.js';
import { TroubleLog } from './trouble-log.js';

/** What cancelling a call came to. */
export interface CancelledCall {
  /** `false`: an attempt may have rung by then, or the call has ended. */
  readonly cancelled: boolean;
  readonly call: CallView;
}

/** What there is once the account is known and the queue is open. */
interface OpenParts {
  readonly queuedCalls: QueuedCalls;
  readonly enqueuing: Enqueuing;
  readonly handover: Handover;
  readonly batches: CallBatches;
}

/** Runs under way end within 8 seconds when the application stops; the engine gets a second more. */
const SHUTDOWN_MS = 9_000;

/** Queues voice calls and places them by workers, in this process or in others; each call rings once at most. */
@Injectable()
export class EsmsDispatcher implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly queue: DispatchQueue;
  private readonly log: TroubleLog;
  private readonly stream: DispatchStream;
  private voice: Promise<EsmsVoiceService> | null = null;
  private opened: OpenParts | null = null;

  /** @internal The module makes it. */
  constructor(
    /** The account's name; `default` where the module was given none. */
    readonly account: string,
    private readonly options: ResolvedDispatchOptions,
    private readonly findVoice: () => Promise<EsmsVoiceService>,
  ) {
    this.queue = options.queue;
    this.log = new TroubleLog(account);
    this.stream = new DispatchStream(account, () => this.findVoiceOnce());
  }

  /**
   * What this process does for dispatched calls: `step` for each state that a call reaches by it, `started`, `retry` and
   * `dead-letter` for its jobs. What other processes do is heard there, and by `@OnCallEvent`.
   */
  get events(): Observable<DispatchEvent> {
    return this.stream.events;
  }

  /** Batches of calls: written down whole before they are answered for. @throws Error before the application has started. */
  get batches(): CallBatches {
    return this.parts.batches;
  }

  /** Every problem for which `enqueue` would refuse these calls, each with the index of its call; queues nothing. */
  problemsOf(calls: readonly QueueableCall[]): Promise<string[]> {
    return callProblems(calls, this.parts.queuedCalls);
  }

  /**
   * Writes a call down as `queued`, hands it to the engine and returns at once. The same request again, while it waits, is
   * no error and queues nothing twice.
   * @throws InvalidInputError, DuplicateRequestError, DispatchFullError, JournalFullError, EnqueueIncompleteError
   */
  enqueue(call: QueueableCall, options?: EnqueueOptions): Promise<EnqueuedCall>;
  /**
   * The same for 10,000 calls at most: every problem is found, with the index of its call, before anything is queued. Of calls
   * whose request ids were used before it tells how they stand, in place of an error.
   * @throws InvalidInputError, DispatchFullError, EnqueueIncompleteError
   */
  enqueue(calls: readonly QueueableCall[], options?: EnqueueOptions): Promise<EnqueuedCall[]>;
  async enqueue(
    given: QueueableCall | readonly QueueableCall[],
    options: EnqueueOptions = {},
  ): Promise<EnqueuedCall | EnqueuedCall[]> {
    const read = readEnqueueOptions(options, this.options.deadlineMs, new Date());
    const { queuedCalls, enqueuing } = this.parts;
    const traced = { ...read, traceparent: queuedCalls.traceparent() };
    const enqueued = await enqueuing.enqueue(await readCalls(given, queuedCalls), traced);
    if (Array.isArray(given)) return enqueued;
    refuseDuplicate(enqueued[0]!);
    return enqueued[0]!;
  }

  /**
   * Ends a call of which nothing was sent yet: it is `rejected`/`cancelled` and never rings.
   * @throws CallNotFoundError, JournalUnavailableError
   */
  async cancel(requestId: string): Promise<CancelledCall> {
    const updated = await this.parts.queuedCalls.cancel(requestId);
    if (!updated) throw new CallNotFoundError(requestId);
    const { record } = updated;
    const cancelled = record.state === 'rejected' && record.reason === 'cancelled';
    // A job that stays finds its call cancelled, and does nothing.
    if (cancelled) await this.queue.remove(requestId).catch(this.log.tell);
    return { cancelled, call: toCallView(record) };
  }

  /** How far the calls of a group are, counted by state. @throws InvalidInputError, JournalUnavailableError */
  async progress(group: string): Promise<GroupProgress> {
    refuseProblems(isGroup(group) ? [] : ['group must be the name of a group']);
    return countGroup(group, this.queue.groups, this.parts.queuedCalls);
  }

  /** How many jobs wait, run, and lie among the dead letters. */
  counts(): Promise<DispatchCounts> {
    return this.queue.counts();
  }

  /** Starts no call any more, in all processes that share the queue; those under way go on. */
  pause(): Promise<void> {
    return this.queue.pause();
  }

  /** Undoes {@link pause}, and {@link drain} in this process. */
  resume(): Promise<void> {
    return this.queue.resume();
  }

  /** Starts no call any more in this process; resolves when those under way here have ended. */
  drain(): Promise<void> {
    return this.queue.drain();
  }

  /** Jobs that are run no more, newest first. @throws InvalidInputError where limit or cursor is not one. */
  deadLetters(query: DeadLetterListQuery = {}): Promise<DeadLetterList> {
    return listDeadLetters(query, this.queue, this.parts.queuedCalls);
  }

  /** Runs a dead letter once more, under its request id; `false`: there is none of this request. */
  runAgain(requestId: string): Promise<boolean> {
    return this.queue.runAgain(requestId);
  }

  /** Nest calls it. @throws EsmsVoiceOptionsError where account, journal or keys do not go with the queue. */
  async onModuleInit(): Promise<void> {
    const { queuedCalls } = await this.findVoiceOnce();
    refuseUnshared(this.queue, queuedCalls);
    await this.queue.open(this.account);
    this.opened = this.partsOver(queuedCalls);
  }

  /** Nest calls it. Begins to queue what batches left, and to place calls. */
  onApplicationBootstrap(): void {
    const { handover, queuedCalls } = this.parts;
    handover.wake();
    const { work, concurrency, ratePerSecond, retry } = this.options;
    if (!work) return;
    const { stream, log } = this;
    const { run } = new JobRunner({ queuedCalls, rules: retry, tell: stream.tell });
    this.queue.start({ concurrency, ratePerSecond, run, onTrouble: log.tell });
  }

  /** Nest calls it. No job is taken any more, and those under way end, before the service itself stops. */
  async onModuleDestroy(): Promise<void> {
    if (!this.opened) return;
    const { handover, queuedCalls } = this.opened;
    const ended = handover.close().then(() => this.queue.close());
    const placed = this.options.work ? queuedCalls.close() : null;
    await endsBy(Date.now() + SHUTDOWN_MS, Promise.all([ended, placed]).catch(this.log.tell));
    if (!this.queue.isShared) this.log.tellLost(await waitingIn(this.queue));
    this.stream.close();
  }

  private get parts(): OpenParts {
    if (!this.opened) throw new Error('EsmsDispatcher: it works once the application has started');
    return this.opened;
  }

  private partsOver(queuedCalls: QueuedCalls): OpenParts {
    const { queue, options } = this;
    const { batches, groups } = queue;
    const enqueuing = new Enqueuing(queuedCalls, queue);
    const handover = new Handover({ batches, enqueuing, queuedCalls, onTrouble: this.log.tell });
    const wake = (): void => handover.wake();
    const callBatches = new CallBatches({ batches, groups, queuedCalls, deadlineMs: options.deadlineMs, wake });
    return { queuedCalls, enqueuing, handover, batches: callBatches };
  }

  private findVoiceOnce(): Promise<EsmsVoiceService> {
    this.voice ??= this.findVoice();
    return this.voice;
  }
}

async function waitingIn(queue: DispatchQueue): Promise<number> {
  const { waiting, delayed } = await queue.counts();
  return waiting + delayed;
}
