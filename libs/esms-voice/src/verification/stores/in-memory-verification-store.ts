import { LinkedList, type ListNode } from '../../journal/linked-list.js';
import { VerificationStoreFullError } from '../errors.js';
import { DAY_MS, NUMBER_KEPT_MS, type TimelineEntry, type Verification } from '../domain/verification.js';
import { tagOfId } from '../verification-keys.js';
import { InMemoryCounters } from './in-memory-counters.js';
import { NumberSlot } from './number-slot.js';
import type {
  CheckAsk,
  Checked,
  FoundVerification,
  RingToTakeBack,
  StartAsk,
  Started,
  VerificationReference,
  VerificationStore,
} from './verification-store.js';

/** How many numbers an {@link InMemoryVerificationStore} holds unless told otherwise; about 1 kB each. */
export const DEFAULT_MAX_NUMBERS = 100_000;

interface Held {
  readonly tag: string;
  readonly slot: NumberSlot;
  readonly startedAt: number;
}

/**
 * The default store: this process's memory, bounded. When it is full, numbers without a call in the last day are forgotten;
 * where there are none, a start is refused: forgetting a limit would be worse.
 */
export class InMemoryVerificationStore implements VerificationStore {
  readonly isShared = false;
  readonly counters = new InMemoryCounters();
  private readonly nodes = new Map<string, ListNode<Held>>();
  /** The latest start last. */
  private readonly byStart = new LinkedList<Held>();

  /** @throws RangeError where `maxNumbers` is not a whole number above zero. */
  constructor(private readonly maxNumbers: number = DEFAULT_MAX_NUMBERS) {
    if (!Number.isSafeInteger(maxNumbers) || maxNumbers < 1) {
      throw new RangeError('maxNumbers must be a whole number above zero');
    }
  }

  /** @throws VerificationStoreFullError */
  async start(ask: StartAsk): Promise<Started> {
    return this.touch(tagOfId(ask.id), ask.now).start(ask);
  }

  async takeBack(ring: RingToTakeBack): Promise<void> {
    this.slotOf(ring.id)?.takeBack(ring);
  }

  async check({ reference, proofsOf, now, rules }: CheckAsk): Promise<Checked> {
    const id = this.idOf(reference, now);
    const slot = this.slotOf(id);
    return (
      slot?.check(id, { proofs: proofsOf(tagOfId(id)), now, rules }) ?? { result: 'not-found', verification: null }
    );
  }

  async cancel(reference: VerificationReference, now: number): Promise<Verification | null> {
    const id = this.idOf(reference, now);
    return this.slotOf(id)?.cancel(id, now) ?? null;
  }

  async find(id: string, now: number): Promise<FoundVerification | null> {
    return this.slotOf(id)?.find(id, now) ?? null;
  }

  async note(id: string, entry: TimelineEntry): Promise<void> {
    this.slotOf(id)?.note(id, entry);
  }

  async forgive(tag: string): Promise<void> {
    this.nodes.get(tag)?.value.slot.forgive();
  }

  private slotOf(id: string): NumberSlot | null {
    return this.nodes.get(tagOfId(id))?.value.slot ?? null;
  }

  private idOf(reference: VerificationReference, now: number): string {
    if ('id' in reference) return reference.id;
    const { tags, purpose, user } = reference;
    const slots = tags.map((tag) => this.nodes.get(tag)?.value.slot);
    return slots.map((slot) => slot?.idOf(purpose, user, now)).find((id) => id) ?? '';
  }

  /** The slot of a number, made where there is none, as the one that was used last. */
  private touch(tag: string, now: number): NumberSlot {
    const known = this.nodes.get(tag);
    if (known) this.byStart.remove(known);
    else this.makeRoom(now);
    const isKept = known && known.value.startedAt > now - NUMBER_KEPT_MS;
    const held = { tag, slot: isKept ? known.value.slot : new NumberSlot(), startedAt: now };
    this.nodes.set(tag, this.byStart.append(held));
    return held.slot;
  }

  private makeRoom(now: number): void {
    const isFull = this.nodes.size >= this.maxNumbers;
    const oldest = this.byStart.first;
    if (oldest && oldest.value.startedAt <= now - (isFull ? DAY_MS : NUMBER_KEPT_MS)) this.forget(oldest);
    else if (isFull) throw new VerificationStoreFullError(this.maxNumbers);
  }

  private forget(node: ListNode<Held>): void {
    this.byStart.remove(node);
    this.nodes.delete(node.value.tag);
  }
}
