import type { CallRecord } from '../calls/call-record.js';
import { CALL_STATES, isOpen, type CallState } from '../calls/call-state.js';
import type { QueuedCalls } from '../voice/queued-calls.js';
import type { DispatchGroups } from './dispatch-queue.js';

/** How far the calls of a group are. */
export interface GroupProgress {
  readonly total: number;
  readonly states: Readonly<Record<CallState, number>>;
  /** Calls that the journal no longer has. */
  readonly forgotten: number;
}

/** Calls that are looked up at once. */
const AT_ONCE = 50;

/**
 * Counts a group's calls by state. The journal says how each stands, so the counts are right whatever crashed; what has ended
 * for good is noted with the group, and asked for no more.
 */
export async function countGroup(group: string, groups: DispatchGroups, queued: QueuedCalls): Promise<GroupProgress> {
  const members = await groups.members(group);
  const states = Object.fromEntries(CALL_STATES.map((state) => [state, 0])) as Record<CallState, number>;
  for (const state of members.values()) if (state !== null) states[state] += 1;
  const open = [...members].filter(([, state]) => state === null).map(([requestId]) => requestId);
  const records = await findAll(open, queued);
  for (const { state } of records) states[state] += 1;
  const ended = new Map(records.filter(hasEnded).map(({ requestId, state }) => [requestId, state]));
  if (ended.size > 0) await groups.noteEnded(group, ended);
  return { total: members.size, states, forgotten: open.length - records.length };
}

async function findAll(requestIds: readonly string[], queued: QueuedCalls): Promise<CallRecord[]> {
  const found: CallRecord[] = [];
  for (let from = 0; from < requestIds.length; from += AT_ONCE) {
    const records = await Promise.all(requestIds.slice(from, from + AT_ONCE).map((id) => queued.find(id)));
    found.push(...records.filter((record) => record !== null));
  }
  return found;
}

/** Nothing will move it any more: no redial, no repeat, and a sandbox call is told nothing. */
function hasEnded(record: CallRecord): boolean {
  if (record.sandbox && record.state === 'accepted') return true;
  if (record.state === 'undelivered') return record.maxRetry === 0;
  return !isOpen(record) && record.reason !== 'not-sent';
}
