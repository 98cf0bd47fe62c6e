import type { DispatchQueue } from './dispatch-queue.js';

/** What `useFactory` returns; every option has a default. */
export interface EsmsDispatchOptions {
  /** Where calls wait. @default in this process's memory, bounded; what waits is lost with the process */
  queue?: DispatchQueue | undefined;
  /** Calls that the default queue holds at most. @default 10000 */
  maxQueued?: number | undefined;
  /** `false`: this process queues calls and leaves them to others; needs a queue that is shared. @default true */
  work?: boolean | undefined;
  /** Calls under way at once in this process. @default 20 */
  concurrency?: number | undefined;
  /** Calls of the account that start in a second, in all processes together. @default as many as there are */
  ratePerSecond?: number | undefined;
  /** How long after it was queued a call may start, in milliseconds, where `enqueue` is given no deadline. @default 24 hours */
  deadlineMs?: number | undefined;
  /** Runs of a call whose outcome stays unknown, before it becomes a dead letter. @default 3 */
  maxRuns?: number | undefined;
  /** Bound of the first pause between two runs, in milliseconds; it doubles, and the pause is random under it. @default 2000 */
  retryDelayMs?: number | undefined;
  /** Longest bound of a pause, in milliseconds. @default 60000 */
  maxRetryDelayMs?: number | undefined;
}

/** Builds the options, for `useClass` and `useExisting`. */
export interface EsmsDispatchOptionsFactory {
  createEsmsDispatchOptions(): EsmsDispatchOptions | Promise<EsmsDispatchOptions>;
}

/** What stands beside the factory. */
export interface EsmsDispatchExtras {
  /** Account of the `EsmsVoiceModule` whose calls are dispatched. @default the one without a name */
  account?: string | undefined;
  /** @default false */
  isGlobal?: boolean | undefined;
}
