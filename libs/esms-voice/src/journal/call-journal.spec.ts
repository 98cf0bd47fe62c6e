import { describe, expect, it } from '@jest/globals';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import type { CallRecord } from '../calls/call-record.js';
import { amend, applyReport, move, newCall, type CallReport } from '../calls/transitions.js';
import { CallJournal } from './call-journal.js';
import type { CallJournalStore, Change } from './call-journal.store.js';
import { JournalUnavailableError } from '../errors/errors.js';
import { InMemoryCallJournal } from './in-memory-call-journal.js';

const AT = new Date('2026-06-15T00:00:00Z');

const CALL: CallRecord = newCall(
  {
    account: 'default',
    requestId: 'r-1',
    kind: 'otp',
    phone: '090****484',
    phoneHash: null,
    requestHash: null,
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: AT,
  },
  AT,
);
const OPENED: CallRecord = { ...CALL, state: 'unknown', reason: null, history: [] };

const report = (standing: CallReport['standing']): CallReport => ({
  source: 'callback',
  standing,
  callId: null,
  price: null,
  durationSeconds: null,
  pressedKey: null,
  callerNumber: null,
});
const DELIVERED = report({ state: 'delivered', reason: null });
const FAILED = report({ state: 'undelivered', reason: 'failed' });

const accept = (record: CallRecord): Change<string> => ({
  record: move(record, { state: 'accepted', reason: null }, 'reply', AT),
  result: 'accepted',
});
const told =
  (what: CallReport) =>
  (record: CallRecord): Change<string> => {
    const { effect, record: changed } = applyReport(record, what, AT);
    return { record: changed, result: effect };
  };

/** A journal, and all that it told of. */
function journal(store: CallJournalStore = new InMemoryCallJournal()) {
  const moved: CallRecord[] = [];
  return {
    store,
    moved,
    calls: new CallJournal(
      store,
      listenToSteps((record) => moved.push(record)),
    ),
  };
}

/** Changes the call, or opens the record of one that was never seen with the same change. */
const openWith = async (calls: CallJournal, change: (record: CallRecord) => Change<string>): Promise<Change<string>> =>
  (await calls.update(OPENED, change)) ?? (await calls.openOrUpdate(OPENED, change, () => change(OPENED)));

const statesOf = (records: readonly CallRecord[]) => records.map(({ state }) => state);

describe('CallJournal', () => {
  it('writes a new call down and tells of it', async () => {
    const { store, moved, calls } = journal();
    expect(await calls.open(CALL)).toEqual({ record: CALL, isNew: true });
    expect(await store.find(CALL)).toEqual(CALL);
    expect(moved).toEqual([CALL]);
  });

  it('hands out the call that is there already and tells nothing', async () => {
    const { moved, calls } = journal();
    await calls.open(CALL);
    expect(await calls.open({ ...CALL, phone: null })).toEqual({ record: CALL, isNew: false });
    expect(moved).toHaveLength(1);
  });

  it('tells of each step, as it was stored', async () => {
    const { moved, calls } = journal();
    await calls.open(CALL);
    const updated = await calls.update(CALL, accept);
    expect(updated).toMatchObject({ before: CALL, result: 'accepted' });
    await calls.update(CALL, told(DELIVERED));
    expect(statesOf(moved)).toEqual(['pending', 'accepted', 'delivered']);
    expect(moved[1]).toEqual(updated?.record);
  });

  it('tells of a step only when the store has it', async () => {
    const store = new InMemoryCallJournal();
    const found: Promise<CallRecord | null>[] = [];
    const calls = new CallJournal(
      store,
      listenToSteps((record) => found.push(store.find(record))),
    );
    await calls.open(CALL);
    await calls.update(CALL, accept);
    expect((await Promise.all(found)).map((record) => record?.state)).toEqual(['pending', 'accepted']);
  });

  it.each<[string, (record: CallRecord) => Change<string>]>([
    ['a change that writes nothing', (record) => ({ record, result: 'kept' })],
    ['a change without a step', (record) => ({ record: amend(record, { price: 5 }, AT), result: 'amended' })],
    ['a conflict', told(FAILED)],
    ['a repeat', told(DELIVERED)],
    ['a report that says nothing certain', told(report(null))],
  ])('tells nothing of %s', async (_what, change) => {
    const { moved, calls } = journal();
    await calls.open(CALL);
    await calls.update(CALL, told(DELIVERED));
    await calls.update(CALL, change);
    expect(statesOf(moved)).toEqual(['pending', 'delivered']);
  });

  it('tells nothing of a call that is not there', async () => {
    const { moved, calls } = journal();
    expect(await calls.update(CALL, accept)).toBeNull();
    expect(moved).toEqual([]);
  });

  it('tells nothing of what the store refused', async () => {
    const broken = new Error('redis://user:canary-secret@host');
    const wrapped = { code: 'JOURNAL_UNAVAILABLE', cause: { name: 'Error', message: 'Error' } };
    const store = new InMemoryCallJournal();
    store.insert = () => Promise.reject(broken);
    store.update = () => {
      throw broken;
    };
    const { calls, moved } = journal(store);
    await expect(calls.open(CALL)).rejects.toMatchObject(wrapped);
    await expect(calls.update(CALL, accept)).rejects.toMatchObject(wrapped);
    await expect(openWith(calls, accept)).rejects.toMatchObject(wrapped);
    expect(moved).toEqual([]);
  });

  it('tells once of a step that a shared store made in its second try', async () => {
    const store = new InMemoryCallJournal();
    const update = store.update.bind(store);
    store.update = (key, change) => {
      change(CALL);
      return update(key, change);
    };
    const { calls, moved } = journal(store);
    await calls.open(CALL);
    await calls.update(CALL, accept);
    expect(statesOf(moved)).toEqual(['pending', 'accepted']);
  });

  it('finds and lists what the store holds', async () => {
    const { calls } = journal();
    await calls.open(CALL);
    expect(await calls.find(CALL)).toEqual(CALL);
    expect(await calls.find({ account: 'another', requestId: 'r-1' })).toBeNull();
    expect(await calls.list({ account: 'default', limit: 1 })).toEqual({ records: [CALL], nextCursor: null });
  });

  describe('update, and openOrUpdate where it finds no call', () => {
    it('changes a call that is there, and leaves the record to begin with aside', async () => {
      const { moved, calls } = journal();
      await calls.open(CALL);
      const { record, result } = await openWith(calls, told(DELIVERED));
      expect([result, record.kind, record.history.length]).toEqual(['moved', 'otp', 2]);
      expect(statesOf(moved)).toEqual(['pending', 'delivered']);
    });

    it('opens the record of a call that it never saw, and tells of the step alone', async () => {
      const { store, moved, calls } = journal();
      const { record, result } = await openWith(calls, told(DELIVERED));
      expect([result, record.state]).toEqual(['moved', 'delivered']);
      expect(await store.find(OPENED)).toEqual(record);
      expect(statesOf(moved)).toEqual(['delivered']);
    });

    it('opens it too where the report says nothing certain, and tells nothing', async () => {
      const { store, moved, calls } = journal();
      expect(await openWith(calls, told(report(null)))).toMatchObject({ result: 'unclear' });
      expect(await store.find(OPENED)).toEqual(OPENED);
      expect(moved).toEqual([]);
    });

    it('changes the call that another process wrote down in between', async () => {
      const store = new InMemoryCallJournal();
      const insert = store.insert.bind(store);
      store.insert = async (record) => (await insert(CALL)) ?? insert(record);
      const { moved, calls } = journal(store);
      const { record } = await openWith(calls, told(DELIVERED));
      expect(record).toMatchObject({ kind: 'otp', state: 'delivered' });
      expect(statesOf(moved)).toEqual(['delivered']);
    });

    it('opens one record for many callbacks at one moment, and tells of one step', async () => {
      const { store, moved, calls } = journal();
      const results = await Promise.all(Array.from({ length: 6 }, () => openWith(calls, told(DELIVERED))));
      expect(results.map(({ result }) => result).toSorted()).toEqual([
        ...Array.from({ length: 5 }, () => 'duplicate'),
        'moved',
      ]);
      expect((await store.find(OPENED))?.history).toHaveLength(1);
      expect(statesOf(moved)).toEqual(['delivered']);
    });

    it('writes once for a call that it never saw', async () => {
      const store = new InMemoryCallJournal();
      const inserted: CallRecord[] = [];
      const insert = store.insert.bind(store);
      store.insert = (record) => {
        inserted.push(record);
        return insert(record);
      };
      await openWith(journal(store).calls, told(DELIVERED));
      expect(statesOf(inserted)).toEqual(['delivered']);
    });

    it('rejects where the store says that the call is there, and has none to change', async () => {
      const store = new InMemoryCallJournal();
      store.insert = () => Promise.resolve(CALL);
      await expect(openWith(journal(store).calls, accept)).rejects.toThrow(JournalUnavailableError);
    });
  });
});
