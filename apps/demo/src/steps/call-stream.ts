import type { CallEvent } from 'nestjs-esms-voice';
import type { StepLog } from './step-log.js';

/** Injection token of the {@link CallStream}. */
export const CALL_STREAM = Symbol('esms-voice-demo:call-stream');

/** Where the steps of all calls come together, from this process or from all that share a Redis. */
export interface CallStream {
  /** The latest steps, as this process has seen them. */
  readonly log: StepLog;
  /** Hands a step of this process on. It never fails and never waits: a call owes nothing to who looks on. */
  publish(event: CallEvent): void;
  /** Begins to follow the steps; resolves once the log holds those that came before, or soon after where they do not come. */
  follow(): Promise<void>;
  /** Hands on what waits, for a moment, and follows no more. */
  close(): Promise<void>;
}
