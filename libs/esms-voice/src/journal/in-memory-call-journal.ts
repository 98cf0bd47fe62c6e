import type { CallKey, CallRecord } from '../calls/call-record.js';
import { isOpen } from '../calls/call-state.js';
import { postpone } from '../calls/transitions.js';
import { InvalidInputError, JournalFullError } from '../errors/errors.js';
import type {
  CallJournalStore,
  CallPage,
  CallQuery,
  Change,
  DueClaim,
  QuarantinedCallback,
  QuarantinePage,
  QuarantineQuery,
  Updated,
} from './call-journal.store.js';
import { InMemoryQuarantine } from './in-memory-quarantine.js';
import { LinkedList, type ListNode } from './linked-list.js';

/** In which order calls are forgotten; `kept` ones never are. */
type Keep = 'finished' | 'accepted' | 'kept';

interface Entry {
  readonly key: string;
  /** `null` until the call has an id of the gateway. */
  callIdKey: string | null;
  readonly sequence: number;
  record: CallRecord;
  keep: Keep;
  keepNode: ListNode<Entry> | null;
  ageNode: ListNode<Entry> | null;
}

/** How many calls an {@link InMemoryCallJournal} holds unless told otherwise; about 2 kB each. */
export const DEFAULT_MAX_CALLS = 10_000;

/**
 * The default journal: this process's memory, bounded. When it is full, finished calls are forgotten first, then the
 * oldest accepted ones; `queued`, `pending` and `unknown` calls that are still asked about never: where only these are
 * left, a new call is refused.
 */
export class InMemoryCallJournal implements CallJournalStore {
  readonly isShared: boolean = false;
  private readonly entries = new Map<string, Entry>();
  private readonly byCallId = new Map<string, Entry>();
  private readonly byAge = new LinkedList<Entry>();
  private readonly owing = new Set<Entry>();
  private readonly aside = new InMemoryQuarantine();
  private readonly byKeep: Record<Keep, LinkedList<Entry>> = {
    finished: new LinkedList(),
    accepted: new LinkedList(),
    kept: new LinkedList(),
  };
  private sequence = 0;

  /** @throws RangeError where `maxCalls` is not a whole number above zero. */
  constructor(private readonly maxCalls: number = DEFAULT_MAX_CALLS) {
    if (!Number.isSafeInteger(maxCalls) || maxCalls < 1) {
      throw new RangeError('maxCalls must be a whole number above zero');
    }
  }

  /** @throws JournalFullError */
  async insert(record: CallRecord): Promise<CallRecord | null> {
    const key = keyOf(record);
    const existing = this.entries.get(key);
    if (existing) return existing.record;
    if (this.entries.size >= this.maxCalls) this.forgetOne();
    this.add(key, record);
    return null;
  }

  async update<T>(key: CallKey, change: (record: CallRecord) => Change<T>): Promise<Updated<T> | null> {
    const entry = this.entries.get(keyOf(key));
    if (!entry) return null;
    const before = entry.record;
    const { record, result } = change(before);
    if (record !== before) this.replace(entry, record);
    return { before, record, result };
  }

  async find(key: CallKey): Promise<CallRecord | null> {
    return this.entries.get(keyOf(key))?.record ?? null;
  }

  async findByCallId(account: string, callId: string): Promise<CallRecord | null> {
    return this.byCallId.get(toCallIdKey(account, callId))?.record ?? null;
  }

  async claimDue({ account, field, now, until, limit }: DueClaim): Promise<CallRecord[]> {
    const candidates = field === 'handleAt' ? [...this.owing] : this.openEntries();
    const timeOf = ({ record }: Entry): number => record[field]?.getTime() ?? Infinity;
    const due = candidates.filter((entry) => entry.record.account === account && timeOf(entry) <= now.getTime());
    const taken = due.toSorted((a, b) => timeOf(a) - timeOf(b)).slice(0, limit);
    for (const entry of taken) this.replace(entry, postpone(entry.record, field, until));
    return taken.map((entry) => entry.record);
  }

  async quarantine(callback: QuarantinedCallback): Promise<void> {
    this.aside.add(callback);
  }

  async listQuarantined(query: QuarantineQuery): Promise<QuarantinePage> {
    return this.aside.list(query);
  }

  /** @throws InvalidInputError where the cursor is not one of this journal's. */
  async list({ account, state, limit, cursor }: CallQuery): Promise<CallPage> {
    const from = cursor === undefined ? Infinity : parseCursor(cursor);
    const page: Entry[] = [];
    for (let node = this.byAge.last; node && page.length <= limit; node = node.previous) {
      const { sequence, record } = node.value;
      const matches = record.account === account && (state === undefined || record.state === state);
      if (sequence < from && matches) page.push(node.value);
    }
    const shown = page.slice(0, limit);
    const nextCursor = page.length > limit ? String(shown.at(-1)!.sequence) : null;
    return { records: shown.map((entry) => entry.record), nextCursor };
  }

  private add(key: string, record: CallRecord): void {
    const entry: Entry = {
      key,
      callIdKey: null,
      sequence: ++this.sequence,
      record,
      keep: keepOf(record),
      keepNode: null,
      ageNode: null,
    };
    entry.keepNode = this.byKeep[entry.keep].append(entry);
    entry.ageNode = this.byAge.append(entry);
    this.entries.set(key, entry);
    this.index(entry, null);
  }

  /** Only these can be due for a question: see {@link keepOf}. */
  private openEntries(): Entry[] {
    return [...this.byKeep.kept, ...this.byKeep.accepted];
  }

  /** The indexes beside the key; the call id changes once at most, from `null`. */
  private index(entry: Entry, before: CallRecord | null): void {
    const { account, callId, owed } = entry.record;
    if (callId !== null && callId !== before?.callId) {
      entry.callIdKey = toCallIdKey(account, callId);
      this.byCallId.set(entry.callIdKey, entry);
    }
    if (owed.length > 0) this.owing.add(entry);
    else if (before && before.owed.length > 0) this.owing.delete(entry);
  }

  private replace(entry: Entry, record: CallRecord): void {
    const before = entry.record;
    entry.record = record;
    this.index(entry, before);
    const keep = keepOf(record);
    if (keep === entry.keep) return;
    this.byKeep[entry.keep].remove(entry.keepNode!);
    entry.keep = keep;
    entry.keepNode = this.byKeep[keep].append(entry);
  }

  private forgetOne(): void {
    const node = this.byKeep.finished.first ?? this.byKeep.accepted.first;
    if (!node) throw new JournalFullError(this.maxCalls);
    const entry = node.value;
    this.byKeep[entry.keep].remove(node);
    this.byAge.remove(entry.ageNode!);
    this.entries.delete(entry.key);
    this.owing.delete(entry);
    const { callIdKey } = entry;
    if (callIdKey !== null && this.byCallId.get(callIdKey) === entry) this.byCallId.delete(callIdKey);
  }
}

const keyOf = ({ account, requestId }: CallKey): string => `${account}/${requestId}`;

const toCallIdKey = (account: string, callId: string): string => `${account}/${callId.toLowerCase()}`;

/** What still owes its handlers a step, or waits for a word, is forgotten no sooner than a call that is under way. */
function keepOf(record: CallRecord): Keep {
  const keep = keepByState(record);
  return keep === 'finished' && (record.owed.length > 0 || record.unconfirmed !== null) ? 'accepted' : keep;
}

function keepByState(record: CallRecord): Keep {
  if (!isOpen(record) || record.state === 'rejected') return 'finished';
  if (record.state === 'accepted') return record.sandbox ? 'finished' : 'accepted';
  if (record.state === 'unknown' && record.askAt === null && !record.sandbox) return 'finished';
  return record.state === 'dialing' ? 'accepted' : 'kept';
}

function parseCursor(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new InvalidInputError(['cursor must be the nextCursor of a page']);
  return Number(cursor);
}
