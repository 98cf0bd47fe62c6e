import { Observable, Subject } from 'rxjs';
import type { CallRecord, OwedStep } from '../calls/call-record.js';
import { postpone, settleOwed } from '../calls/transitions.js';
import type { CallbackOfStep, CallJournal, StepListener } from '../journal/call-journal.js';
import { toCallEvent, type CallEvent } from './call-event.js';
import type { CallEvents } from './call-events.js';
import { CallObservers } from './call-observers.js';
import type { CallHandler, CallHandlers, HandlerRetry } from './call-handlers.js';
import { HandlerRun, type HandlerFailure } from './handler-run.js';

/** How handlers are run, in milliseconds. */
export interface DeliveryRules extends HandlerRetry {
  /** How long the steps that a process owes to its handlers are left to it, before another one delivers them. */
  readonly leaseMs: number;
}

/** A handler on its way through one step; `ended` never rejects. */
interface RunUnderWay {
  readonly handler: CallHandler;
  readonly run: HandlerRun;
  readonly ended: Promise<boolean>;
}

interface StepUnderWay {
  readonly index: number;
  /** Whether the journal has it as owed. */
  readonly isOwed: boolean;
  readonly runs: readonly RunUnderWay[];
}

/** The steps of one call that are under way: nearly always a single one, so lists do. */
interface Delivery {
  /** The call as it was seen last. */
  record: CallRecord;
  readonly steps: StepUnderWay[];
}

interface ArrivedStep {
  readonly record: CallRecord;
  readonly step: OwedStep;
  readonly isOwed: boolean;
}

/** Steps under way beyond this number wait in the journal. */
const MAX_STEPS = 10_000;
const CLAIM_LIMIT = 500;
const TICKS_A_LEASE = 3;

/**
 * Tells handlers of the steps of one account's calls, at least once. A step is owed in the journal, from the write that
 * makes it until its handlers have ended: a process that dies leaves its steps to the next one. A journal that ends with the
 * process leaves nothing to anybody: there a step is owed only where this process has no room for it yet.
 */
export class EventDelivery implements StepListener {
  private readonly failed = new Subject<HandlerFailure>();
  private readonly deliveries = new Map<string, Delivery>();
  private arrived: ArrivedStep[] = [];
  private stepCount = 0;
  private journal!: CallJournal;
  private timer: NodeJS.Timeout | undefined;
  private isClosing = false;
  private onIdle: (() => void) | null = null;

  /** What handlers failed to take in the end. */
  readonly failures: Observable<HandlerFailure> = this.failed.asObservable();

  constructor(
    private readonly account: string,
    private readonly handlers: CallHandlers,
    private readonly rules: DeliveryRules,
    private readonly events: CallEvents,
    private readonly observers: CallObservers = new CallObservers(),
  ) {}

  /** The journal that tells this delivery of its steps; each needs the other. */
  use(journal: CallJournal): void {
    this.journal = journal;
  }

  /** Begins to take over what others left; called once every handler is known. */
  start(): void {
    if (!this.handlers.has(this.account)) return;
    this.timer = setInterval(() => void this.tick(), this.rules.leaseMs / TICKS_A_LEASE).unref();
    void this.tick();
  }

  owes(record: CallRecord): boolean {
    if (!this.isWanted(record)) return false;
    return !this.journal.endsWithProcess || record.owed.length > 0 || this.stepCount + this.arrived.length >= MAX_STEPS;
  }

  leaseUntil(now: Date): Date {
    return new Date(now.getTime() + this.rules.leaseMs);
  }

  onStep(record: CallRecord, callback: CallbackOfStep | null): void {
    this.observers.onStep(record);
    this.events.publish(record, callback);
    const index = record.history.length - 1;
    const owed = record.owed.at(-1);
    if (owed?.index === index) this.arrive({ record, step: owed, isOwed: true });
    else if (this.journal.endsWithProcess && this.isWanted(record))
      this.arrive({ record, step: { index, callback: callback?.() ?? null }, isOwed: false });
  }

  /** Starts no run any more; those under way may end until then. What has not ended stays owed. */
  async close(deadlineMs: number): Promise<void> {
    this.isClosing = true;
    clearInterval(this.timer);
    for (const { steps } of this.deliveries.values())
      for (const { runs } of steps) for (const { run } of runs) run.endSoon();
    if (this.stepCount > 0) await this.idle(deadlineMs);
    this.failed.complete();
  }

  private idle(deadlineMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, deadlineMs - Date.now()));
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private isWanted({ state }: CallRecord): boolean {
    return this.handlers.want(this.account, state);
  }

  private arrive(step: ArrivedStep): void {
    if (this.arrived.length === 0) setImmediate(() => this.takeArrived());
    this.arrived.push(step);
  }

  private takeArrived(): void {
    const steps = this.arrived;
    this.arrived = [];
    for (const { record, step, isOwed } of steps) {
      if (isOwed) this.takeInTurn(record, step);
      else if (!this.isClosing) this.begin(record, step, false);
    }
  }

  /** A step is not told of before an earlier one that another process has: that one goes on with it, or who takes it over. */
  private takeInTurn(record: CallRecord, step: OwedStep): void {
    if (record.owed.length === 1) return this.take(record, step);
    const underWay = this.deliveries.get(record.requestId)?.steps ?? [];
    const isHere = (index: number): boolean => underWay.some((each) => each.index === index);
    if (record.owed.every(({ index }) => index >= step.index || isHere(index))) this.take(record, step);
  }

  private take(record: CallRecord, step: OwedStep): void {
    if (!this.isClosing && this.stepCount < MAX_STEPS) this.begin(record, step, true);
  }

  private begin(record: CallRecord, { index, callback }: OwedStep, isOwed: boolean): void {
    const delivery = this.deliveryOf(record);
    if (delivery.steps.some((step) => step.index === index)) return;
    const event = toCallEvent(record, index, callback);
    const handlers = this.handlers.of(this.account, event.type);
    const runs = this.observers.within(record, () => handlers.map((handler) => this.run(delivery, handler, event)));
    const step: StepUnderWay = { index, isOwed, runs };
    delivery.steps.push(step);
    this.stepCount += 1;
    void this.settle(delivery, step);
  }

  private deliveryOf(record: CallRecord): Delivery {
    const known = this.deliveries.get(record.requestId);
    if (known) return Object.assign(known, { record });
    const made: Delivery = { record, steps: [] };
    this.deliveries.set(record.requestId, made);
    return made;
  }

  /** Each handler hears of the steps of one call in their order. */
  private run({ steps }: Delivery, handler: CallHandler, event: CallEvent): RunUnderWay {
    const run = new HandlerRun(handler, event, this.rules);
    const before = steps.length === 0 ? undefined : latestOf(handler, steps);
    const ended = before ? before.ended.then(() => run.toTheEnd(this.failed)) : run.toTheEnd(this.failed);
    return { handler, run, ended };
  }

  /** A step is settled once every handler took it or gave up; else it stays owed. */
  private async settle(delivery: Delivery, step: StepUnderWay): Promise<void> {
    const { record, steps } = delivery;
    let isSettled = true;
    for (const { ended } of step.runs) isSettled = (await ended) && isSettled;
    if (isSettled && step.isOwed) await this.payOff(delivery, step);
    steps.splice(steps.indexOf(step), 1);
    if (steps.length === 0) this.deliveries.delete(record.requestId);
    this.stepCount -= 1;
    if (this.stepCount === 0) this.onIdle?.();
  }

  /** A journal that fails leaves the step owed: it is delivered again. */
  private async payOff(delivery: Delivery, { index }: StepUnderWay): Promise<void> {
    const left = await this.change(delivery, (known) => settleOwed(known, index));
    if (left) for (const step of left.owed) this.take(left, step);
  }

  /** Keeps the lease of what is under way here, and takes over what is due. */
  private async tick(): Promise<void> {
    const now = new Date();
    const until = this.leaseUntil(now);
    const renew = (record: CallRecord): CallRecord =>
      record.owed.length > 0 ? postpone(record, 'handleAt', until) : record;
    const owed = [...this.deliveries.values()].filter(({ steps }) => steps.some(({ isOwed }) => isOwed));
    await Promise.all(owed.map((delivery) => this.change(delivery, renew)));
    const limit = Math.min(CLAIM_LIMIT, MAX_STEPS - this.stepCount);
    if (limit <= 0 || this.isClosing) return;
    const claim = { account: this.account, field: 'handleAt', now, until, limit } as const;
    const due = await this.journal.claimDue(claim).catch(() => []);
    for (const record of due) for (const step of record.owed) this.take(record, step);
  }

  private async change(delivery: Delivery, to: (record: CallRecord) => CallRecord): Promise<CallRecord | null> {
    const change = (record: CallRecord) => ({ record: to(record), result: null });
    try {
      const updated = await this.journal.updateFrom(delivery.record, change);
      if (updated) delivery.record = updated.record;
      return updated && updated.record;
    } catch {
      return null;
    }
  }
}

const latestOf = (handler: CallHandler, steps: readonly StepUnderWay[]): RunUnderWay | undefined =>
  steps.flatMap(({ runs }) => runs).findLast((other) => other.handler === handler);
