import { safeEqualText } from '../../journal/safe-equal.js';
import { gateOf, resultOf } from '../domain/decide-check.js';
import { decideStart, type Opening } from '../domain/decide-start.js';
import { withoutRing, withRing } from '../domain/number-limits.js';
import {
  afterGuess,
  afterTakeBack,
  entriesOfCheck,
  entriesOfStart,
  joinedBy,
  laneAfterGuess,
  openWindow,
} from '../domain/steps.js';
import {
  EMPTY_LANE,
  isForgotten,
  isUnderWay,
  MAX_PROVED_USERS,
  MAX_TIMELINE_ENTRIES,
  MAX_VERIFICATIONS_KEPT,
  type Lane,
  type LaneState,
  type TimelineEntry,
  type Verification,
} from '../domain/verification.js';
import type { VerificationRules } from '../domain/verification-rules.js';
import type { Checked, FoundVerification, RingToTakeBack, StartAsk, Started } from './verification-store.js';

/** A code that was typed, as a slot compares it. */
export interface Guess {
  readonly proofs: readonly string[];
  readonly now: number;
  readonly rules: VerificationRules;
}

interface Entry {
  verification: Verification;
  timeline: readonly TimelineEntry[];
}

/** All that an {@link InMemoryVerificationStore} knows of one number. */
export class NumberSlot {
  private readonly lanes: Record<Lane, LaneState> = { unproved: EMPTY_LANE, proved: EMPTY_LANE };
  /** Keyed hashes of users, the latest last. */
  private proved: readonly string[] = [];
  private readonly entries = new Map<string, Entry>();
  /** The id of what is, or was last, under way: by lane and purpose. */
  private readonly current = new Map<string, string>();

  start(ask: StartAsk): Started {
    this.forgetOld(ask.now);
    const lane = this.laneOf(ask.user);
    const entry = this.underWay(lane, ask.purpose);
    const decision = decideStart(this.lanes[lane], entry?.verification ?? null, ask.now, ask.rules);
    const current = entry?.verification ?? null;
    const after = decision.kind === 'ring' ? this.ring(decision.opening, lane, entry, ask) : entry;
    if (after && decision.kind !== 'ring') after.verification = joinedBy(after.verification, ask.user);
    if (after) append(after, entriesOfStart(decision, ask.requestId, ask.now));
    const before = decision.kind === 'ring' && decision.opening !== 'new' ? current : null;
    return { decision, verification: after?.verification ?? null, before, lane: this.lanes[lane] };
  }

  check(id: string, { proofs, now, rules }: Guess): Checked {
    const entry = this.entryOf(id, now);
    if (!entry) return { result: 'not-found', verification: null };
    const { lane } = entry.verification;
    const gate = gateOf(entry.verification, this.lanes[lane], now, rules);
    const result = gate === 'compare' ? this.compare(entry, { proofs, now, rules }) : gate;
    append(entry, entriesOfCheck(result, now));
    return { result, verification: entry.verification };
  }

  cancel(id: string, now: number): Verification | null {
    const entry = this.entryOf(id, now);
    if (!entry || !isUnderWay(entry.verification)) return null;
    entry.verification = { ...entry.verification, status: 'cancelled' };
    append(entry, [{ at: now, what: 'cancelled', why: null }]);
    return entry.verification;
  }

  takeBack({ id, at, requestId, before, entry: note }: RingToTakeBack): void {
    const entry = this.entryOf(id, note.at);
    if (!entry) return;
    const { lane } = entry.verification;
    const counted = this.lanes[lane];
    this.lanes[lane] = withoutRing(counted, at);
    // Taken back before: some clients send a command again when a connection breaks.
    if (this.lanes[lane] === counted) return;
    entry.verification = afterTakeBack(entry.verification, requestId, before);
    append(entry, [note]);
  }

  note(id: string, note: TimelineEntry): void {
    const entry = this.entryOf(id, note.at);
    if (entry) append(entry, [note]);
  }

  forgive(): void {
    for (const lane of ['unproved', 'proved'] as const) this.lanes[lane] = { ...this.lanes[lane], failures: 0 };
  }

  find(id: string, now: number): FoundVerification | null {
    const entry = this.entryOf(id, now);
    return entry ? { ...entry, lane: this.lanes[entry.verification.lane] } : null;
  }

  idOf(purpose: string, user: string, now: number): string | null {
    const id = this.current.get(currentKey(this.laneOf(user), purpose));
    return id !== undefined && this.entryOf(id, now) ? id : null;
  }

  private entryOf(id: string, now: number): Entry | null {
    const entry = this.entries.get(id);
    return entry && !isForgotten(entry.verification, now) ? entry : null;
  }

  private laneOf(user: string): Lane {
    return user !== '' && this.proved.includes(user) ? 'proved' : 'unproved';
  }

  private underWay(lane: Lane, purpose: string): Entry | null {
    const entry = this.entries.get(this.current.get(currentKey(lane, purpose)) ?? '');
    return entry && isUnderWay(entry.verification) ? entry : null;
  }

  private ring(opening: Opening, lane: Lane, current: Entry | null, ask: StartAsk): Entry {
    this.lanes[lane] = withRing(this.lanes[lane], ask.now);
    const { lifetimeMs } = ask.rules;
    const verification = openWindow(opening, current?.verification ?? null, { ...ask, lane, lifetimeMs });
    const entry = opening === 'new' ? { verification, timeline: [] } : current!;
    entry.verification = verification;
    this.entries.set(verification.id, entry);
    this.current.set(currentKey(lane, ask.purpose), verification.id);
    if (this.entries.size > MAX_VERIFICATIONS_KEPT) this.forgetOldest();
    return entry;
  }

  private compare(entry: Entry, { proofs, now, rules }: Guess): 'approved' | 'wrong' | 'locked' {
    const { lane, proof, guesses, user } = entry.verification;
    const isRight = proofs.some((candidate) => safeEqualText(candidate, proof));
    const result = resultOf(isRight, guesses + 1, rules.maxGuesses);
    entry.verification = afterGuess(entry.verification, result);
    this.lanes[lane] = laneAfterGuess(this.lanes[lane], isRight, now);
    if (isRight && user !== '') {
      this.proved = [...this.proved.filter((known) => known !== user), user].slice(-MAX_PROVED_USERS);
    }
    return result;
  }

  private forgetOld(now: number): void {
    this.forget([...this.entries.values()].filter(({ verification }) => isForgotten(verification, now)));
  }

  private forgetOldest(): void {
    const entries = [...this.entries.values()];
    this.forget([entries.reduce((a, b) => (a.verification.calledAt <= b.verification.calledAt ? a : b))]);
  }

  private forget(entries: readonly Entry[]): void {
    for (const { verification } of entries) this.entries.delete(verification.id);
    for (const [key, id] of this.current) if (!this.entries.has(id)) this.current.delete(key);
  }
}

const currentKey = (lane: Lane, purpose: string): string => `${lane}:${purpose}`;

function append(entry: Entry, notes: readonly TimelineEntry[]): void {
  entry.timeline = [...entry.timeline, ...notes].slice(-MAX_TIMELINE_ENTRIES);
}
