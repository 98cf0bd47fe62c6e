import type { CallKey, CallRecord } from '../calls/call-record.js';
import { isAtRest } from '../calls/at-rest.js';
import { isOpen } from '../calls/call-state.js';
import { postpone } from '../calls/transitions.js';
import { InvalidInputError, JournalFullError } from '../errors/errors.js';
import type {
  CallErasure,
  CallJournalStore,
  CallPage,
  CallPurge,
  CallQuery,
  Change,
  DueClaim,
  ErasedCalls,
  QuarantinedCallback,
  QuarantinePage,
  QuarantineQuery,
  Updated,
} from './call-journal.store.js';
import { ByAccount } from './by-account.js';
import { fitsQuery } from './fits-query.js';
import { InMemoryQuarantine } from './in-memory-quarantine.js';
import { LinkedList, type ListNode } from './linked-list.js';

/** In which order calls are forgotten; `kept` ones never are. */
type Keep = 'finished' | 'accepted' | 'kept';

interface Entry {
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
  /** Whoever extends this and writes calls down elsewhere says `false`: else no handler hears of what a dead process owed it. */
  readonly endsWithProcess: boolean = true;
  private readonly entries = new ByAccount<Entry>();
  private readonly byCallId = new ByAccount<Entry>();
  private readonly byAge = new LinkedList<Entry>();
  private readonly owing = new Set<Entry>();
  private readonly aside = new InMemoryQuarantine();
  private readonly byKeep: Record<Keep, LinkedList<Entry>> = {
    finished: new LinkedList(),
    accepted: new LinkedList(),
    kept: new LinkedList(),
  };
  private sequence = 0;
  private count = 0;

  /** @throws RangeError where `maxCalls` is not a whole number above zero. */
  constructor(private readonly maxCalls: number = DEFAULT_MAX_CALLS) {
    if (!Number.isSafeInteger(maxCalls) || maxCalls < 1) {
      throw new RangeError('maxCalls must be a whole number above zero');
    }
  }

  /** @throws JournalFullError */
  async insert(record: CallRecord): Promise<CallRecord | null> {
    const existing = this.entries.get(record.account, record.requestId);
    if (existing) return existing.record;
    if (this.count >= this.maxCalls) this.forgetOne();
    this.add(record);
    return null;
  }

  async update<T>(key: CallKey, change: (record: CallRecord) => Change<T>): Promise<Updated<T> | null> {
    const entry = this.entries.get(key.account, key.requestId);
    if (!entry) return null;
    const before = entry.record;
    const { record, result } = change(before);
    if (record !== before) this.replace(entry, record);
    return { before, record, result };
  }

  async find({ account, requestId }: CallKey): Promise<CallRecord | null> {
    return this.entries.get(account, requestId)?.record ?? null;
  }

  async findByCallId(account: string, callId: string): Promise<CallRecord | null> {
    return this.byCallId.get(account, callId.toLowerCase())?.record ?? null;
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
  async list({ limit, cursor, ...query }: CallQuery): Promise<CallPage> {
    const from = cursor === undefined ? Infinity : parseCursor(cursor);
    const page: Entry[] = [];
    for (let node = this.byAge.last; node && page.length <= limit; node = node.previous) {
      const { sequence, record } = node.value;
      if (sequence < from && fitsQuery(record, query)) page.push(node.value);
    }
    const shown = page.slice(0, limit);
    const nextCursor = page.length > limit ? String(shown.at(-1)!.sequence) : null;
    return { records: shown.map((entry) => entry.record), nextCursor };
  }

  async erase({ account, phoneHashes }: CallErasure): Promise<ErasedCalls> {
    const hashes = new Set<string | null>(phoneHashes);
    const found = [...this.byAge].filter(({ record }) => record.account === account && hashes.has(record.phoneHash));
    const erased = found.filter(({ record }) => isAtRest(record));
    for (const entry of erased) this.forget(entry);
    this.aside.forget(erased.map(({ record }) => record));
    return { erased: erased.length, kept: found.length - erased.length };
  }

  async purge({ account, before, limit }: CallPurge): Promise<number> {
    const isOld = ({ record }: Entry): boolean =>
      record.account === account && record.updatedAt < before && isAtRest(record);
    const longestUnchanged = [...this.byAge]
      .filter(isOld)
      .toSorted((a, b) => +a.record.updatedAt - +b.record.updatedAt);
    const purged = longestUnchanged.slice(0, limit);
    for (const entry of purged) this.forget(entry);
    return purged.length;
  }

  private add(record: CallRecord): void {
    const entry: Entry = {
      sequence: ++this.sequence,
      record,
      keep: keepOf(record),
      keepNode: null,
      ageNode: null,
    };
    entry.keepNode = this.byKeep[entry.keep].append(entry);
    entry.ageNode = this.byAge.append(entry);
    this.entries.set(record.account, record.requestId, entry);
    this.count += 1;
    this.index(entry, null);
  }

  /** Only these can be due for a question: see {@link keepOf}. */
  private openEntries(): Entry[] {
    return [...this.byKeep.kept, ...this.byKeep.accepted];
  }

  /** The indexes beside the key; the call id changes once at most, from `null`. */
  private index(entry: Entry, before: CallRecord | null): void {
    const { account, callId, owed } = entry.record;
    if (callId !== null && callId !== before?.callId) this.byCallId.set(account, callId.toLowerCase(), entry);
    if (owed.length > 0) this.owing.add(entry);
    else if (before && before.owed.length > 0) this.owing.delete(entry);
  }

  private replace(entry: Entry, record: CallRecord): void {
    const before = entry.record;
    entry.record = record;
    this.index(entry, before);
    const keep = keepOf(record);
    if (keep === entry.keep) return;
    this.byKeep[keep].adopt(entry.keepNode!, this.byKeep[entry.keep]);
    entry.keep = keep;
  }

  private forgetOne(): void {
    const node = this.byKeep.finished.first ?? this.byKeep.accepted.first;
    if (!node) throw new JournalFullError(this.maxCalls);
    this.forget(node.value);
  }

  private forget(entry: Entry): void {
    this.byKeep[entry.keep].remove(entry.keepNode!);
    this.byAge.remove(entry.ageNode!);
    const { account, requestId, callId } = entry.record;
    this.entries.delete(account, requestId);
    this.count -= 1;
    this.owing.delete(entry);
    const id = callId?.toLowerCase();
    if (id !== undefined && this.byCallId.get(account, id) === entry) this.byCallId.delete(account, id);
  }
}

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
