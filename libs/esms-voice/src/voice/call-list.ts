import { CALL_KINDS, CALL_STATES, type CallKind, type CallState } from '../calls/call-state.js';
import { toCallView, type CallView } from '../calls/call-view.js';
import { DEFAULT_PAGE_LIMIT, pageLimitProblems, refuseProblems } from '../calls/page-limit.js';
import { parseSendAt } from '../calls/send-date.js';
import type { CallJournal } from '../journal/call-journal.js';

/** Which calls to list, newest first; what is absent fits every call. */
export interface ListCallsQuery {
  readonly state?: CallState | undefined;
  readonly kind?: CallKind | undefined;
  /** Calls written down at this moment or later: a `Date`, or ISO 8601 with a zone. */
  readonly from?: Date | string | undefined;
  /** Calls written down before this moment. */
  readonly to?: Date | string | undefined;
  /** 1 to 500. @default 50 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before, of the same query. */
  readonly cursor?: string | undefined;
}

/** One page of calls. */
export interface CallList {
  readonly items: readonly CallView[];
  /** `null` on the last page. On Redis a page of one kind may hold fewer calls than its limit, or none, and have a cursor. */
  readonly nextCursor: string | null;
}

/** Reads one page of an account's calls. @throws InvalidInputError that names every problem of the query. */
export async function listCalls(
  account: string,
  journal: CallJournal,
  { state, kind, from, to, limit = DEFAULT_PAGE_LIMIT, cursor }: ListCallsQuery,
): Promise<CallList> {
  refuseProblems([
    ...wordProblems('state', state, CALL_STATES),
    ...wordProblems('kind', kind, CALL_KINDS),
    ...momentProblems('from', from),
    ...momentProblems('to', to),
    ...pageLimitProblems(limit),
  ]);
  const times = { from: momentOf(from), to: momentOf(to) };
  const page = await journal.list({ account, state, kind, ...times, limit, cursor });
  return { items: page.records.map(toCallView), nextCursor: page.nextCursor };
}

const wordProblems = (name: string, word: string | undefined, words: readonly string[]): string[] =>
  word === undefined || words.includes(word) ? [] : [`${name} must be one of ${words.join(', ')}`];

const momentProblems = (name: string, moment: unknown): string[] =>
  moment === undefined || parseSendAt(moment) ? [] : [`${name} must be a Date, or ISO 8601 with a zone`];

const momentOf = (moment: Date | string | undefined): Date | undefined => parseSendAt(moment) ?? undefined;
