import type { CallRecord } from '../calls/call-record.js';
import { JournalUnavailableError, OutcomeUnknownError, REPEATING_IS_SAFE } from '../errors/errors.js';
import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import type { BareCause } from '../errors/bare-cause.js';
import type { RunObserver } from '../events/call-observer.js';
import type { CallObservers } from '../events/call-observers.js';
import type { Cancellation } from '../gateway/cancellation.js';
import type { WireResult } from '../gateway/wire-result.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { Change } from '../journal/call-journal.store.js';
import type { AttemptGate, GateRefusal } from './attempt-gate.js';
import { tell, type AttemptEnded, type AttemptHooks, type AttemptStarted } from './attempt-hooks.js';
import { AttemptTimer } from './attempt-timer.js';
import { endAttempt, giveUp, giveUpWhereUncertain, startAttempt, type AttemptStart } from './attempt.transitions.js';
import { pauseBefore } from './back-off.js';
import { toEndedAttempt } from './ended-attempt.js';
import type { RingOnceLimits } from './ring-once-limits.js';
import type { Verdict } from './ring-once.table.js';

/** Where a call goes, and how to send its request once. `send` never throws. */
export interface Wire {
  /** Names the host whose breaker counts. */
  readonly host: string;
  readonly send: (cancellation: Cancellation) => Promise<WireResult>;
}

/** Where the call stands now. */
export interface Placed {
  readonly record: CallRecord;
  /** Whether this run brought the call there; `false`: a callback or another process was faster. */
  readonly settledHere: boolean;
  /** How long to wait before trying again, where the gateway or the breaker says. */
  readonly retryAfterMs: number | null;
  /** Why an attempt that was still due could not start. */
  readonly refusal: GateRefusal | null;
  /** What the latest attempt failed with, stripped to its class and code; `null` where it was answered. */
  readonly cause: BareCause | null;
}

/** How a call that waits is taken for a run; `false`: it is not to be placed any more. */
type Take = (record: CallRecord) => Change<boolean>;

/** How one run goes. */
export interface RunOptions {
  /** Takes the call, in the one write that starts the first attempt; until then it waits on. */
  readonly take?: Take;
  /** Of the run, which a call that waits has not been given yet. @default the record's */
  readonly deadlineAt?: Date;
  /** Ends the attempt under way and the pauses; no further attempt starts. */
  readonly signal?: AbortSignal | undefined;
  /** The call is tried again later: it stays as it is where nothing may have rung. */
  readonly isTriedAgain?: boolean;
}

/** What all runs of one account share. */
export interface RunParts {
  readonly journal: CallJournal;
  readonly limits: RingOnceLimits;
  readonly gate: AttemptGate;
  readonly hooks: AttemptHooks;
  readonly observers: CallObservers;
}

/** One call on its way through its attempts. */
export class Run {
  private readonly timer: AttemptTimer;
  private readonly observed: RunObserver | null;
  private started = 0;
  private isAttempting = false;
  private retryAfterMs: number | null = null;
  private refusal: GateRefusal | null = null;
  private cause: BareCause | null = null;

  constructor(
    private record: CallRecord,
    private readonly wire: Wire,
    private readonly parts: RunParts,
    private readonly options: RunOptions,
  ) {
    this.timer = new AttemptTimer((options.deadlineAt ?? record.deadlineAt).getTime(), options.signal);
    this.observed = parts.observers.onRun({ record, isQueued: options.isTriedAgain ?? false });
  }

  /** @throws JournalUnavailableError, or OutcomeUnknownError where something had been sent by then. */
  async toTheEnd(): Promise<Placed> {
    try {
      const placed = await this.attempts();
      this.observed?.onEnd(placed.record, null);
      return placed;
    } catch (error) {
      const known = this.toJournalError(error);
      this.observed?.onEnd(this.record, known instanceof EsmsVoiceError ? known.code : 'INTERNAL');
      throw known;
    } finally {
      this.timer.stop();
    }
  }

  /** Starts no further attempt; a pause or a place in the queue is given up. */
  endSoon(): void {
    if (this.isAttempting) this.timer.end();
    else this.timer.cut();
  }

  /** Ends the attempt under way too. */
  cut(): void {
    this.timer.cut();
  }

  private async attempts(): Promise<Placed> {
    const { maxAttempts } = this.parts.limits;
    while (this.started < maxAttempts && !this.timer.isOver) {
      const verdict = await this.attemptInTurn();
      if (verdict === 'stop') break;
      if (verdict !== 'repeat') return this.answer(verdict !== null);
      if (this.started < maxAttempts) await this.pause();
    }
    const end = this.options.isTriedAgain ? giveUpWhereUncertain : giveUp;
    return this.answer((await this.change((record) => end(record, new Date()))) !== null);
  }

  /** One attempt, once the gate lets it in; `stop`: no further one may start. */
  private async attemptInTurn(): Promise<Verdict | null | 'stop'> {
    const { gate } = this.parts;
    const { host } = this.wire;
    this.refusal = await gate.enter(host, () => this.timer.start(this.queueMs()));
    this.timer.stop();
    if (this.refusal) return 'stop';
    let failed: boolean | null = null;
    try {
      const attempt = await this.start();
      if (attempt === null) return 'stop';
      const startedAt = performance.now();
      const isCutShort = this.timer.remainingMs < this.parts.limits.timeoutMs / 2;
      const result = await this.send();
      failed = this.failureOf(result, isCutShort);
      return await this.end(attempt, result, startedAt);
    } finally {
      gate.leave(host, failed);
    }
  }

  /** Waiting for a turn leaves the time of an attempt, or half of what is left where that is less. */
  private queueMs(): number {
    const { remainingMs } = this.timer;
    return Math.max(remainingMs - this.parts.limits.timeoutMs, remainingMs / 2);
  }

  /** Whether the host failed; `null`: it was not given half of its time, or the caller cut it off. */
  private failureOf({ kind }: WireResult, isCutShort: boolean): boolean | null {
    if (kind === 'answered') return false;
    return isCutShort || this.timer.isAborted ? null : true;
  }

  private async start(): Promise<number | null> {
    const { attempt } = await this.change((record) => this.startNext(record));
    if (attempt === null) return null;
    this.started += 1;
    tell(this.parts.hooks.onAttempt, () => this.about(attempt));
    return attempt;
  }

  private startNext(record: CallRecord): Change<AttemptStart> {
    const taken = this.started === 0 && this.options.take ? this.options.take(record) : { record, result: true };
    return taken.result
      ? startAttempt(taken.record, new Date(), this.observed?.traceparent)
      : { record: taken.record, result: { attempt: null, why: 'moved' } };
  }

  private async send(): Promise<WireResult> {
    this.isAttempting = true;
    const result = await this.wire.send(this.timer.start(this.parts.limits.timeoutMs));
    this.isAttempting = false;
    this.timer.stop();
    return result;
  }

  private async end(attempt: number, result: WireResult, startedAt: number): Promise<Verdict | null> {
    this.retryAfterMs = result.kind === 'not-sent' ? null : result.retryAfterMs;
    this.cause = result.kind === 'answered' ? null : result.cause;
    const ended = toEndedAttempt(result);
    const verdict = await this.change((record) => endAttempt(record, attempt, ended, new Date()));
    const { outcome, gatewayCode } = ended;
    const durationMs = performance.now() - startedAt;
    const errorCode = this.cause?.code ?? null;
    // Field by field: spreading is what would cost most of it.
    const told = (): AttemptEnded => ({
      account: this.record.account,
      requestId: this.record.requestId,
      attempt,
      outcome,
      gatewayCode,
      errorCode,
      durationMs,
    });
    tell(this.parts.hooks.onOutcome, told);
    this.observed?.onAttempt(told());
    return verdict;
  }

  private about(attempt: number): AttemptStarted {
    const { account, requestId } = this.record;
    return { account, requestId, attempt };
  }

  /** Waits before the next attempt, unless the time would be over by then. */
  private async pause(): Promise<void> {
    const pauseMs = pauseBefore(this.started, this.retryAfterMs, this.parts.limits);
    if (pauseMs >= this.timer.remainingMs) this.timer.end();
    else if (pauseMs > 0) await this.timer.pause(pauseMs);
  }

  private async change<T>(transition: (record: CallRecord) => Change<T>): Promise<T> {
    const updated = await this.parts.journal.updateFrom(this.record, transition);
    if (!updated) throw new JournalUnavailableError({ requestId: this.record.requestId });
    this.record = updated.record;
    return updated.result;
  }

  private answer(settledHere: boolean): Placed {
    const { record, refusal, retryAfterMs, cause, wire, parts } = this;
    const breakerMs = refusal === 'breaker-open' ? parts.gate.retryAfterMs(wire.host) : null;
    return { record, settledHere, refusal, cause, retryAfterMs: breakerMs ?? retryAfterMs };
  }

  /** Once a byte may have been sent, a journal that fails leaves nobody who knows. */
  private toJournalError(error: unknown): unknown {
    if (this.record.attempts.length === 0 || !(error instanceof JournalUnavailableError)) return error;
    return new OutcomeUnknownError(REPEATING_IS_SAFE, { requestId: this.record.requestId, cause: error });
  }
}
