import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { JournalUnavailableError, OutcomeUnknownError } from '../errors/errors.js';
import { jitteredPause } from '../ring-once/back-off.js';
import type { QueuedCalls } from '../voice/queued-calls.js';
import type { DispatchJobEvent } from './dispatch-event.js';
import type { JobVerdict, TakenJob } from './dispatch-queue.js';
import { verdictOf, type RetryRules } from './run-verdict.js';

/** What running jobs needs. */
export interface JobRunnerParts {
  readonly queuedCalls: QueuedCalls;
  readonly rules: RetryRules;
  readonly tell: (event: Omit<DispatchJobEvent, 'account' | 'at'>) => void;
}

/** Runs jobs: opens the box, looks the call up in the journal, has ring-once take and place it, and says what becomes of the job. */
export class JobRunner {
  constructor(private readonly parts: JobRunnerParts) {}

  /** Never rejects. */
  readonly run = async (job: TakenJob): Promise<JobVerdict> => {
    const verdict = await this.place(job).catch((error: unknown) => this.afterError(error));
    this.tellOf(job.requestId, verdict);
    return verdict;
  };

  private async place({ requestId, box }: TakenJob): Promise<JobVerdict> {
    const { queuedCalls, rules, tell } = this.parts;
    const queued = queuedCalls.open(box);
    if (queued?.call.requestId !== requestId) return deadLetter('BOX_UNREADABLE');
    const found = await queuedCalls.look(queued);
    if (!found) return deadLetter('CALL_NOT_FOUND');
    const { record, deadlineAt } = found;
    if (deadlineAt === null) return 'done';
    tell({ type: 'started', requestId, code: null, retryAfterMs: null });
    return verdictOf(await queuedCalls.ring(queued, record, deadlineAt), queued.deadlineAt.getTime(), rules);
  }

  /** A journal that fails is waited for: what was sent by then counts as an attempt without a result. */
  private afterError(error: unknown): JobVerdict {
    const code = error instanceof EsmsVoiceError ? error.code : 'INTERNAL';
    const isJournal = error instanceof JournalUnavailableError || error instanceof OutcomeUnknownError;
    return isJournal ? { next: 'later', laterMs: jitteredPause(1, this.parts.rules), code } : deadLetter(code);
  }

  private tellOf(requestId: string, verdict: JobVerdict): void {
    if (verdict === 'done') return;
    const { code } = verdict;
    if (verdict.next === 'later') this.parts.tell({ type: 'retry', requestId, code, retryAfterMs: verdict.laterMs });
    else this.parts.tell({ type: 'dead-letter', requestId, code, retryAfterMs: null });
  }
}

const deadLetter = (code: string): JobVerdict => ({ next: 'dead-letter', code });
