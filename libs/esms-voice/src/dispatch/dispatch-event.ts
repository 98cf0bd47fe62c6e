import type { CallEvent } from '../events/call-event.js';

/** What happens to a job in this process. */
export interface DispatchJobEvent {
  /**
   * `started`: its run begins; `retry`: it runs again later, under the same request id; `dead-letter`: it runs no more unless
   * somebody says so.
   */
  readonly type: 'started' | 'retry' | 'dead-letter';
  readonly account: string;
  readonly requestId: string;
  readonly at: Date;
  /** Of the error that it runs again for, or ended with; `null` where it started. */
  readonly code: string | null;
  /** When it runs again, in milliseconds from then; `null` where it does not. */
  readonly retryAfterMs: number | null;
}

/** A dispatched call reached a state: `queued`, and all that follow. */
export interface DispatchStepEvent {
  readonly type: 'step';
  readonly account: string;
  readonly requestId: string;
  readonly at: Date;
  readonly step: CallEvent;
}

/** What this process does for dispatched calls. */
export type DispatchEvent = DispatchJobEvent | DispatchStepEvent;

/** A step of a call that a dispatcher wrote down; `null` for any other. */
export function toStepEvent(step: CallEvent): DispatchStepEvent | null {
  if (step.call.history[0]?.state !== 'queued') return null;
  const { account, requestId, at } = step;
  return { type: 'step', account, requestId, at, step };
}
