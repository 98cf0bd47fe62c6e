import { LinkedList, type ListNode } from '../../journal/linked-list.js';
import { decideTake, oldestSlice, sliceOf, sumSlices, type Counter, type Counters, type Taken } from './counters.js';

interface Held {
  readonly key: string;
  readonly slices: Map<number, number>;
  /** Texts that were added once, with their slice. */
  readonly once: Map<string, number>;
  /** Older slices were forgotten. */
  oldest: number;
  /** When nothing of it counts any more. */
  endsAt: number;
}

/** Counters in this process's memory; what no window counts any more is forgotten. */
export class InMemoryCounters implements Counters {
  private readonly nodes = new Map<string, ListNode<Held>>();
  private readonly byUse = new LinkedList<Held>();

  async take(counter: Counter, amount: number, max: number, now: number): Promise<Taken> {
    const { slices } = this.touch(counter, now);
    const taken = decideTake(counter, countedSlices(slices, counter, now), amount, max);
    if (taken.isTaken) addTo(slices, sliceOf(counter, now), amount);
    return taken;
  }

  async add(counter: Counter, amount: number, at: number, once?: string): Promise<void> {
    const held = this.touch(counter, at);
    const slice = sliceOf(counter, at);
    if (once !== undefined && held.once.has(once)) return;
    if (once !== undefined) held.once.set(once, slice);
    addTo(held.slices, slice, amount);
  }

  async sum(counter: Counter, from: number, to: number): Promise<number> {
    return sumSlices(counter, this.nodes.get(counter.key)?.value.slices ?? [], from, to);
  }

  private touch(counter: Counter, now: number): Held {
    this.forgetEnded(now);
    const known = this.nodes.get(counter.key);
    if (known) this.byUse.remove(known);
    const held = known?.value ?? { key: counter.key, slices: new Map(), once: new Map(), oldest: 0, endsAt: 0 };
    held.endsAt = Math.max(held.endsAt, now + 2 * counter.windowMs);
    forgetOldSlices(held, sliceOf(counter, now - 2 * counter.windowMs));
    this.nodes.set(counter.key, this.byUse.append(held));
    return held;
  }

  /** One that is used again goes to the end; two steps a use keep the list short. */
  private forgetEnded(now: number): void {
    for (let steps = 0; steps < 2; steps += 1) {
      const oldest = this.byUse.first;
      if (!oldest || oldest.value.endsAt > now) return;
      this.byUse.remove(oldest);
      this.nodes.delete(oldest.value.key);
    }
  }
}

function countedSlices(slices: ReadonlyMap<number, number>, counter: Counter, now: number): [number, number][] {
  const first = oldestSlice(counter, now);
  return [...slices].filter(([slice]) => slice >= first).toSorted(([a], [b]) => a - b);
}

function addTo(slices: Map<number, number>, slice: number, amount: number): void {
  slices.set(slice, (slices.get(slice) ?? 0) + amount);
}

function forgetOldSlices(held: Held, oldest: number): void {
  if (oldest <= held.oldest) return;
  held.oldest = oldest;
  const { slices, once } = held;
  for (const slice of slices.keys()) if (slice < oldest) slices.delete(slice);
  for (const [text, slice] of once) if (slice < oldest) once.delete(text);
}
