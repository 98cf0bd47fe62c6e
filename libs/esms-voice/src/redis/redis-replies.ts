import type { Breach, NumberRule } from '../verification/domain/number-limits.js';
import type { Opening, StartDecision } from '../verification/domain/decide-start.js';
import {
  MAX_TIMELINE_ENTRIES,
  type LaneState,
  type TimelineEntry,
  type TimelineEvent,
} from '../verification/domain/verification.js';
import type { Started } from '../verification/stores/verification-store.js';
import { readVerification, unquoted } from './verification-line.js';

/** A lane as a script writes it: failures, the latest approval, then the calls. */
export function readLane(text: string): LaneState {
  const [failures, approvedAt, ...rings] = text.split(' ').map(Number);
  return { failures: failures!, approvedAt: approvedAt!, rings };
}

/** A timeline as a script writes it: an entry a line; a script cuts it once in a while. */
export function readTimeline(lines: string): TimelineEntry[] {
  const entries = lines.split('\n').slice(0, -1).slice(-MAX_TIMELINE_ENTRIES);
  return entries.map((line) => {
    const [at, what, why] = line.split(' ');
    return { at: Number(at), what: what as TimelineEvent, why: unquoted(why!) };
  });
}

/** What the script of a start replies: kind, opening, lane, verification, what it was before, then the rules that said no. */
export function readStarted([kind, opening, lane, verification, before, ...breaches]: readonly string[]): Started {
  return {
    decision: decisionOf(kind as StartDecision['kind'], opening as Opening, breaches),
    verification: readVerification(verification!),
    before: readVerification(before!),
    lane: readLane(lane!),
  };
}

function decisionOf(kind: StartDecision['kind'], opening: Opening, breaches: readonly string[]): StartDecision {
  if (kind === 'ring') return { kind, opening, overruled: breaches.map((text) => readBreach(text, true)) };
  return { kind, breach: readBreach(breaches[0]!, false) };
}

function readBreach(text: string, recordOnly: boolean): Breach {
  const [rule, until] = text.split(' ');
  return { rule: rule as NumberRule, until: until ? Number(until) : null, recordOnly };
}
