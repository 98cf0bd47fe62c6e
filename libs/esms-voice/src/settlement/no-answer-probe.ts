import type { CallRecord } from '../calls/call-record.js';
import { learnNoAnswer } from '../calls/transitions.js';
import type { GatewayQuestions } from '../gateway/gateway-questions.js';
import type { CallJournal } from '../journal/call-journal.js';

const MAX_RUNNING = 10;
const MAX_WAITING = 1_000;
const MAX_AGE_MS = 2_000;

interface Waiting {
  readonly record: CallRecord;
  readonly since: number;
}

/**
 * The SMS family of reports has no word on the answer. Of a call that it says failed, the voice host is asked once,
 * within two seconds, whether nobody answered; that sets the reason and never the state.
 */
export class NoAnswerProbe {
  private readonly waiting: Waiting[] = [];
  private running = 0;
  private isClosed = false;

  constructor(
    private readonly journal: CallJournal,
    private readonly questions: GatewayQuestions,
  ) {}

  /** Asks in the background, where the call ended `undelivered`/`failed` and its id is known. */
  ask(record: CallRecord): void {
    const { state, reason, callId } = record;
    if (state !== 'undelivered' || reason !== 'failed' || callId === null) return;
    if (this.isClosed || this.waiting.length >= MAX_WAITING) return;
    this.waiting.push({ record, since: Date.now() });
    void this.next();
  }

  /** Asks no more. */
  close(): void {
    this.isClosed = true;
    this.waiting.length = 0;
  }

  private async next(): Promise<void> {
    if (this.running >= MAX_RUNNING) return;
    const next = this.waiting.shift();
    if (!next) return;
    this.running += 1;
    // A question that fails, or a journal that does, leaves the reason as it is.
    if (Date.now() - next.since <= MAX_AGE_MS) await this.probe(next.record).catch(() => undefined);
    this.running -= 1;
    void this.next();
  }

  private async probe(record: CallRecord): Promise<void> {
    if (!(await this.questions.saysNoAnswer(record.callId!)) || this.isClosed) return;
    const at = new Date();
    await this.journal.update(record, (known) => ({ record: learnNoAnswer(known, at), result: null }));
  }
}
