import type { CallRecord } from '../calls/call-record.js';
import type { CallKind } from '../calls/call-state.js';
import { cancel, queuedCall } from '../calls/queued-call.js';
import type { VoiceCall } from '../calls/voice-call.js';
import type { CallObservers } from '../events/call-observers.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { Change, Updated } from '../journal/call-journal.store.js';
import type { DataKeys } from '../journal/data-keys.js';
import { isPastHorizon } from '../ring-once/attempt.transitions.js';
import { isRepeatable } from '../ring-once/open-call.js';
import type { RingOnce } from '../ring-once/ring-once.js';
import type { Placed } from '../ring-once/run.js';
import { takeQueued } from '../ring-once/take-queued.js';
import { functionOf } from './call-functions.js';
import type { CallPlacement } from './call-placement.js';
import { openSealedCall, sealCall, type QueuedCall } from './sealed-call.js';

/** A call of any kind, as an application asks for it. */
export type CallInput = Readonly<Record<string, unknown>> & { readonly kind: CallKind };

/**
 * What writing a call down came to: `new`; `again`: the same request was written down before and may be tried; `duplicate`:
 * it has been placed, or will not be; `conflict`: the request id was used for another request.
 */
export type WriteDown = 'new' | 'again' | 'duplicate' | 'conflict';

/** A call that waits as it is now; `deadlineAt` of its next run, `null` where it is not to be placed. */
export interface FoundQueuedCall {
  readonly record: CallRecord;
  readonly deadlineAt: Date | null;
}

/** What calls that wait in a dispatcher need. */
export interface QueuedCallParts {
  readonly account: string;
  readonly journal: CallJournal;
  readonly placement: CallPlacement;
  readonly ringOnce: RingOnce;
  readonly observers: CallObservers;
  readonly dataKeys: DataKeys;
  /** Whether other processes, and this one after a restart, have the same data keys. */
  readonly hasLastingKeys: boolean;
  readonly deadlineMs: number;
  readonly askAfterDeadlineMs: number;
}

/** The way of a call that waits in a dispatcher: written down, sealed, taken by a worker, placed under ring-once. */
export class QueuedCalls {
  readonly #parts: QueuedCallParts;

  constructor(parts: QueuedCallParts) {
    this.#parts = parts;
  }

  /** Whether every process of the application sees the calls that are written down. */
  get isShared(): boolean {
    return this.#parts.journal.isShared;
  }

  get hasLastingKeys(): boolean {
    return this.#parts.hasLastingKeys;
  }

  /** Every problem of a call; empty where it is good. */
  problemsOf({ kind, ...input }: CallInput): string[] {
    return this.#parts.placement.problemsOf(functionOf(kind), input);
  }

  /** Normalises a call that has no problems. */
  read({ kind, ...input }: CallInput): VoiceCall {
    return this.#parts.placement.read(functionOf(kind), input);
  }

  /** The trace that is under way here; `null` where there is none. */
  traceparent(): string | null {
    return this.#parts.observers.traceparent();
  }

  /**
   * @param traceparent of whoever asked for the call.
   * @throws JournalUnavailableError, JournalFullError
   */
  async writeDown(
    { call, deadlineAt }: QueuedCall,
    now: Date,
    traceparent: string | null = null,
  ): Promise<{ record: CallRecord; result: WriteDown }> {
    const { journal, placement, askAfterDeadlineMs } = this.#parts;
    const wanted = queuedCall(placement.factsOf(call, now), deadlineAt, askAfterDeadlineMs, traceparent);
    const { record, isNew } = await journal.open(wanted);
    return { record, result: isNew ? 'new' : this.repeat(record, call, now) };
  }

  seal(queued: QueuedCall): string {
    return sealCall(this.#parts.account, queued, this.#parts.dataKeys);
  }

  /** `null` where the box cannot be read. */
  open(box: string): QueuedCall | null {
    return openSealedCall(this.#parts.account, box, this.#parts.dataKeys);
  }

  /** Seals calls that are written down together. */
  sealBatch(text: string): string {
    return this.#parts.dataKeys.seal('batch', text);
  }

  /** `null` where the box cannot be read. */
  openBatch(box: string): string | null {
    return this.#parts.dataKeys.open('batch', box);
  }

  hashBatch(text: string): string {
    return this.#parts.dataKeys.hash('batch', text);
  }

  /** `null` where the hash's key is gone. */
  hasBatchHash(text: string, hash: string): boolean | null {
    return this.#parts.dataKeys.matches('batch', text, hash);
  }

  /** Finds a call to place; one whose time is over ends here. `null`: the journal has no such call. */
  async look(queued: QueuedCall): Promise<FoundQueuedCall | null> {
    const { journal } = this.#parts;
    const record = await this.find(queued.call.requestId);
    if (!record) return null;
    const taken = this.take(queued, record);
    if (taken.result) return { record, deadlineAt: taken.record.deadlineAt };
    if (taken.record === record) return { record, deadlineAt: null };
    const ended = await journal.updateFrom(record, (known) => this.take(queued, known));
    return ended && { record: ended.record, deadlineAt: ended.result ? ended.record.deadlineAt : null };
  }

  /** Takes a call and places it; it stays as it is where nothing may have rung. */
  ring(queued: QueuedCall, record: CallRecord, deadlineAt: Date): Promise<Placed> {
    const { call } = queued;
    const options = { isTriedAgain: true, deadlineAt, take: (known: CallRecord) => this.take(queued, known) };
    return this.#parts.placement.ring(functionOf(call.kind), onTime(call), record, options);
  }

  /** Ends a call of which nothing was sent. `null`: the journal has no such call. */
  cancel(requestId: string): Promise<Updated<null> | null> {
    const now = new Date();
    return this.#parts.journal.update(this.keyOf(requestId), (record) => ({
      record: cancel(record, now),
      result: null,
    }));
  }

  find(requestId: string): Promise<CallRecord | null> {
    return this.#parts.journal.find(this.keyOf(requestId));
  }

  /** Lets no attempt start any more; those under way end within 8 seconds. */
  close(): Promise<void> {
    return this.#parts.ringOnce.close();
  }

  private take({ call, deadlineAt }: QueuedCall, record: CallRecord): Change<boolean> {
    const { placement, deadlineMs, askAfterDeadlineMs } = this.#parts;
    const isOurs = record.requestHash !== null && placement.hasHash(call, record.requestHash) !== false;
    const terms = { now: new Date(), deadlineAt, runMs: deadlineMs, askAfterDeadlineMs };
    return isOurs ? takeQueued(record, terms) : { record, result: false };
  }

  private repeat(existing: CallRecord, call: VoiceCall, now: Date): WriteDown {
    if (existing.requestHash !== null && this.#parts.placement.hasHash(call, existing.requestHash) === false)
      return 'conflict';
    const mayBeTried = existing.state === 'queued' || isRepeatable(existing, now);
    return mayBeTried && !isPastHorizon(existing, now) ? 'again' : 'duplicate';
  }

  private keyOf(requestId: string): { account: string; requestId: string } {
    return { account: this.#parts.account, requestId };
  }
}

/** A date that has passed while the call waited is no date any more: it rings at once. */
const onTime = (call: VoiceCall): VoiceCall =>
  call.sendAt !== null && call.sendAt.getTime() <= Date.now() ? { ...call, sendAt: null } : call;
