import { CALL_STATES } from '../calls/call-state.js';
import type { CallKey, CallRecord } from '../calls/call-record.js';
import { toBareCause } from '../errors/bare-cause.js';
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
} from '../journal/call-journal.store.js';
import { readCall, writeCall } from './journal/call-line.js';
import { parseCursor, placeOf, placeOfTime } from './journal/call-place.js';
import { CallWriter } from './journal/call-writer.js';
import { JournalScripts } from './journal/journal-scripts.js';
import { readQuarantined, writeQuarantined } from './journal/quarantined-line.js';
import { wordOf, wordOfCallId } from './journal/word.js';
import { newWriteId } from './journal/write-id.js';
import { RedisCommands } from './redis-commands.js';
import { resolveRedisJournalOptions, type RedisJournalOptions } from './redis-options.js';

/** How many calls one script forgets: it keeps all others waiting. */
const FORGOTTEN_AT_ONCE = 500;
/** How many pages a list looks through, for the sake of calls that have ended by themselves or are of another kind. */
const MAX_PAGES = 10;
/** How many calls it looks at in one script where it wants those of one kind: no index knows kinds. */
const SEEN_AT_ONCE = 200;

/**
 * The journal in Redis, which many processes may share: one Redis or a Redis Cluster, where all of an account is in one slot.
 * What it fails with is told without what was asked.
 */
export class RedisCallJournal implements CallJournalStore {
  readonly isShared = true;
  private readonly scripts: JournalScripts;
  private readonly retentionMs: number;

  /** @throws EsmsVoiceOptionsError that names each option and its rule. */
  constructor(options: RedisJournalOptions) {
    const resolved = resolveRedisJournalOptions(options, 'RedisCallJournal');
    const commands = new RedisCommands(resolved, toBareCause);
    this.scripts = new JournalScripts(commands, `${resolved.keyPrefix}j:`);
    this.retentionMs = resolved.retentionMs;
  }

  async insert(record: CallRecord): Promise<CallRecord | null> {
    const words = [writeCall(record, newWriteId()), this.retentionMs];
    return readFound(await this.scripts.run('insert', record.account, words));
  }

  update<T>(
    key: CallKey,
    change: (record: CallRecord) => Change<T>,
    seen: CallRecord | null = null,
  ): Promise<Updated<T> | null> {
    return new CallWriter(this.scripts, key, change, this.retentionMs).update(seen);
  }

  async find({ account, requestId }: CallKey): Promise<CallRecord | null> {
    return readFound(await this.scripts.call(account, requestId));
  }

  async findByCallId(account: string, callId: string): Promise<CallRecord | null> {
    return readFound(await this.scripts.run('findByCallId', account, [wordOfCallId(callId)]));
  }

  /** @throws InvalidInputError where the cursor is not one of this journal's. */
  async list({ account, state, kind, from, to, limit, cursor }: CallQuery): Promise<CallPage> {
    const states = state === undefined ? CALL_STATES : [state];
    const end = from === undefined ? '-' : `[${placeOfTime(from)}`;
    const count = kind === undefined ? limit + 1 : Math.max(limit + 1, SEEN_AT_ONCE);
    const records: CallRecord[] = [];
    let after = startOf(cursor, to);
    for (let pages = 0; pages < MAX_PAGES && records.length <= limit; pages += 1) {
      const { found, last } = await this.listBehind(account, { after, end, count, states });
      records.push(...found.filter((record) => kind === undefined || record.kind === kind));
      after = last;
      if (last === null) break;
    }
    if (records.length <= limit) return { records, nextCursor: after };
    return { records: records.slice(0, limit), nextCursor: placeOf(records[limit - 1]!) };
  }

  async claimDue({ account, field, now, until, limit }: DueClaim): Promise<readonly CallRecord[]> {
    const kind = field === 'askAt' ? 'ask' : 'handle';
    const words = [field, kind, +now, +until, limit, this.retentionMs];
    return ((await this.scripts.run('claim', account, words)) as string[]).map(readCall);
  }

  async quarantine(callback: QuarantinedCallback): Promise<void> {
    const { account, id, requestId, expiresAt, at } = callback;
    const words = [wordOf(id), wordOf(requestId), +expiresAt, writeQuarantined(callback), +at];
    await this.scripts.run('quarantine', account, words);
  }

  async listQuarantined({ account, limit, cursor }: QuarantineQuery): Promise<QuarantinePage> {
    const behind = cursor === undefined ? '+' : `(${wordOf(cursor)} `;
    const lines = (await this.scripts.run('listQuarantined', account, [behind, limit + 1])) as string[];
    const callbacks = lines.slice(0, limit).map(readQuarantined);
    return { callbacks, nextCursor: lines.length > limit ? callbacks.at(-1)!.id : null };
  }

  async erase({ account, phoneHashes }: CallErasure): Promise<ErasedCalls> {
    const sum = { erased: 0, kept: 0 };
    for (const hash of new Set(phoneHashes)) {
      let behind = '';
      do {
        const words = [wordOf(hash), behind, FORGOTTEN_AT_ONCE];
        const [last, erased, kept] = (await this.scripts.run('erase', account, words)) as [string, number, number];
        sum.erased += erased;
        sum.kept += kept;
        behind = last;
      } while (behind !== '');
    }
    return sum;
  }

  async purge({ account, before, limit }: CallPurge): Promise<number> {
    let sum = 0;
    for (;;) {
      const wanted = Math.min(limit - sum, FORGOTTEN_AT_ONCE);
      const [met, purged] = (await this.scripts.run('purge', account, [+before, wanted])) as [number, number];
      sum += purged;
      if (met < wanted || sum >= limit) return sum;
    }
  }

  private async listBehind(
    account: string,
    { after, end, count, states }: PlaceRange,
  ): Promise<{ readonly found: CallRecord[]; readonly last: string | null }> {
    const words = [after === null ? '+' : `(${after}`, end, count, ...states];
    const reply = (await this.scripts.run('list', account, words)) as string[];
    const texts = reply.filter((text, index) => index % 2 === 1 && text !== '');
    return { found: texts.map(readCall), last: reply.length < 2 * count ? null : reply.at(-2)! };
  }
}

/** Which places to read, from the newest. */
interface PlaceRange {
  readonly after: string | null;
  readonly end: string;
  readonly count: number;
  readonly states: readonly string[];
}

/** Places sort as texts: what is before a time is behind its place. */
function startOf(cursor: string | undefined, to: Date | undefined): string | null {
  const places = [...(cursor === undefined ? [] : [parseCursor(cursor)]), ...(to ? [placeOfTime(to)] : [])];
  return places.toSorted()[0] ?? null;
}

/** A script's reply: a call's text, or nothing. */
const readFound = (reply: unknown): CallRecord | null => (typeof reply === 'string' ? readCall(reply) : null);
