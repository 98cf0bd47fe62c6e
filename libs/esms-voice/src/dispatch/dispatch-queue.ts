import type { CallState } from '../calls/call-state.js';
import type { DispatchBatches } from './dispatch-batches.js';

/** A call that waits, as an engine holds it: nothing of it is in clear but the request id. */
export interface DispatchJob {
  readonly requestId: string;
  /** The call, sealed under the data keys. */
  readonly box: string;
  /** 0 to 1,000,000; lower ones go first. */
  readonly priority: number;
  /** `null`: as soon as its turn comes. */
  readonly notBefore: Date | null;
  /** The call was written down before: its job may be waiting still, or lie among the dead letters. */
  readonly isAgain: boolean;
}

/** A job whose turn has come. */
export type TakenJob = Pick<DispatchJob, 'requestId' | 'box'>;

/** What is to become of a job that has run: nothing more; another run; or a dead letter. `code` is that of an error. */
export type JobVerdict =
  | 'done'
  | { readonly next: 'later'; readonly laterMs: number; readonly code: string }
  | { readonly next: 'dead-letter'; readonly code: string };

/** What a process does for its account's jobs. */
export interface DispatchWork {
  /** Jobs that run at once in this process. */
  readonly concurrency: number;
  /** Jobs that start in a second, in all processes together; `null`: as many as there are. */
  readonly ratePerSecond: number | null;
  /** Runs a job; never rejects. */
  readonly run: (job: TakenJob) => Promise<JobVerdict>;
  /** Told what the engine itself fails with, as often as it does. */
  readonly onTrouble: (error: unknown) => void;
}

/** How many jobs there are. */
export interface DispatchCounts {
  /** Their turn has come. */
  readonly waiting: number;
  /** They wait for their time: not before it, or until they are tried again. */
  readonly delayed: number;
  readonly running: number;
  readonly deadLetters: number;
  readonly isPaused: boolean;
}

/** Which dead letters a page holds, newest first. */
export interface DeadLetterQuery {
  /** 1 to 500. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A job that is not run any more unless somebody says so. */
export interface DeadJob {
  readonly requestId: string;
  /** Code of the error, such as `OUTCOME_UNKNOWN`. */
  readonly code: string;
  readonly at: Date;
}

/** One page of dead letters; `nextCursor` is `null` on the last one. */
export interface DeadJobPage {
  readonly jobs: readonly DeadJob[];
  readonly nextCursor: string | null;
}

/** Which calls belong to a group. How they stand is the journal's; what has ended for good is noted here beside it. */
export interface DispatchGroups {
  join(group: string, requestIds: readonly string[]): Promise<void>;
  /** The members, each with the state that it ended in, where that was noted. */
  members(group: string): Promise<ReadonlyMap<string, CallState | null>>;
  noteEnded(group: string, ended: ReadonlyMap<string, CallState>): Promise<void>;
}

/**
 * An engine: holds the jobs of one account and hands each to a process that works. It may hand a job out twice, and to two
 * processes at once: the journal sees to it that a phone rings once.
 */
export interface DispatchQueue {
  /** Whether every process of the application sees these jobs. */
  readonly isShared: boolean;
  readonly groups: DispatchGroups;
  readonly batches: DispatchBatches;

  /** Called once, before all else. */
  open(account: string): Promise<void>;

  /**
   * Sees to it that there is room for so many more jobs; what it returns gives back what was not added.
   * @throws DispatchFullError
   */
  admit(count: number): () => void;

  /** Adds jobs by their request ids: one that is here already stays as it is, a dead letter takes its turn again. */
  add(jobs: readonly DispatchJob[]): Promise<void>;

  /** Takes a job out that does not run. */
  remove(requestId: string): Promise<void>;

  /** Begins to run jobs. */
  start(work: DispatchWork): void;

  /** Starts no job any more, in all processes; those that run go on. */
  pause(): Promise<void>;

  /** Undoes {@link pause} and {@link drain}. */
  resume(): Promise<void>;

  /** Starts no job any more in this process; resolves when those that run have ended. */
  drain(): Promise<void>;

  counts(): Promise<DispatchCounts>;

  deadLetters(query: DeadLetterQuery): Promise<DeadJobPage>;

  /** Gives a dead letter its turn again; `false`: there is none of this request. */
  runAgain(requestId: string): Promise<boolean>;

  /** Takes no job any more; resolves when those that run have ended. */
  close(): Promise<void>;
}
