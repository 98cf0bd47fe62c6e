import type { CallRecord } from '../calls/call-record.js';
import { CallObservers } from '../events/call-observers.js';
import type { CallJournal } from '../journal/call-journal.js';
import { AttemptGate } from './attempt-gate.js';
import type { AttemptHooks } from './attempt-hooks.js';
import type { BreakerState } from './circuit-breaker.js';
import type { RingOnceLimits } from './ring-once-limits.js';
import { Run, type Placed, type RunOptions, type Wire } from './run.js';

/** How long attempts under way may go on when the application stops. */
const SHUTDOWN_MS = 8_000;

/**
 * Places written-down calls under the rule of ring-once: one id for ever, each attempt written down before a byte
 * is sent, each answer read by what went before it in the journal (docs/ring-once.md).
 */
export class RingOnce {
  private readonly gate: AttemptGate;
  private readonly runs = new Set<Run>();
  private onIdle: (() => void) | null = null;
  private closing: Promise<void> | null = null;

  constructor(
    private readonly journal: CallJournal,
    private readonly limits: RingOnceLimits,
    private readonly hooks: AttemptHooks = {},
    private readonly observers: CallObservers = new CallObservers(),
  ) {
    this.gate = new AttemptGate(limits, limits.breaker);
  }

  /** @throws JournalUnavailableError, or OutcomeUnknownError where something had been sent by then. */
  async place(record: CallRecord, wire: Wire, options: RunOptions = {}): Promise<Placed> {
    const { journal, limits, gate, hooks, observers } = this;
    const run = new Run(record, wire, { journal, limits, gate, hooks, observers }, options);
    this.runs.add(run);
    try {
      return await run.toTheEnd();
    } finally {
      this.runs.delete(run);
      if (this.runs.size === 0) this.onIdle?.();
    }
  }

  /** Whether attempts at this host are let through. */
  breakerStateOf(host: string): BreakerState {
    return this.gate.breakerStateOf(host);
  }

  /** Lets no attempt start any more; those under way end, or are cut off after 8 seconds. */
  close(): Promise<void> {
    this.closing ??= this.endRuns();
    return this.closing;
  }

  private async endRuns(): Promise<void> {
    this.gate.close();
    for (const run of this.runs) run.endSoon();
    const cut = setTimeout(() => this.runs.forEach((run) => run.cut()), SHUTDOWN_MS);
    if (this.runs.size > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    clearTimeout(cut);
  }
}
