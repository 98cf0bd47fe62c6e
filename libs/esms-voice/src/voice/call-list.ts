import { CALL_STATES, type CallState } from '../calls/call-state.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import { DEFAULT_PAGE_LIMIT, pageLimitProblems, refuseProblems } from '../calls/page-limit.js';
import type { CallJournal } from '../journal/call-journal.js';

/** Which calls to list, newest first. */
export interface ListCallsQuery {
  readonly state?: CallState | undefined;
  /** 1 to 500. @default 50 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** One page of calls. */
export interface CallList {
  readonly items: readonly CallView[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

/** Reads one page of an account's calls. @throws InvalidInputError where limit, state or cursor is not one. */
export async function listCalls(
  account: string,
  journal: CallJournal,
  { state, limit = DEFAULT_PAGE_LIMIT, cursor }: ListCallsQuery,
): Promise<CallList> {
  refuseProblems([...stateProblems(state), ...pageLimitProblems(limit)]);
  const page = await journal.list({ account, state, limit, cursor });
  return { items: page.records.map(toCallView), nextCursor: page.nextCursor };
}

const stateProblems = (state: string | undefined): string[] =>
  state === undefined || CALL_STATES.includes(state as CallState)
    ? []
    : [`state must be one of ${CALL_STATES.join(', ')}`];
