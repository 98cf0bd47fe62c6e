import type { CallKey, CallRecord } from '../calls/call-record.js';
import type { CallKind, CallState } from '../calls/call-state.js';

/** A change of a record and what the caller wants to know of it. The same record means: nothing to write. */
export interface Change<T> {
  readonly record: CallRecord;
  readonly result: T;
}

/** What {@link CallJournalStore.update} did: the record before and after, and the change's own result. */
export interface Updated<T> extends Change<T> {
  readonly before: CallRecord;
}

/** Which calls a page holds, newest first; what is absent fits every call. */
export interface CallQuery {
  readonly account: string;
  readonly state?: CallState | undefined;
  readonly kind?: CallKind | undefined;
  /** Of `createdAt`, inclusive. */
  readonly from?: Date | undefined;
  /** Of `createdAt`, exclusive. */
  readonly to?: Date | undefined;
  /** 1 to 500. */
  readonly limit: number;
  /** `nextCursor` of the page before; opaque. */
  readonly cursor?: string | undefined;
}

/**
 * One page of calls; `nextCursor` is `null` on the last one alone: a store that looks for a rare kind of call may give a page
 * that is not full, or empty, and a cursor to look on from.
 */
export interface CallPage {
  readonly records: readonly CallRecord[];
  readonly nextCursor: string | null;
}

/** What is due: `askAt`: the gateway is to be asked; `handleAt`: owed steps are to be delivered. */
export type DueField = 'askAt' | 'handleAt';

/** Which due calls to take, and until when nobody else may take them. */
export interface DueClaim {
  readonly account: string;
  readonly field: DueField;
  readonly now: Date;
  readonly until: Date;
  /** 1 to 500. */
  readonly limit: number;
}

/** A callback with a good token that does not fit its call, or cannot be read. */
export interface QuarantinedCallback {
  /** A UUIDv7: sorts by time. */
  readonly id: string;
  readonly account: string;
  readonly requestId: string;
  readonly at: Date;
  /** Why, in one word: `misfit`, `too-long`, `no-family`, … */
  readonly reason: string;
  /** Its query string, 8 KB of it at most, sealed under the data keys. */
  readonly sealed: string;
  /** When it may be dropped. */
  readonly expiresAt: Date;
}

/** Which quarantined callbacks a page holds, newest first. */
export interface QuarantineQuery {
  readonly account: string;
  /** 1 to 500. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of quarantined callbacks. */
export interface QuarantinePage {
  readonly callbacks: readonly QuarantinedCallback[];
  readonly nextCursor: string | null;
}

/** Whose calls to forget: a number has one hash under each data key. */
export interface CallErasure {
  readonly account: string;
  readonly phoneHashes: readonly string[];
}

/** What {@link CallJournalStore.erase} did. */
export interface ErasedCalls {
  /** How many calls were forgotten. */
  readonly erased: number;
  /** How many stay for now: a call is forgotten only when it is at rest. */
  readonly kept: number;
}

/** Which calls are old enough to be forgotten. */
export interface CallPurge {
  readonly account: string;
  /** Those that changed last before this. */
  readonly before: Date;
  /** How many at most, the longest unchanged first; 1 to 10,000. */
  readonly limit: number;
}

/**
 * Where calls are kept. Small on purpose: the rules of the states are pure functions that a store runs, so that
 * every store obeys the same ones. One contract suite runs against every implementation.
 */
export interface CallJournalStore {
  /** Whether every process of the application sees these calls. */
  readonly isShared: boolean;

  /**
   * Whether its calls end with this process. Then no step is written down as owed to handlers, unless this process has no room
   * for it: there is no later one to find it.
   * @default false
   */
  readonly endsWithProcess?: boolean;

  /** Writes a new call. Resolves to `null`, or to the record that has the key already, which stays as it is. */
  insert(record: CallRecord): Promise<CallRecord | null>;

  /**
   * Reads, changes and writes a call atomically: where another writer was faster, `change` runs again on what that
   * one wrote, so it must be pure. Resolves to `null` where there is no such call.
   * @param seen the call as this store gave it last. A store that compares versions may spare a read by it: where it is still
   * what is stored, the change of it is written. That it has nothing to write proves nothing: the call may have moved.
   */
  update<T>(
    key: CallKey,
    change: (record: CallRecord) => Change<T>,
    seen?: CallRecord | null,
  ): Promise<Updated<T> | null>;

  find(key: CallKey): Promise<CallRecord | null>;

  /** The call with this id of the gateway, compared without case. */
  findByCallId(account: string, callId: string): Promise<CallRecord | null>;

  list(query: CallQuery): Promise<CallPage>;

  /**
   * Takes calls whose `field` is not later than `now`, the longest due first, sets the field to `until` and adds one to
   * the `version`, atomically: each call goes to one of two claimers. Resolves to the records as they are written.
   */
  claimDue(claim: DueClaim): Promise<readonly CallRecord[]>;

  /** Keeps a callback aside; bounded, the oldest go first. */
  quarantine(callback: QuarantinedCallback): Promise<void>;

  listQuarantined(query: QuarantineQuery): Promise<QuarantinePage>;

  /**
   * Forgets the calls of a number that are at rest (see `isAtRest`), and the callbacks that were kept aside about them. A
   * call that is under way stays, and is counted: erase again when it has ended.
   */
  erase(erasure: CallErasure): Promise<ErasedCalls>;

  /** Forgets old calls that are at rest. Resolves to how many; less than `limit`: there are no more. */
  purge(purge: CallPurge): Promise<number>;
}
