import type { Meter } from '@opentelemetry/api';
import type { Observable } from 'rxjs';
import type { VerificationEvent } from '../verification/verification-event.js';
import { NONE, ruleLabel } from './labels.js';
import { counterOf } from './metric-instruments.js';
import { METRICS } from './metric-table.js';

/** What was decided by a rule; of other events it is a request id or the like. */
const BY_RULE: ReadonlySet<VerificationEvent['type']> = new Set(['limited', 'waited', 'would-limit', 'not-called']);

/** Counts what verification decides. Returns what ends it. */
export function countVerifications(meter: Meter, events: Observable<VerificationEvent>): () => void {
  const decisions = counterOf(meter, METRICS.verification);
  const subscription = events.subscribe(({ type, rule }) =>
    decisions.add(1, { decision: type, rule: BY_RULE.has(type) ? ruleLabel(rule) : NONE }),
  );
  return () => subscription.unsubscribe();
}
