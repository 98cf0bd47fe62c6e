import type { AttemptResult, CallAttempt } from '../calls/call-record.js';
import type { CallStanding } from '../calls/call-state.js';

/** How an attempt ended, once it has ended. */
export type AttemptOutcome = Exclude<AttemptResult, null>;

/** What an outcome makes of the call: where it stands now, or another attempt with the same id. */
export type Verdict = CallStanding | 'repeat';

/** What went before an attempt, in the journal. Attempts that were not sent count for nothing. */
type Past = 'clean' | 'refused' | 'uncertain' | 'uncertain-and-refused';

const ACCEPTED: CallStanding = { state: 'accepted', reason: null };
const UNKNOWN: CallStanding = { state: 'unknown', reason: null };
const REFUSED: CallStanding = { state: 'rejected', reason: 'refused' };
const DUPLICATE: CallStanding = { state: 'rejected', reason: 'duplicate' };
const NOT_SENT: CallStanding = { state: 'rejected', reason: 'not-sent' };

const always = (verdict: Verdict): Record<Past, Verdict> => ({
  clean: verdict,
  refused: verdict,
  uncertain: verdict,
  'uncertain-and-refused': verdict,
});

/**
 * The rule of ring-once (docs/ring-once.md). `duplicate` after an uncertain attempt is that attempt's own echo: the
 * call is placed. Where a refused try may have used the id up, it proves nothing.
 */
const RING_ONCE_TABLE: Record<AttemptOutcome, Record<Past, Verdict>> = {
  accepted: always(ACCEPTED),
  duplicate: { clean: DUPLICATE, refused: REFUSED, uncertain: ACCEPTED, 'uncertain-and-refused': UNKNOWN },
  refused: { clean: REFUSED, refused: REFUSED, uncertain: UNKNOWN, 'uncertain-and-refused': UNKNOWN },
  busy: always('repeat'),
  'not-sent': always('repeat'),
  unknown: always('repeat'),
};

/** Reads the table for an attempt that ended so, after these earlier ones. */
export const judge = (outcome: AttemptOutcome, earlier: readonly CallAttempt[]): Verdict =>
  RING_ONCE_TABLE[outcome][pastOf(earlier)];

/** Where a call stands when attempts or time have run out. */
export function standingOnGivingUp(attempts: readonly CallAttempt[]): CallStanding {
  if (attempts.some(isUncertain)) return UNKNOWN;
  return attempts.some(wasRefused) ? REFUSED : NOT_SENT;
}

function pastOf(earlier: readonly CallAttempt[]): Past {
  const uncertain = earlier.some(isUncertain);
  const refused = earlier.some(wasRefused);
  if (uncertain) return refused ? 'uncertain-and-refused' : 'uncertain';
  return refused ? 'refused' : 'clean';
}

/**
 * The call may have been placed by it: an attempt without a result was cut off by a crash, and an accepted one is
 * followed by another only where settlement gave the call up and somebody repeats it.
 */
const isUncertain = ({ result }: CallAttempt): boolean =>
  result === 'unknown' || result === null || result === 'accepted';

const wasRefused = ({ result }: CallAttempt): boolean => result === 'refused' || result === 'busy';
