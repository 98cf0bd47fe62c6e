import { CALL_STATES, isFinal, type CallState } from '../api/call-view.js';

/** How far a batch is, as the API tells it. */
export interface BatchProgress {
  readonly batchId: string;
  readonly total: number;
  readonly toQueue: number;
  readonly conflicts: number;
  readonly forgotten: number;
  readonly states: Readonly<Record<CallState, number>>;
}

/** How many calls of the batch have come to their end; those that were never queued or are forgotten have too. */
export const endedOf = ({ states, conflicts, forgotten }: BatchProgress): number =>
  CALL_STATES.filter(isFinal).reduce((sum, state) => sum + states[state], conflicts + forgotten);
