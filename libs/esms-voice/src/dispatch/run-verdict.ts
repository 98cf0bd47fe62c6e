import type { EsmsVoiceErrorCode } from '../errors/esms-voice.error.js';
import { REPEAT_HORIZON_MS } from '../ring-once/attempt.transitions.js';
import { jitteredPause, type RetryDelays } from '../ring-once/back-off.js';
import type { Placed } from '../ring-once/run.js';
import type { JobVerdict } from './dispatch-queue.js';

/** How often and when a call is tried again. */
export interface RetryRules extends RetryDelays {
  /** Runs of a call that may have rung, before it becomes a dead letter. */
  readonly maxRuns: number;
}

const OUTCOME_UNKNOWN: EsmsVoiceErrorCode = 'OUTCOME_UNKNOWN';

/**
 * What is to become of a job by how its run ended. Where nothing may have rung it is tried until its deadline; where
 * something may have, `maxRuns` times, always under the same request id. How often is read from the journal, so that it is
 * the same whichever process asks.
 * @param deadlineMs of the job, in Unix milliseconds.
 */
export function verdictOf(placed: Placed, deadlineMs: number, rules: RetryRules, now = Date.now()): JobVerdict {
  const { state, reason } = placed.record;
  if (state === 'unknown') return laterUnknown(placed, deadlineMs, rules, now);
  const isUnsent = state === 'queued' || state === 'pending' || reason === 'not-sent';
  return isUnsent ? laterUnsent(placed, deadlineMs, rules, now) : 'done';
}

/** At its deadline it wakes up once more, and ends. */
function laterUnsent(placed: Placed, deadlineMs: number, rules: RetryRules, now: number): JobVerdict {
  const { record, refusal, retryAfterMs } = placed;
  if (refusal === 'closing') return later(0, 'CALL_NOT_SENT');
  const pause = (retryAfterMs ?? 0) + jitteredPause(Math.max(1, record.attempts.length), rules);
  return later(Math.max(0, Math.min(pause, deadlineMs - now)), 'CALL_NOT_SENT');
}

function laterUnknown({ record, refusal }: Placed, deadlineMs: number, rules: RetryRules, now: number): JobVerdict {
  const runs = record.history.filter(({ state }) => state === 'unknown').length;
  const laterMs = refusal === 'closing' ? 0 : jitteredPause(runs, rules);
  const lastAt = Math.min(deadlineMs, (record.attempts[0]?.startedAt.getTime() ?? now) + REPEAT_HORIZON_MS);
  if (runs >= rules.maxRuns || now + laterMs >= lastAt) return { next: 'dead-letter', code: OUTCOME_UNKNOWN };
  return later(laterMs, OUTCOME_UNKNOWN);
}

const later = (laterMs: number, code: EsmsVoiceErrorCode): JobVerdict => ({ next: 'later', laterMs, code });
