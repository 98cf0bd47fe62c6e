import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { CallFacts, CallRecord } from '../calls/call-record.js';
import type { CallStanding, CallState } from '../calls/call-state.js';
import { amend, move, newCall } from '../calls/transitions.js';
import { describeDueCalls } from './due-calls.contract.js';
import type { CallJournalStore, CallQuery, Change } from './call-journal.store.js';
import { describeForgetting } from './forgetting.contract.js';
import { describeQuarantine } from './quarantine.contract.js';
import type { StoreUnderTest } from './store-under-test.contract.js';

/** How much is tried; the defaults suit a store without a wire. */
export interface ContractScale {
  /** Writers at one moment. @default 50 */
  readonly writers?: number;
  /** Random histories against the model. @default 40 */
  readonly runs?: number;
}

const START = Date.UTC(2026, 5, 15);
const ACCOUNT = 'default';
const DEADLINE = new Date(START + 30_000);
const PENDING: CallStanding = { state: 'pending', reason: null };
const ACCEPTED: CallStanding = { state: 'accepted', reason: null };

/** A call that was just written down; `index` gives it its id and its second. */
function call(index: number, change: Partial<CallFacts> = {}): CallRecord {
  const facts: CallFacts = {
    account: ACCOUNT,
    requestId: `r-${index}`,
    kind: 'otp',
    phone: '090****484',
    phoneHash: 'k1:phone',
    requestHash: 'k1:request',
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: new Date(START + index * 1_000),
  };
  return newCall({ ...facts, ...change }, DEADLINE);
}

/** Everything that a record can hold, with a word, a date or a number above zero in each field. */
function fullCall(): CallRecord {
  const at = new Date(START + 123);
  return {
    ...call(1, { account: 'Second_account-2', requestId: 'A.b_c~d-0', kind: 'recording', sandbox: true, maxRetry: 3 }),
    sendAt: new Date(START + 86_400_007),
    callId: 'd8e0f1f0702544b2acb456ca9ccfd111250',
    price: 850.25,
    durationSeconds: 13,
    pressedKey: '7',
    callerNumber: '02800000000',
    state: 'undelivered',
    reason: 'no-answer',
    attempts: [
      { startedAt: new Date(START + 1), result: 'not-sent', gatewayCode: null },
      { startedAt: new Date(START + 2), result: 'busy', gatewayCode: '160' },
      { startedAt: new Date(START + 3), result: null, gatewayCode: null },
    ],
    history: [
      { at: new Date(START), state: 'pending', source: 'service' },
      { at, state: 'undelivered', source: 'callback' },
      { at: new Date(START + 456), state: 'delivered', source: 'status', conflict: true },
    ],
    campaignId: 'mùa xuân',
    askAt: new Date(START + 789),
    unconfirmed: {
      at,
      callId: 'call-1',
      price: 0,
      durationSeconds: 13,
      pressedKey: null,
      callerNumber: '02800000000',
      state: 'undelivered',
      reason: 'failed',
    },
    owed: [
      { index: 0, callback: null },
      { index: 1, callback: { SMSID: 'call-1', phonenumber: '090****484', CallStatus: 'NO ANSWER' } },
    ],
    handleAt: new Date(START + 60_000),
    updatedAt: at,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    version: 12,
  };
}

/** A record that says nothing: nulls, zeros and empty lists, which must not become one another. */
const emptyCall = (): CallRecord => ({
  ...call(0, { kind: null, phone: null, phoneHash: null, requestHash: null, createdAt: new Date(0) }),
  price: 0,
  durationSeconds: 0,
  pressedKey: '0',
  history: [],
  deadlineAt: new Date(0),
  updatedAt: new Date(0),
  state: 'unknown',
  reason: null,
});

const keep = (record: CallRecord): Change<'kept'> => ({ record, result: 'kept' });

const moving =
  (standing: CallStanding, at = new Date(START + 999)) =>
  (record: CallRecord): Change<'moved'> => ({ record: move(record, standing, 'reply', at), result: 'moved' });

/** Adds one attempt and says which it is. */
const attempting = (record: CallRecord): Change<number> => {
  const attempts = [...record.attempts, { startedAt: DEADLINE, result: null, gatewayCode: null }];
  return { record: amend(record, { attempts }, DEADLINE), result: attempts.length };
};

const idsOf = (records: readonly CallRecord[]): string[] => records.map(({ requestId }) => requestId);

/** Reads a query to its last page. */
async function readAll(store: CallJournalStore, query: CallQuery): Promise<CallRecord[]> {
  const records: CallRecord[] = [];
  let cursor = query.cursor;
  do {
    const page = await store.list({ ...query, cursor });
    records.push(...page.records);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return records;
}

async function insertAll(store: CallJournalStore, records: readonly CallRecord[]): Promise<void> {
  for (const record of records) await store.insert(record);
}

const calls = (count: number, change: Partial<CallFacts> = {}): CallRecord[] =>
  Array.from({ length: count }, (_, index) => call(index, change));

/**
 * What every {@link CallJournalStore} must do.
 * @param create makes an empty store for each test; it holds at least 300 calls.
 */
export function describeCallJournalStore(
  name: string,
  create: () => StoreUnderTest | Promise<StoreUnderTest>,
  { writers = 50, runs = 40 }: ContractScale = {},
): void {
  describe(`${name} as a CallJournalStore`, () => {
    let stores: StoreUnderTest;
    let one: CallJournalStore;
    let other: CallJournalStore;

    beforeEach(async () => {
      stores = await create();
      ({ one, other } = stores);
    });

    afterEach(() => stores.dispose?.());

    describe('insert and find', () => {
      it.each([
        ['a new call', call(1)],
        ['a call with every field set', fullCall()],
        ['a call of nulls and zeros', emptyCall()],
      ])('gives %s back as it was written, to whoever asks', async (_what, record) => {
        expect(await one.insert(record)).toBeNull();
        expect(await one.find(record)).toStrictEqual(record);
        expect(await other.find({ account: record.account, requestId: record.requestId })).toStrictEqual(record);
      });

      it('finds null where there is no such call', async () => {
        await one.insert(call(1));
        expect(await one.find({ account: ACCOUNT, requestId: 'r-2' })).toBeNull();
        expect(await one.find({ account: 'another', requestId: 'r-1' })).toBeNull();
        expect(await one.find({ account: ACCOUNT, requestId: '' })).toBeNull();
        expect(await one.find({ account: ACCOUNT, requestId: 'r-%' })).toBeNull();
        expect(await one.find({ account: ACCOUNT, requestId: 'r-*' })).toBeNull();
        expect(await one.find({ account: ACCOUNT, requestId: 'r-1\0' })).toBeNull();
      });

      it('leaves the call that has the key already as it is, and hands it out', async () => {
        const first = { ...fullCall(), ...ACCEPTED };
        await one.insert(first);
        const second = call(9, { account: first.account, requestId: first.requestId });
        expect(await one.insert(second)).toStrictEqual(first);
        expect(await other.insert(second)).toStrictEqual(first);
        expect(await one.find(second)).toStrictEqual(first);
      });

      it('keeps apart keys that differ in account, in case, or in where one part ends', async () => {
        const keys = [
          { account: 'a', requestId: 'b' },
          { account: 'b', requestId: 'a' },
          { account: 'A', requestId: 'b' },
          { account: 'a', requestId: 'B' },
          { account: 'a_b', requestId: 'c' },
          { account: 'a', requestId: 'b_c' },
          { account: 'a-b', requestId: 'c' },
          { account: 'a', requestId: 'b-c' },
          { account: 'ab', requestId: 'c' },
          { account: 'a', requestId: 'bc' },
          { account: 'a', requestId: '__proto__' },
          { account: 'a', requestId: '.' },
          { account: 'a', requestId: '0' },
          { account: 'a', requestId: '00' },
        ];
        for (const [index, key] of keys.entries()) expect(await one.insert(call(index, key))).toBeNull();
        for (const [index, key] of keys.entries()) expect(await one.find(key)).toStrictEqual(call(index, key));
      });

      it('lets exactly one of many at one moment in, and shows it to all others', async () => {
        const records = Array.from({ length: writers }, (_, index) => call(index, { requestId: 'same' }));
        const found = await Promise.all(records.map((record, i) => (i % 2 ? one : other).insert(record)));
        const winners = records.filter((_, index) => found[index] === null);
        expect(winners).toHaveLength(1);
        expect(found.filter((record) => record !== null)).toStrictEqual(
          Array.from({ length: writers - 1 }, () => winners[0]),
        );
        expect(await one.find(records[0]!)).toStrictEqual(winners[0]);
      });
    });

    describe('update', () => {
      it('writes what the change makes of the call, and tells before, after and result', async () => {
        const before = call(1);
        await one.insert(before);
        const after = moving(ACCEPTED)(before).record;
        expect(await one.update(before, moving(ACCEPTED))).toStrictEqual({ before, record: after, result: 'moved' });
        expect(await other.find(before)).toStrictEqual(after);
      });

      it('stores every field that a change may set', async () => {
        const before = { ...emptyCall(), account: fullCall().account, requestId: fullCall().requestId };
        await one.insert(before);
        await one.update(before, () => ({ record: fullCall(), result: null }));
        expect(await other.find(before)).toStrictEqual(fullCall());
        await one.update(before, () => ({ record: before, result: null }));
        expect(await other.find(before)).toStrictEqual(before);
      });

      it('sees the call as the last change left it', async () => {
        await one.insert(call(1));
        await one.update(call(1), moving(ACCEPTED));
        const updated = await other.update(call(1), keep);
        expect(updated?.before).toStrictEqual(moving(ACCEPTED)(call(1)).record);
      });

      it('is null where there is no such call: the change does not run, and nothing is made', async () => {
        let ran = 0;
        const updated = await one.update(call(1), (record) => {
          ran += 1;
          return keep(record);
        });
        expect([updated, ran]).toEqual([null, 0]);
        expect(await one.find(call(1))).toBeNull();
        expect(await readAll(one, { account: ACCOUNT, limit: 10 })).toEqual([]);
      });

      it('writes nothing where the change returns the same record', async () => {
        await one.insert(call(1));
        expect(await one.update(call(1), keep)).toStrictEqual({ before: call(1), record: call(1), result: 'kept' });
        expect(await other.find(call(1))).toStrictEqual(call(1));
      });

      it('does not undo with a "nothing to write" what another one wrote meanwhile', async () => {
        await one.insert(call(1));
        await Promise.all(
          Array.from({ length: writers }, (_, i) =>
            i % 2 ? one.update(call(1), keep) : other.update(call(1), attempting),
          ),
        );
        expect((await one.find(call(1)))?.attempts).toHaveLength(Math.ceil(writers / 2));
      });

      it.each([[0], [''], [false], [null], [undefined], [{ attempt: null }]])(
        'hands on the result %j',
        async (result) => {
          await one.insert(call(1));
          expect((await one.update(call(1), (record) => ({ record, result })))?.result).toBe(result);
          const written = await one.update(call(1), (record) => ({ ...attempting(record), result }));
          expect(written?.result).toBe(result);
        },
      );

      it('rejects with what the change throws, and leaves the call as it was and open to the next change', async () => {
        const broken = new Error('broken change');
        await one.insert(call(1));
        await expect(
          one.update(call(1), () => {
            throw broken;
          }),
        ).rejects.toBe(broken);
        expect(await other.find(call(1))).toStrictEqual(call(1));
        expect(await other.update(call(1), attempting)).toMatchObject({ result: 1 });
      });

      it('loses none of many changes at one moment: each sees another before', async () => {
        await one.insert(call(1));
        const updates = await Promise.all(
          Array.from({ length: writers }, (_, i) => (i % 2 ? one : other).update(call(1), attempting)),
        );
        const numbers = updates.map((updated) => updated?.result ?? 0).toSorted((a, b) => a - b);
        expect(numbers).toEqual(Array.from({ length: writers }, (_, index) => index + 1));
        const end = await one.find(call(1));
        expect(end?.attempts).toHaveLength(writers);
        expect(end?.version).toBe(writers + 1);
        for (const updated of updates) expect(updated?.record.version).toBe(updated!.before.version + 1);
      });

      it('lets one of many win where the first one closes the door', async () => {
        await one.insert(call(1));
        const take = (record: CallRecord): Change<boolean> =>
          record.state === 'pending' ? { ...moving(ACCEPTED)(record), result: true } : { record, result: false };
        const taken = await Promise.all(
          Array.from({ length: writers }, (_, i) => (i % 2 ? one : other).update(call(1), take)),
        );
        expect(taken.filter((updated) => updated?.result === true)).toHaveLength(1);
        expect((await one.find(call(1)))?.history).toHaveLength(2);
      });

      it('writes from the call as its caller saw it last', async () => {
        await one.insert(call(1));
        const first = await one.update(call(1), attempting, call(1));
        expect(first).toMatchObject({ before: call(1), result: 1 });
        expect(await other.update(call(1), attempting, first!.record)).toMatchObject({
          before: first!.record,
          result: 2,
        });
        expect((await one.find(call(1)))?.attempts).toHaveLength(2);
      });

      it('is not misled by a call that has moved since it was seen', async () => {
        await one.insert(call(1));
        const moved = (await other.update(call(1), attempting))!.record;
        const updated = await one.update(call(1), attempting, call(1));
        expect(updated).toMatchObject({ before: moved, result: 2 });
        expect((await other.find(call(1)))?.attempts).toHaveLength(2);
      });

      it('does not take "nothing to write" from a call that has moved since it was seen', async () => {
        await one.insert(call(1));
        await other.update(call(1), moving(ACCEPTED));
        const unlessPending = (record: CallRecord): Change<number | null> =>
          record.state === 'pending' ? { record, result: null } : attempting(record);
        expect(await one.update(call(1), unlessPending, call(1))).toMatchObject({ result: 1 });
        expect((await other.find(call(1)))?.attempts).toHaveLength(1);
      });

      it('is null where the call that was seen is gone, and nothing is made', async () => {
        expect(await one.update(call(1), attempting, call(1))).toBeNull();
        expect(await one.find(call(1))).toBeNull();
      });

      it('changes one call and leaves its neighbours alone', async () => {
        const neighbours = [call(1), call(1, { account: 'another' }), call(10)];
        await insertAll(one, neighbours);
        await one.update(call(1), attempting);
        expect(await one.find(neighbours[1]!)).toStrictEqual(neighbours[1]);
        expect(await one.find(neighbours[2]!)).toStrictEqual(neighbours[2]);
      });
    });

    describe('list', () => {
      it('is one empty page where there is nothing', async () => {
        expect(await one.list({ account: ACCOUNT, limit: 10 })).toStrictEqual({ records: [], nextCursor: null });
      });

      it('gives whole records, newest first', async () => {
        await insertAll(one, calls(5));
        const { records, nextCursor } = await other.list({ account: ACCOUNT, limit: 500 });
        expect(records).toStrictEqual(calls(5).toReversed());
        expect(nextCursor).toBeNull();
      });

      it('keeps its order when calls change', async () => {
        await insertAll(one, calls(5));
        await one.update(call(1), moving(ACCEPTED, new Date(START + 3_600_000)));
        expect(idsOf(await readAll(one, { account: ACCOUNT, limit: 2 }))).toEqual(['r-4', 'r-3', 'r-2', 'r-1', 'r-0']);
      });

      it('shows one account alone', async () => {
        await insertAll(one, [...calls(2), ...calls(3, { account: 'another' })]);
        expect(idsOf(await readAll(one, { account: ACCOUNT, limit: 1 }))).toEqual(['r-1', 'r-0']);
        expect(await readAll(one, { account: 'another', limit: 500 })).toHaveLength(3);
        expect(await readAll(one, { account: 'none', limit: 500 })).toEqual([]);
      });

      it('shows one state alone, as it is now', async () => {
        await insertAll(one, calls(6));
        for (const index of [1, 3, 4]) await one.update(call(index), moving(ACCEPTED));
        await one.update(call(3), moving({ state: 'delivered', reason: null }));
        const inState = async (state: CallState) => idsOf(await readAll(other, { account: ACCOUNT, state, limit: 1 }));
        expect(await inState('accepted')).toEqual(['r-4', 'r-1']);
        expect(await inState('delivered')).toEqual(['r-3']);
        expect(await inState('pending')).toEqual(['r-5', 'r-2', 'r-0']);
        expect(await inState('unknown')).toEqual([]);
      });

      it('shows one kind alone, and one kind in one state', async () => {
        const kinds = ['otp', 'template', 'recording', 'template', 'otp', null] as const;
        await insertAll(
          one,
          kinds.map((kind, index) => call(index, { kind })),
        );
        await one.update(call(3), moving(ACCEPTED));
        const idsOfKind = async (query: Partial<CallQuery>) =>
          idsOf(await readAll(other, { account: ACCOUNT, limit: 1, ...query }));
        expect(await idsOfKind({ kind: 'otp' })).toEqual(['r-4', 'r-0']);
        expect(await idsOfKind({ kind: 'template' })).toEqual(['r-3', 'r-1']);
        expect(await idsOfKind({ kind: 'template', state: 'accepted' })).toEqual(['r-3']);
        expect(await idsOfKind({ kind: 'recording', state: 'accepted' })).toEqual([]);
      });

      it('shows a span of time alone: its first moment is in it, its last one is not', async () => {
        await insertAll(one, calls(10));
        const at = (index: number) => new Date(START + index * 1_000);
        const idsWithin = async (query: Partial<CallQuery>) =>
          idsOf(await readAll(other, { account: ACCOUNT, limit: 2, ...query }));
        expect(await idsWithin({ from: at(7) })).toEqual(['r-9', 'r-8', 'r-7']);
        expect(await idsWithin({ to: at(2) })).toEqual(['r-1', 'r-0']);
        expect(await idsWithin({ from: at(3), to: at(6) })).toEqual(['r-5', 'r-4', 'r-3']);
        expect(await idsWithin({ from: at(3), to: at(6), kind: 'otp', state: 'pending', limit: 9 })).toHaveLength(3);
        expect(await idsWithin({ from: at(6), to: at(3) })).toEqual([]);
        expect(await idsWithin({ from: at(6), to: at(6) })).toEqual([]);
        expect(await idsWithin({ from: new Date(0), to: new Date('9999-12-31T00:00:00Z') })).toHaveLength(10);
      });

      it('shows those of a kind that many others lie between', async () => {
        const many = calls(250).map((record, index) => ({ ...record, kind: index % 120 === 0 ? 'template' : 'otp' }));
        await insertAll(one, many as CallRecord[]);
        const query: CallQuery = { account: ACCOUNT, kind: 'template', limit: 1 };
        expect(idsOf(await readAll(other, query))).toEqual(['r-240', 'r-120', 'r-0']);
      });

      it.each([
        [1, [1, 1, 1, 1, 1, 1]],
        [2, [2, 2, 2]],
        [4, [4, 2]],
        [5, [5, 1]],
        [6, [6]],
        [7, [6]],
        [500, [6]],
      ])('cuts six calls by %i into pages of %j; only the last has no cursor', async (limit, sizes) => {
        await insertAll(one, calls(6));
        const pages: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await one.list({ account: ACCOUNT, limit, cursor });
          pages.push(page.records.length);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined && pages.length < 10);
        expect(pages).toEqual(sizes);
      });

      it('shows each call once though all were made in one millisecond', async () => {
        await insertAll(one, calls(25, { createdAt: new Date(START) }));
        const ids = idsOf(await readAll(one, { account: ACCOUNT, limit: 4 }));
        expect(ids.toSorted()).toEqual(idsOf(calls(25)).toSorted());
      });

      it('shows each older call once while new ones come in between the pages', async () => {
        await insertAll(one, calls(10));
        const seen: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < 4; page += 1) {
          const { records, nextCursor } = await one.list({ account: ACCOUNT, limit: 3, cursor });
          seen.push(...idsOf(records));
          cursor = nextCursor ?? undefined;
          await insertAll(other, [call(100 + page * 2), call(101 + page * 2)]);
        }
        expect(cursor).toBeUndefined();
        expect(seen).toEqual(idsOf(calls(10).toReversed()));
      });

      it('goes on behind a call that has left the state since', async () => {
        await insertAll(one, calls(6));
        const query: CallQuery = { account: ACCOUNT, state: 'pending', limit: 2 };
        const { nextCursor } = await one.list(query);
        for (const index of [5, 4, 3]) await one.update(call(index), moving(ACCEPTED));
        expect(idsOf(await readAll(one, { ...query, cursor: nextCursor! }))).toEqual(['r-2', 'r-1', 'r-0']);
      });

      it('takes a cursor as often as it is shown', async () => {
        await insertAll(one, calls(5));
        const { nextCursor } = await one.list({ account: ACCOUNT, limit: 2 });
        const again = () => other.list({ account: ACCOUNT, limit: 2, cursor: nextCursor! });
        expect(await again()).toStrictEqual(await again());
        expect(idsOf((await again()).records)).toEqual(['r-2', 'r-1']);
      });

      it.each(['', ' ', '-1', '1.5', '1e3', 'abc', 'null', '9'.repeat(400), "1' OR '1'='1", '0\n'])(
        'refuses the cursor %j as invalid input',
        async (cursor) => {
          await insertAll(one, calls(2));
          await expect(one.list({ account: ACCOUNT, limit: 1, cursor })).rejects.toMatchObject({
            code: 'INVALID_INPUT',
          });
        },
      );
    });

    describeDueCalls(() => stores);
    describeQuarantine(() => stores);
    describeForgetting(() => stores);

    describe('against a plain model', () => {
      const STANDINGS: readonly CallStanding[] = [
        PENDING,
        ACCEPTED,
        { state: 'unknown', reason: null },
        { state: 'delivered', reason: null },
        { state: 'rejected', reason: 'not-sent' },
      ];
      /** One thing that is asked of a store; each operation takes of it what it needs. */
      interface Step {
        readonly operation: 'insert' | 'move' | 'keep' | 'find' | 'list';
        readonly index: number;
        readonly standing: CallStanding;
        readonly ofState: boolean;
        readonly limit: number;
      }
      const step: fc.Arbitrary<Step> = fc.record({
        operation: fc.constantFrom<Step['operation']>('insert', 'insert', 'move', 'keep', 'find', 'list'),
        index: fc.nat(7),
        standing: fc.constantFrom(...STANDINGS),
        ofState: fc.boolean(),
        limit: fc.integer({ min: 1, max: 9 }),
      });
      type Model = Map<string, CallRecord>;
      type Operation = (store: CallJournalStore, model: Model, record: CallRecord, asked: Step) => Promise<unknown[]>;

      /** Each asks the store and the model for one thing: the answer, and what it should be. */
      const OPERATIONS: Record<Step['operation'], Operation> = {
        find: async (store, model, record) => [await store.find(record), model.get(record.requestId) ?? null],
        insert: async (store, model, record) => {
          const known = model.get(record.requestId);
          model.set(record.requestId, known ?? record);
          return [await store.insert(record), known ?? null];
        },
        keep: async (store, model, record) => {
          const known = model.get(record.requestId);
          return [await store.update(record, keep), known ? { before: known, record: known, result: 'kept' } : null];
        },
        move: async (store, model, record, { standing }) => {
          const change = moving(standing, record.createdAt);
          const known = model.get(record.requestId);
          const expected = known ? { before: known, ...change(known) } : null;
          if (expected) model.set(record.requestId, expected.record);
          return [await store.update(record, change), expected];
        },
        list: async (store, model, { account }, { standing, ofState, limit }) => {
          const state = ofState ? standing.state : undefined;
          const expected = [...model.values()].toReversed().filter((held) => !ofState || held.state === state);
          return [await readAll(store, { account, limit, state }), expected];
        },
      };

      let accounts = 0;

      it('gives the same answers whatever is asked of it', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
            accounts += 1;
            const account = `model-${accounts}`;
            const model: Model = new Map();
            for (const [second, asked] of steps.entries()) {
              const record = call(asked.index, { account, createdAt: new Date(START + second * 1_000) });
              const ask = OPERATIONS[asked.operation];
              const [answer, expected] = await ask(second % 2 ? one : other, model, record, asked);
              expect(answer).toStrictEqual(expected);
            }
          }),
          { numRuns: runs },
        );
      });
    });
  });
}
