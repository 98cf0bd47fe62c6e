import { refuseProblems } from '../calls/page-limit.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import type { CallJournal } from '../journal/call-journal.js';
import type { ErasedCalls } from '../journal/call-journal.store.js';
import type { DataKeys } from '../journal/data-keys.js';

/** Which calls are old enough to be forgotten. */
export interface PurgeCallsQuery {
  /** Those that changed last before this; callbacks about a call may come for eight days. */
  readonly before: Date;
  /** How many at most. @default 1,000 */
  readonly limit?: number | undefined;
}

const DEFAULT_PURGE_LIMIT = 1_000;
const MAX_PURGE_LIMIT = 10_000;

/** Forgets calls of one account: by their number, or by their age. */
export class CallForgetting {
  constructor(
    private readonly account: string,
    private readonly journal: CallJournal,
    private readonly dataKeys: DataKeys,
  ) {}

  async erase(text: string): Promise<ErasedCalls> {
    const { phone } = parsePhone(typeof text === 'string' ? text : '', ANY_PHONE);
    refuseProblems(phone === null ? ['phone must be a phone number'] : []);
    return this.journal.erase({ account: this.account, phoneHashes: this.dataKeys.hashes('phone', phone!) });
  }

  async purge({ before, limit = DEFAULT_PURGE_LIMIT }: PurgeCallsQuery): Promise<number> {
    refuseProblems([...dateProblems(before), ...limitProblems(limit)]);
    return this.journal.purge({ account: this.account, before, limit });
  }
}

const dateProblems = (before: unknown): string[] =>
  before instanceof Date && !Number.isNaN(before.getTime()) ? [] : ['before must be a date'];

const limitProblems = (limit: number): string[] =>
  Number.isSafeInteger(limit) && limit >= 1 && limit <= MAX_PURGE_LIMIT
    ? []
    : [`limit must be a whole number from 1 to ${MAX_PURGE_LIMIT}`];
