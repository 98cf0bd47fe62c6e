import type { CallView } from '../api/call-view.js';
import { queryString } from '../api/query-string.js';

/** What of the list is wanted; an empty text means all. `from` and `to` are ISO 8601. */
export interface CallFilter {
  readonly state: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

const PERIODS_MS: Readonly<Record<string, number>> = { quarter: 900_000, hour: 3_600_000, day: 86_400_000 };
export const PERIODS = Object.keys(PERIODS_MS);

/**
 * The filter that a route's query names; `period` counts back from `now` (milliseconds), `from` and `to` are local times
 * as a `datetime-local` control has them.
 */
export function filterOf(query: Readonly<Record<string, string>>, now: number): CallFilter {
  const { state = '', kind = '', period = '', from = '', to = '' } = query;
  const length = PERIODS_MS[period];
  const start = length === undefined ? toIso(from) : new Date(now - length).toISOString();
  return { state, kind, from: start, to: length === undefined ? toIso(to) : '' };
}

/** Whether the API would list this call under the filter. */
export function matches(call: CallView, { state, kind, from, to }: CallFilter): boolean {
  const createdAt = Date.parse(call.createdAt);
  return (
    (state === '' || call.state === state) &&
    (kind === '' || call.kind === kind) &&
    (from === '' || createdAt >= Date.parse(from)) &&
    (to === '' || createdAt < Date.parse(to))
  );
}

/** Where the page of the list after this cursor is. */
export const pagePath = (filter: CallFilter, limit: number, cursor: string | null): string =>
  `/calls${queryString({ ...filter, limit: String(limit), cursor })}`;

function toIso(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
