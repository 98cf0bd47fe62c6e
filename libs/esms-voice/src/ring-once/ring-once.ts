import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from '../calls/call-record.js';
import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { JournalUnavailableError } from '../errors/errors.js';
import { toBareCause } from '../errors/bare-cause.js';
import { CODE_ACCEPTED, CODE_BUSY, CODE_DUPLICATE } from '../gateway/place-reply.js';
import type { WireResult } from '../gateway/wire-result.js';
import type { CallJournal } from '../journal/call-journal.js';
import { endAttempt, giveUp, startAttempt, type EndedAttempt } from './attempt.transitions.js';
import { AttemptTimer } from './attempt-timer.js';
import { pauseBefore, type BackOff } from './back-off.js';
import type { AttemptOutcome } from './ring-once.table.js';

/** Limits of one call, in milliseconds. */
export interface RingOnceLimits extends BackOff {
  /** One attempt. */
  readonly timeoutMs: number;
  /** All attempts and the pauses between them. */
  readonly deadlineMs: number;
  /** 1 turns repeating off. */
  readonly maxAttempts: number;
}

/** Sends the call's request once. Never throws. */
export type Send = (signal: AbortSignal) => Promise<WireResult>;

/** Where the call stands now. */
export interface Placed {
  readonly record: CallRecord;
  /** Whether this loop brought the call there; `false`: a callback or another process was faster. */
  readonly settledHere: boolean;
  /** What the gateway asked to wait, where the call was not placed. */
  readonly retryAfterMs: number | null;
}

/**
 * Places a written-down call under the rule of ring-once: one id for ever, each attempt written down before a byte
 * is sent, each answer read by what went before it in the journal (docs/ring-once.md).
 */
export class RingOnce {
  constructor(
    private readonly journal: CallJournal,
    private readonly limits: RingOnceLimits,
  ) {}

  /** @throws JournalUnavailableError whose `outcome` says whether anything had been sent. */
  async place(record: CallRecord, send: Send, signal?: AbortSignal): Promise<Placed> {
    const timer = new AttemptTimer(record.deadlineAt.getTime(), signal);
    const run = new Run(record, this.journal, this.limits, timer);
    try {
      return await run.toTheEnd(send);
    } catch (error) {
      throw run.toJournalError(error);
    } finally {
      timer.stop();
    }
  }
}

/** One call on its way through its attempts. */
class Run {
  private started = 0;
  private retryAfterMs: number | null = null;

  constructor(
    private record: CallRecord,
    private readonly journal: CallJournal,
    private readonly limits: RingOnceLimits,
    private readonly timer: AttemptTimer,
  ) {}

  async toTheEnd(send: Send): Promise<Placed> {
    while (this.started < this.limits.maxAttempts && !this.timer.isOver) {
      const attempt = await this.start();
      if (attempt === null) break;
      const verdict = await this.end(attempt, await this.attempt(send));
      if (verdict !== 'repeat') return this.answer(verdict !== null);
      if (this.started < this.limits.maxAttempts) await this.pause();
    }
    return this.answer((await this.change((record) => giveUp(record, new Date()))) !== null);
  }

  toJournalError(error: unknown): unknown {
    if (error instanceof EsmsVoiceError) return error;
    const { requestId } = this.record;
    const outcome = this.started > 0 ? 'unknown' : 'not-sent';
    return new JournalUnavailableError({ requestId, outcome, cause: toBareCause(error) });
  }

  private async start(): Promise<number | null> {
    const { attempt } = await this.change((record) => startAttempt(record, new Date()));
    if (attempt !== null) this.started += 1;
    return attempt;
  }

  private async attempt(send: Send): Promise<WireResult> {
    const result = await send(this.timer.start(this.limits.timeoutMs));
    this.timer.stop();
    return result;
  }

  private end(attempt: number, result: WireResult) {
    this.retryAfterMs = result.kind === 'not-sent' ? null : result.retryAfterMs;
    return this.change((record) => endAttempt(record, attempt, toEndedAttempt(result), new Date()));
  }

  /** Waits before the next attempt, unless the time would be over by then; an abort ends the pause at once. */
  private async pause(): Promise<void> {
    const pauseMs = pauseBefore(this.started, this.retryAfterMs, this.limits);
    if (pauseMs >= this.timer.remainingMs) return this.timer.end();
    await sleep(pauseMs, undefined, this.timer.signal ? { signal: this.timer.signal } : {}).catch(() => undefined);
  }

  private async change<T>(transition: (record: CallRecord) => { record: CallRecord; result: T }): Promise<T> {
    const updated = await this.journal.update(this.record, transition);
    if (!updated) throw new Error('The journal lost the call.');
    this.record = updated.record;
    return updated.result;
  }

  private answer(settledHere: boolean): Placed {
    return { record: this.record, settledHere, retryAfterMs: this.retryAfterMs };
  }
}

function toEndedAttempt(result: WireResult): EndedAttempt {
  if (result.kind !== 'answered') return { outcome: result.kind, gatewayCode: null, callId: null };
  const { code, callId } = result.reply;
  return { outcome: outcomeOfCode(code), gatewayCode: code, callId };
}

function outcomeOfCode(code: string): AttemptOutcome {
  if (code === CODE_ACCEPTED) return 'accepted';
  if (code === CODE_DUPLICATE) return 'duplicate';
  return code === CODE_BUSY ? 'busy' : 'refused';
}
