import type { CallView } from '../calls/call-view.js';
import type { TimelineEntry } from './domain/verification.js';
import type { VerificationStanding } from './verification-standing.js';

/** One line of what happened, masked. */
export interface ExplainedStep {
  readonly at: Date;
  /** `verification`: what was decided or typed; `call`: what became of a call. */
  readonly about: 'verification' | 'call';
  /** A {@link TimelineEvent}, or the state that a call reached. */
  readonly what: string;
  /** The rule that fired, the code of an error, or who reported the call's state. */
  readonly why: string | null;
  readonly requestId: string | null;
}

/** How a verification stands and how it came to that, oldest step first. */
export interface VerificationExplanation extends VerificationStanding {
  readonly timeline: readonly ExplainedStep[];
}

/** The request ids of the calls that a timeline tells of. */
export const callsOf = (timeline: readonly TimelineEntry[]): string[] => timeline.filter(isCall).map(({ why }) => why!);

/** One timeline out of what was decided and what became of the calls. */
export function mergeTimelines(timeline: readonly TimelineEntry[], calls: readonly CallView[]): ExplainedStep[] {
  const own = timeline.map(toStep);
  const steps = calls.flatMap(({ requestId, history }) =>
    history.map(({ at, state, source }): ExplainedStep => ({ at, about: 'call', what: state, why: source, requestId })),
  );
  return [...own, ...steps].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const isCall = ({ what }: TimelineEntry): boolean => what === 'called' || what === 'called-again';

function toStep(entry: TimelineEntry): ExplainedStep {
  const [why, requestId] = isCall(entry) ? [null, entry.why] : [entry.why, null];
  return { at: new Date(entry.at), about: 'verification', what: entry.what, why, requestId };
}
