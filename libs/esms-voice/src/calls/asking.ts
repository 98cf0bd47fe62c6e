import type { CallRecord } from './call-record.js';
import { isOpen } from './call-state.js';

/** How long after its overall deadline a call may first be asked about, in milliseconds. */
export const ASK_AFTER_DEADLINE_MS = 2 * 60 * 1000;

const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 6 * 60 * 60 * 1000;
/** Waits vary by a fifth either way, so that calls of one moment are not asked about in one moment. */
const JITTER = 0.2;

/** The earliest time allowed for asking about a call: after its deadline, and after the date it is scheduled for. */
export function earliestAsk(deadlineAt: Date, sendAt: Date | null, afterMs: number = ASK_AFTER_DEADLINE_MS): Date {
  return new Date(Math.max(deadlineAt.getTime(), sendAt?.getTime() ?? 0) + afterMs);
}

/**
 * Whether an answer of the gateway could still settle the call, or the report that waits for its word. A sandbox call is
 * told nothing; a duplicate is not ours.
 */
export const isWorthAsking = (record: CallRecord): boolean =>
  !record.sandbox && (record.unconfirmed !== null || isUndecided(record));

const isUndecided = (record: CallRecord): boolean =>
  isOpen(record) && record.state !== 'queued' && record.state !== 'rejected';

/** When to ask at the earliest time allowed, where that is sooner than planned. */
export function askSoon(record: CallRecord, now: Date): Date | null {
  if (!isWorthAsking(record)) return record.askAt;
  const soonest = Math.max(record.askFrom.getTime(), now.getTime());
  return record.askAt && record.askAt.getTime() <= soonest ? record.askAt : new Date(soonest);
}

/**
 * The next time to ask after one that settled nothing: waits grow with the age of the call, to six hours at most, and
 * none ends before the earliest time allowed. A report that waits for the gateway's word is asked about sooner: by its
 * own age.
 */
export function askLater(record: CallRecord, now: Date, random: () => number = Math.random): Date {
  const { unconfirmed, askFrom } = record;
  const age = now.getTime() - (unconfirmed?.at.getTime() ?? startOf(record));
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, age));
  const next = now.getTime() + Math.round(wait * (1 + JITTER * (2 * random() - 1)));
  return new Date(unconfirmed ? next : Math.max(next, askFrom.getTime()));
}

/** When the phone could first ring: the latest attempt, or the date that the call is scheduled for. */
export function startOf({ attempts, createdAt, sendAt }: CallRecord): number {
  return Math.max((attempts.at(-1)?.startedAt ?? createdAt).getTime(), sendAt?.getTime() ?? 0);
}
