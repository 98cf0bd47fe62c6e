import type { AttemptOutcome } from './ring-once.table.js';

/** An attempt that begins. */
export interface AttemptStarted {
  readonly account: string;
  readonly requestId: string;
  /** Counts from 1 over the whole life of the request id. */
  readonly attempt: number;
}

/** An attempt that has ended. */
export interface AttemptEnded extends AttemptStarted {
  readonly outcome: AttemptOutcome;
  /** The gateway's code, where it gave one. */
  readonly gatewayCode: string | null;
  /** What it failed with, such as `ECONNREFUSED`, where the system gave a code. */
  readonly errorCode: string | null;
  readonly durationMs: number;
}

/** Told of every attempt, for metrics and the like; what they throw is passed over. */
export interface AttemptHooks {
  readonly onAttempt?: ((attempt: AttemptStarted) => void) | undefined;
  readonly onOutcome?: ((attempt: AttemptEnded) => void) | undefined;
}

/** Calls a hook, if there is one, and never fails: a metric must not decide whether a phone rings. */
export function tell<T>(hook: ((event: T) => void) | undefined, event: () => T): void {
  if (!hook) return;
  try {
    hook(event());
  } catch {
    // The hook's own trouble.
  }
}
