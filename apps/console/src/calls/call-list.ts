import type { CallPage, CallView } from '../api/call-view.js';
import { matches, type CallFilter } from './call-filter.js';
import { newerCall } from './newer-call.js';

/** What of the API's list is here: its newest part, and the cursor of what follows. */
export interface CallList {
  readonly items: readonly CallView[];
  readonly nextCursor: string | null;
}

/** The list with one more page; calls that moved between the pages are here once. */
export function withPage({ items }: CallList, page: CallPage): CallList {
  const known = new Set(items.map(({ requestId }) => requestId));
  const more = page.items.filter(({ requestId }) => !known.has(requestId));
  return { items: [...items, ...more], nextCursor: page.nextCursor };
}

/**
 * The list after these steps: calls that it has move on or, where the filter wants them no longer, leave; new ones come
 * in by their age, except where a later page will bring them.
 */
export function withSteps({ items, nextCursor }: CallList, steps: readonly CallView[], filter: CallFilter): CallList {
  const heard = newestOf(steps);
  const stay = items.map((call) => heard.take(call)).filter((call) => matches(call, filter));
  const oldest = nextCursor === null ? '' : (items.at(-1)?.createdAt ?? '');
  const fresh = heard.rest().filter((call) => matches(call, filter) && call.createdAt >= oldest);
  return { items: fresh.length === 0 ? stay : merged(fresh.toSorted(newestFirst), stay), nextCursor };
}

function newestOf(steps: readonly CallView[]) {
  const byId = new Map<string, CallView>();
  for (const call of steps) byId.set(call.requestId, newerCall(byId.get(call.requestId) ?? call, call));
  const take = (call: CallView): CallView => {
    const heard = byId.get(call.requestId);
    byId.delete(call.requestId);
    return heard ? newerCall(call, heard) : call;
  };
  return { take, rest: () => [...byId.values()] };
}

/** Both are newest first, and so is what comes out. */
function merged(fresh: readonly CallView[], known: readonly CallView[]): CallView[] {
  const all: CallView[] = [];
  let next = 0;
  for (const call of known) {
    while (next < fresh.length && newestFirst(fresh[next]!, call) <= 0) all.push(fresh[next++]!);
    all.push(call);
  }
  return [...all, ...fresh.slice(next)];
}

const newestFirst = (a: CallView, b: CallView): number => compare(b.createdAt, a.createdAt);

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
