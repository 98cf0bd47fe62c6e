import { isFinal, type CallView, type HistoryEntry } from '../api/call-view.js';

/** A step of a call's life, and how long after the step before it came. */
export interface TimelineStep extends HistoryEntry {
  /** Milliseconds; `null` at the first step. */
  readonly afterMs: number | null;
}

/** What is expected next: a date, the gateway's word, or nothing. */
export type Expectation = 'send-date' | 'our-turn' | 'report' | null;

/** The steps of a call in the order in which they came. */
export function timelineOf({ history }: CallView): TimelineStep[] {
  return history.map((entry, index) => ({ ...entry, afterMs: msBetween(history[index - 1], entry) }));
}

/** What the call waits for at `now` (milliseconds). A sandbox call is told nothing after it was accepted. */
export function expectationOf({ state, sandbox, sendAt }: CallView, now: number): Expectation {
  if (isFinal(state)) return null;
  if (state === 'queued' || state === 'pending') return 'our-turn';
  if (sandbox) return null;
  return sendAt !== null && Date.parse(sendAt) > now ? 'send-date' : 'report';
}

function msBetween(before: HistoryEntry | undefined, after: HistoryEntry): number | null {
  return before ? Date.parse(after.at) - Date.parse(before.at) : null;
}
