import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '../calls/call-record.js';
import type { CallStanding } from '../calls/call-state.js';
import { amend, newCall } from '../calls/transitions.js';
import type { CallJournalStore, CallPurge } from './call-journal.store.js';
import type { StoreUnderTest } from './store-under-test.contract.js';

const START = Date.UTC(2026, 5, 15);
const HASHES = ['k2:new', 'k1:old'];
const AT_REST: readonly CallStanding[] = [
  { state: 'delivered', reason: null },
  { state: 'undelivered', reason: 'no-answer' },
  { state: 'rejected', reason: 'not-sent' },
  { state: 'rejected', reason: 'duplicate' },
  { state: 'unknown', reason: null },
];
const [DELIVERED] = AT_REST as [CallStanding];
const UNDER_WAY: readonly CallStanding[] = [
  { state: 'queued', reason: null },
  { state: 'pending', reason: null },
];
const LATER = new Date(START + 86_400_000);

/** A delivered call of the number that {@link HASHES} stand for; `index` gives it its id and its second. */
function call(index: number, change: Partial<CallRecord> = {}): CallRecord {
  const at = new Date(START + index * 1_000);
  const facts = {
    account: 'default',
    requestId: `r-${index}`,
    kind: 'otp' as const,
    phone: '090****484',
    phoneHash: HASHES[index % 2]!,
    requestHash: 'k1:request',
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: at,
  };
  return { ...newCall(facts, at), askAt: null, ...DELIVERED, ...change } as CallRecord;
}

/** Calls that must stay, each for one reason. */
const busyCalls = (): CallRecord[] => [
  ...UNDER_WAY.map((standing, index) => call(10 + index, standing)),
  call(20, { state: 'accepted', reason: null, askAt: LATER }),
  call(21, { state: 'unknown', reason: null, askAt: LATER }),
  call(22, { owed: [{ index: 0, callback: null }], handleAt: LATER }),
  call(23, {
    state: 'accepted',
    reason: null,
    askAt: null,
    unconfirmed: {
      at: LATER,
      callId: null,
      price: null,
      durationSeconds: null,
      pressedKey: null,
      callerNumber: null,
      state: 'delivered',
      reason: null,
    },
  }),
];

/** What every store must do to forget calls. */
export function describeForgetting(stores: () => StoreUnderTest): void {
  let one: CallJournalStore;
  let other: CallJournalStore;

  beforeEach(() => {
    ({ one, other } = stores());
  });

  const insertAll = async (records: readonly CallRecord[]): Promise<void> => {
    for (const record of records) await one.insert(record);
  };
  const idsLeft = async (account = 'default'): Promise<string[]> =>
    (await other.list({ account, limit: 500 })).records.map(({ requestId }) => requestId).toReversed();
  const restingCalls = (): CallRecord[] => AT_REST.map((standing, index) => call(index, standing));
  const sandboxCall = (): CallRecord => call(5, { state: 'accepted', reason: null, sandbox: true });

  describe('erase', () => {
    const erase = (phoneHashes = HASHES) => one.erase({ account: 'default', phoneHashes });

    it('forgets the calls of a number that are at rest, under whatever key it was hashed', async () => {
      await insertAll([...restingCalls(), sandboxCall()]);
      expect(await erase()).toEqual({ erased: 6, kept: 0 });
      expect(await idsLeft()).toEqual([]);
      expect(await other.find(call(0))).toBeNull();
      expect(await erase()).toEqual({ erased: 0, kept: 0 });
    });

    it('leaves and counts what is under way, is asked about or owes a step', async () => {
      await insertAll([call(1), ...busyCalls()]);
      expect(await erase()).toEqual({ erased: 1, kept: 6 });
      expect(await idsLeft()).toEqual(busyCalls().map(({ requestId }) => requestId));
    });

    it('leaves other numbers, calls without one, and other accounts', async () => {
      const others = [call(1, { phoneHash: 'k1:other' }), call(2, { phoneHash: null })];
      await insertAll([...others, call(3, { account: 'another' })]);
      expect(await erase()).toEqual({ erased: 0, kept: 0 });
      expect(await erase([])).toEqual({ erased: 0, kept: 0 });
      expect([await idsLeft(), await idsLeft('another')]).toEqual([['r-1', 'r-2'], ['r-3']]);
    });

    it('forgets the id of the gateway, and lets the request id be used again', async () => {
      await one.insert(call(1, { callId: 'id-1' }));
      await erase();
      expect(await other.findByCallId('default', 'id-1')).toBeNull();
      expect(await other.insert(call(1))).toBeNull();
    });

    it('forgets what was kept aside about these calls, and nothing else', async () => {
      await insertAll([call(1), ...busyCalls()]);
      const aside = {
        account: 'default',
        at: LATER,
        reason: 'misfit',
        sealed: 'k1:x',
        expiresAt: new Date('9000-01-01T00:00:00Z'),
      };
      for (const requestId of ['r-1', 'r-20', 'r-99']) await one.quarantine({ ...aside, requestId, id: requestId });
      await one.quarantine({ ...aside, account: 'another', requestId: 'r-1', id: 'another' });
      await erase();
      const { callbacks } = await other.listQuarantined({ account: 'default', limit: 10 });
      expect(callbacks.map(({ requestId }) => requestId).toSorted()).toEqual(['r-20', 'r-99']);
      expect((await other.listQuarantined({ account: 'another', limit: 10 })).callbacks).toHaveLength(1);
    });
  });

  describe('purge', () => {
    const purge = (change: Partial<CallPurge> = {}) =>
      one.purge({ account: 'default', before: LATER, limit: 100, ...change });

    it('forgets what is at rest and has not changed since, and tells how many', async () => {
      await insertAll([...restingCalls(), sandboxCall()]);
      expect(await purge({ before: new Date(START + 3_000) })).toBe(3);
      expect(await idsLeft()).toEqual(['r-3', 'r-4', 'r-5']);
    });

    it('never forgets what is under way, is asked about or owes a step', async () => {
      await insertAll(busyCalls());
      expect(await purge({ before: new Date('9000-01-01T00:00:00Z') })).toBe(0);
      expect(await idsLeft()).toHaveLength(6);
    });

    it('goes by the last change, the longest unchanged first, no more than it is told to, in one account', async () => {
      await insertAll([call(1), call(2), call(3), call(4, { account: 'another' })]);
      await one.update(call(1), (record) => ({
        record: amend(record, { price: 1 }, new Date(START + 9_000)),
        result: 0,
      }));
      expect(await purge({ limit: 1 })).toBe(1);
      expect(await idsLeft()).toEqual(['r-1', 'r-3']);
      expect(await purge({ before: new Date(START + 9_000) })).toBe(1);
      expect([await idsLeft(), await idsLeft('another')]).toEqual([['r-1'], ['r-4']]);
    });

    it('forgets each call once where many purge at one moment', async () => {
      await insertAll(Array.from({ length: 40 }, (_, index) => call(index)));
      const purges = Array.from({ length: 8 }, (_, i) =>
        (i % 2 ? one : other).purge({ account: 'default', before: LATER, limit: 10 }),
      );
      const counts = await Promise.all(purges);
      const left = await purge();
      expect(counts.reduce((sum, count) => sum + count, left)).toBe(40);
      expect(await idsLeft()).toEqual([]);
    });
  });
}
