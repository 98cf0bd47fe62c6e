import type { CallKind } from './call-view.js';

/** A phone of the simulator: what became of one request to ring it. `at` is ISO 8601. */
export interface SimulatedCall {
  /** `null`: a foreign call that named none. */
  readonly requestId: string | null;
  readonly callId: string | null;
  /** Masked. */
  readonly phone: string;
  readonly kind: CallKind;
  readonly state: 'scheduled' | 'ringing' | 'answered' | 'no-answer' | 'failed' | 'rejected';
  /** What the phone speaks. */
  readonly spoken: string | null;
  /** How often the phone rang for this request: one at most is the promise. */
  readonly rings: number;
  readonly at: string;
}
