import type { CallRecord } from '../calls/call-record.js';
import { reviewQueued } from '../calls/queued-call.js';
import type { CallReport } from '../calls/transitions.js';
import type { FailedQuestion, GatewayQuestions, StatusFinding } from '../gateway/gateway-questions.js';
import type { SentCallRow } from '../gateway/sent-calls.wire.js';
import { conclude, type Conclusion } from './conclusion.js';
import { findLostCall, type LostCallParts } from './lost-call.js';
import type { NoAnswerProbe } from './no-answer-probe.js';

/** What asking about a call needs. */
export interface CallQuestionParts extends LostCallParts {
  readonly questions: GatewayQuestions;
  /** Waits before each question until one more may be asked. */
  readonly turn: () => Promise<void>;
  readonly probe: NoAnswerProbe;
  readonly giveUpAfterMs: number;
}

/** What came of asking about a call: what the gateway said, and where the call stands now. */
export interface AskedCall {
  readonly finding: StatusFinding;
  readonly conclusion: Conclusion;
  readonly record: CallRecord;
}

/** Asks the gateway about calls and moves the journal by what it says. */
export class CallQuestions {
  /** Calls without an id are settled one at a time: two of one number and content would both take the one row that fits. */
  private lookingFor: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: CallQuestionParts) {}

  /** Asks by the call id, or in the list where that never reached us. Never says more than the gateway did. */
  settle(record: CallRecord): Promise<AskedCall> {
    if (record.state === 'queued' && record.unconfirmed === null) return this.review(record);
    if (record.callId !== null) return this.settleNow(record);
    const settled = this.lookingFor.then(() => this.settleNow(record));
    this.lookingFor = settled.catch(() => undefined);
    return settled;
  }

  /** The gateway knows nothing of a call that waits in a dispatcher. */
  private async review(record: CallRecord): Promise<AskedCall> {
    const now = new Date();
    const change = (known: CallRecord) => ({ record: reviewQueued(known, now), result: null });
    const after = (await this.parts.journal.update(record, change))?.record ?? record;
    return {
      finding: { kind: 'not-found' },
      conclusion: after.state === 'queued' ? 'later' : 'settled',
      record: after,
    };
  }

  private async settleNow(record: CallRecord): Promise<AskedCall> {
    const finding = await this.ask(record);
    const report = finding.kind === 'found' ? finding.report : null;
    const now = new Date();
    const updated = await this.parts.journal.update(record, (known) =>
      conclude(known, report, now, this.parts.giveUpAfterMs),
    );
    const after = updated?.record ?? record;
    if (finding.kind === 'found' && finding.host === 'rest' && updated) this.probeWhereFailed(updated.before, after);
    return { finding, conclusion: updated?.result ?? 'settled', record: after };
  }

  private async ask(record: CallRecord): Promise<StatusFinding> {
    const callId = record.callId ?? (await this.heldCallId(record));
    const finding = callId === null ? null : await this.askBy(callId, record);
    // An id that a report alone names may be forged: where it leads nowhere, the call is as lost as without it.
    const isLost = record.callId === null && Date.now() >= record.askFrom.getTime();
    if (finding && (finding.kind !== 'not-found' || !isLost)) return finding;
    const lost = await findLostCall(record, this.parts);
    return lost.kind === 'found' ? { kind: 'found', host: 'rest', report: toReport(lost.value) } : lost;
  }

  private async askBy(callId: string, { kind }: CallRecord): Promise<StatusFinding> {
    await this.parts.turn();
    return this.parts.questions.status(callId, kind);
  }

  /** The id that a report names which waits for the gateway's word; a forged one may name another call of ours. */
  private async heldCallId({ account, requestId, unconfirmed }: CallRecord): Promise<string | null> {
    const callId = unconfirmed?.callId ?? null;
    const owner = callId === null ? null : await this.parts.journal.findByCallId(account, callId);
    return owner && owner.requestId !== requestId ? null : callId;
  }

  private probeWhereFailed(before: CallRecord, after: CallRecord): void {
    if (before.state !== after.state) this.parts.probe.ask(after);
  }
}

/** Whether a question came to nothing because the gateway is silent, or refuses every question. */
export const isSilent = (finding: AskedCall['finding']): finding is FailedQuestion => finding.kind === 'failed';

const toReport = ({ callId, price, standing }: SentCallRow): CallReport => ({
  source: 'list',
  standing,
  callId,
  price,
  durationSeconds: null,
  pressedKey: null,
  callerNumber: null,
});
