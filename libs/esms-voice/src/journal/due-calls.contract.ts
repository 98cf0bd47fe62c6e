import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '../calls/call-record.js';
import { queuedCall } from '../calls/queued-call.js';
import { amend, move, newCall } from '../calls/transitions.js';
import type { StoreUnderTest } from './store-under-test.contract.js';
import type { CallJournalStore, DueClaim, DueField } from './call-journal.store.js';

const START = Date.UTC(2026, 5, 15);
const NOW = new Date(START + 600_000);
const UNTIL = new Date(START + 900_000);
const FIELDS: readonly DueField[] = ['askAt', 'handleAt'];

function call(index: number, account = 'default'): CallRecord {
  const facts = {
    account,
    requestId: `r-${index}`,
    kind: 'otp' as const,
    phone: null,
    phoneHash: null,
    requestHash: null,
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: new Date(START + index),
  };
  return { ...newCall(facts, NOW), askAt: null };
}

/** A call that is due since so many milliseconds before now; it is open, and owes a step where that is what is due. */
function due(index: number, field: DueField, sinceMs = 1, account?: string): CallRecord {
  const owed = field === 'handleAt' ? [{ index: 0, callback: null }] : [];
  return { ...call(index, account), owed, [field]: new Date(NOW.getTime() - sinceMs) };
}

/** What every store must do with calls that are due, and with ids of the gateway. */
export function describeDueCalls(stores: () => StoreUnderTest): void {
  let one: CallJournalStore;
  let other: CallJournalStore;

  beforeEach(() => {
    ({ one, other } = stores());
  });

  const claim = (field: DueField, change: Partial<DueClaim> = {}): DueClaim => ({
    account: 'default',
    field,
    now: NOW,
    until: UNTIL,
    limit: 100,
    ...change,
  });
  const insertAll = async (records: readonly CallRecord[]): Promise<void> => {
    for (const record of records) await one.insert(record);
  };
  const taken = async (store: CallJournalStore, wanted: DueClaim): Promise<string[]> =>
    (await store.claimDue(wanted)).map(({ requestId }) => requestId);

  describe.each(FIELDS)('claimDue by %s', (field) => {
    it('takes what is due, the longest due first, and nothing else', async () => {
      const later = { ...due(3, field), [field]: new Date(NOW.getTime() + 1) };
      await insertAll([due(1, field, 10), due(2, field, 500), later, call(4), due(5, field, 0)]);
      expect(await taken(one, claim(field))).toEqual(['r-2', 'r-1', 'r-5']);
    });

    it('puts it off to the end of the lease, and is a change like any other', async () => {
      const before = due(1, field);
      await one.insert(before);
      const after = { ...before, [field]: UNTIL, version: before.version + 1 };
      expect(await one.claimDue(claim(field))).toStrictEqual([after]);
      expect(await other.find(before)).toStrictEqual(after);
      expect(await taken(other, claim(field))).toEqual([]);
      expect(await taken(other, claim(field, { now: UNTIL, until: new Date(UNTIL.getTime() + 1) }))).toEqual(['r-1']);
    });

    it('leaves the other field alone, and what is due by it', async () => {
      const otherField = FIELDS.find((name) => name !== field)!;
      await one.insert({ ...due(1, field), [otherField]: new Date(START) });
      await one.insert(due(2, otherField));
      const [record] = await one.claimDue(claim(field));
      expect(record![otherField]).toEqual(new Date(START));
      expect(await taken(one, claim(field))).toEqual([]);
    });

    it('takes one account alone, and no more than it is told to', async () => {
      await insertAll([due(1, field, 3), due(2, field, 2), due(3, field, 1), due(1, field, 9, 'another')]);
      expect(await taken(one, claim(field, { limit: 2 }))).toEqual(['r-1', 'r-2']);
      expect(await taken(one, claim(field, { limit: 2 }))).toEqual(['r-3']);
      expect(await taken(one, claim(field, { account: 'another' }))).toEqual(['r-1']);
    });

    it('gives each call to one of many that claim at one moment', async () => {
      const records = Array.from({ length: 40 }, (_, index) => due(index, field));
      await insertAll(records);
      const claims = Array.from({ length: 12 }, (_, i) => taken(i % 2 ? one : other, claim(field, { limit: 7 })));
      const ids = (await Promise.all(claims)).flat();
      expect(ids).toHaveLength(40);
      expect(new Set(ids).size).toBe(40);
    });

    it('sees what a change has made due, and no longer what it has settled', async () => {
      await insertAll([due(1, field), call(2)]);
      const settle = (record: CallRecord) => ({
        record: amend(record, { [field]: null, owed: [] }, NOW),
        result: null,
      });
      await other.update(call(1), settle);
      await other.update(call(2), (record) => ({
        record: amend(record, { [field]: NOW, owed: due(2, field).owed }, NOW),
        result: null,
      }));
      expect(await taken(one, claim(field))).toEqual(['r-2']);
    });
  });

  it('takes a call that waits in a dispatcher, in a sandbox too, once its time has come', async () => {
    const waiting = (index: number, sandbox: boolean, deadlineAt: Date): CallRecord =>
      queuedCall({ ...call(index), sandbox }, deadlineAt, 0);
    const later = new Date(NOW.getTime() + 1);
    await insertAll([waiting(1, false, NOW), waiting(2, true, NOW), waiting(3, false, later)]);
    expect((await taken(one, claim('askAt'))).toSorted()).toEqual(['r-1', 'r-2']);
  });

  it('delivers the owed steps of a call that is finished', async () => {
    const record = move(due(1, 'handleAt'), { state: 'delivered', reason: null }, 'callback', NOW);
    await one.insert(record);
    expect(await taken(one, claim('handleAt'))).toEqual(['r-1']);
  });

  describe('findByCallId', () => {
    it('finds a call by the id that the gateway gave it, in any case, however it came by it', async () => {
      await one.insert({ ...call(1), callId: 'AbC-1' });
      await one.insert(call(2));
      await one.update(call(2), (record) => ({ record: amend(record, { callId: 'learnt-2' }, NOW), result: null }));
      expect((await other.findByCallId('default', 'aBc-1'))?.requestId).toBe('r-1');
      expect((await other.findByCallId('default', 'LEARNT-2'))?.requestId).toBe('r-2');
    });

    it('finds nothing by another id, by none, or in another account', async () => {
      await insertAll([{ ...call(1), callId: 'id-1' }, call(2)]);
      expect(await one.findByCallId('default', 'id-')).toBeNull();
      expect(await one.findByCallId('default', '')).toBeNull();
      expect(await one.findByCallId('default', 'id-1\0')).toBeNull();
      expect(await one.findByCallId('another', 'id-1')).toBeNull();
    });
  });
}
