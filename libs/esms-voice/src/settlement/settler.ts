import type { CallRecord } from '../calls/call-record.js';
import { postpone } from '../calls/transitions.js';
import type { CallJournal } from '../journal/call-journal.js';
import { isSilent, type CallQuestions } from './call-questions.js';
import type { Pace } from './pace.js';
import { Rounds } from './rounds.js';

/** How settlement goes about its work. */
export interface SettlementRules {
  /** `false`: nobody is asked but by `getCallStatus`. */
  readonly enabled: boolean;
  /** How often due calls are looked for, in milliseconds; each pause differs by up to a half. */
  readonly intervalMs: number;
  /** Calls asked about in a second at most. */
  readonly perSecond: number;
  /** How long after its latest attempt, or the date it was scheduled for, a call is given up, in milliseconds. */
  readonly giveUpAfterMs: number;
  /** How long after its overall deadline a call is first asked about, in milliseconds. */
  readonly afterDeadlineMs: number;
}

/** What the settler needs beside its rules. */
export interface SettlerParts {
  readonly account: string;
  readonly journal: CallJournal;
  readonly questions: CallQuestions;
  /** What the questions wait for; it holds nobody up any more once the settler is closed. */
  readonly pace: Pace;
}

const BATCH = 50;
const LANES = 4;
/** A claimed call is due again after this, where whoever claimed it dies. */
const LEASE_MS = 30_000;
/** After so many questions in a row without an answer the rest is put back, and waits for the next time. */
const MAX_SILENT = 3;

/** Asks about the calls that nobody reported, on a timer; several processes share the work by leases in the journal. */
export class Settler {
  private readonly rounds: Rounds;
  private silent = 0;

  constructor(
    private readonly parts: SettlerParts,
    private readonly rules: SettlementRules,
  ) {
    this.rounds = new Rounds(
      () => this.settleDue(),
      () => rules.intervalMs * (0.5 + Math.random()),
    );
  }

  /** Looks for due calls from now on. */
  start(): void {
    if (this.rules.enabled) this.rounds.start();
  }

  /** Looks for due calls now: one has become due before the timer knows. */
  wake(): void {
    if (this.rules.enabled) this.rounds.wake();
  }

  /** Asks no more; resolves when the questions under way have ended. */
  async close(): Promise<void> {
    const ended = this.rounds.close();
    this.parts.pace.close();
    await ended;
  }

  private async settleDue(): Promise<void> {
    this.silent = 0;
    for (let taken = BATCH; taken === BATCH && !this.isDone;) {
      const due = [...(await this.claim())];
      taken = due.length;
      await Promise.all(Array.from({ length: LANES }, () => this.settleInTurn(due)));
      await Promise.all(due.map((record) => this.putBack(record)));
    }
  }

  /** A call about which nothing was asked is due again at once, here or in another process, unless it has moved since. */
  private async putBack(record: CallRecord): Promise<void> {
    const now = new Date();
    const release = (known: CallRecord): CallRecord =>
      known.askAt && known.askAt.getTime() === record.askAt?.getTime() ? postpone(known, 'askAt', now) : known;
    const change = (known: CallRecord) => ({ record: release(known), result: null });
    await this.parts.journal.update(record, change).catch(() => null);
  }

  private async settleInTurn(due: CallRecord[]): Promise<void> {
    while (!this.isDone) {
      const record = due.shift();
      if (!record) return;
      // Somebody else may have taken it by now.
      if (Date.now() >= record.askAt!.getTime()) continue;
      // A journal that fails leaves the call due at the end of its lease.
      const asked = await this.parts.questions.settle(record).catch(() => null);
      this.silent = asked && !isSilent(asked.finding) ? 0 : this.silent + 1;
      if (asked && this.rounds.isClosed && isSilent(asked.finding)) await this.putBack(asked.record);
    }
  }

  private get isDone(): boolean {
    return this.rounds.isClosed || this.silent >= MAX_SILENT;
  }

  private claim(): Promise<readonly CallRecord[]> {
    const { account, journal } = this.parts;
    const now = new Date();
    const until = new Date(now.getTime() + LEASE_MS);
    return journal.claimDue({ account, field: 'askAt', now, until, limit: BATCH }).catch(() => []);
  }
}
