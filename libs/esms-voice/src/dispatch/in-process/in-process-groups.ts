import type { CallState } from '../../calls/call-state.js';
import type { DispatchGroups } from '../dispatch-queue.js';

/** Beyond these the group that began longest ago is forgotten. */
const MAX_GROUPS = 1_000;

/** Groups in this process's memory. */
export class InProcessGroups implements DispatchGroups {
  private readonly groups = new Map<string, Map<string, CallState | null>>();

  async join(group: string, requestIds: readonly string[]): Promise<void> {
    const members = this.groups.get(group) ?? this.begin(group);
    for (const requestId of requestIds) if (!members.has(requestId)) members.set(requestId, null);
  }

  async members(group: string): Promise<ReadonlyMap<string, CallState | null>> {
    return this.groups.get(group) ?? new Map<string, null>();
  }

  async noteEnded(group: string, ended: ReadonlyMap<string, CallState>): Promise<void> {
    const members = this.groups.get(group);
    for (const [requestId, state] of ended) members?.set(requestId, state);
  }

  private begin(group: string): Map<string, CallState | null> {
    if (this.groups.size >= MAX_GROUPS) this.groups.delete(this.groups.keys().next().value!);
    const members = new Map<string, CallState | null>();
    this.groups.set(group, members);
    return members;
  }
}
