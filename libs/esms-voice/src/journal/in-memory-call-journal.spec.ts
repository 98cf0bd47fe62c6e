import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { CallFacts, CallRecord, UnconfirmedReport } from '../calls/call-record.js';
import type { CallStanding } from '../calls/call-state.js';
import { amend, move, newCall, settleOwed } from '../calls/transitions.js';
import { JournalFullError } from '../errors/errors.js';
import { describeCallJournalStore } from './call-journal-store.contract.js';
import type { CallJournalStore } from './call-journal.store.js';
import { DEFAULT_MAX_CALLS, InMemoryCallJournal } from './in-memory-call-journal.js';

const AT = new Date('2026-06-15T00:00:00Z');
const LATER = new Date(AT.getTime() + 1_000_000);

const FINISHED: readonly CallStanding[] = [
  { state: 'delivered', reason: null },
  { state: 'undelivered', reason: 'no-answer' },
  { state: 'undelivered', reason: 'failed' },
  { state: 'rejected', reason: 'refused' },
  { state: 'rejected', reason: 'not-sent' },
  { state: 'rejected', reason: 'duplicate' },
  { state: 'rejected', reason: 'cancelled' },
  { state: 'rejected', reason: 'expired' },
];
const UNDER_WAY: readonly CallStanding[] = [
  { state: 'accepted', reason: null },
  { state: 'dialing', reason: null },
];
const KEPT: readonly CallStanding[] = [
  { state: 'queued', reason: null },
  { state: 'pending', reason: null },
  { state: 'unknown', reason: null },
];
const [DELIVERED] = FINISHED as [CallStanding];
const [ACCEPTED, DIALING] = UNDER_WAY as [CallStanding, CallStanding];
const [, PENDING, UNKNOWN] = KEPT as [CallStanding, CallStanding, CallStanding];

function call(requestId: string, standing: CallStanding = PENDING, change: Partial<CallFacts> = {}): CallRecord {
  const facts: CallFacts = {
    account: 'default',
    requestId,
    kind: 'otp',
    phone: null,
    phoneHash: null,
    requestHash: null,
    sandbox: false,
    campaignId: null,
    maxRetry: 0,
    sendAt: null,
    createdAt: AT,
  };
  return { ...newCall({ ...facts, ...change }, AT), ...standing };
}

/** A journal that is full of these calls. */
async function fullOf(...records: readonly CallRecord[]): Promise<InMemoryCallJournal> {
  const journal = new InMemoryCallJournal(records.length);
  for (const record of records) await journal.insert(record);
  return journal;
}

const moveTo = (journal: CallJournalStore, requestId: string, standing: CallStanding) =>
  journal.update({ account: 'default', requestId }, (record) => ({
    record: move(record, standing, 'service', AT, { askAt: record.askFrom }),
    result: null,
  }));

/** Ids from oldest to newest. */
async function idsOf(journal: CallJournalStore): Promise<string[]> {
  const { records } = await journal.list({ account: 'default', limit: 500 });
  return records.map(({ requestId }) => requestId).toReversed();
}

const nameOf = ({ state, reason }: CallStanding): string => (reason ? `${state}/${reason}` : state);

describeCallJournalStore('InMemoryCallJournal', () => {
  const journal = new InMemoryCallJournal();
  return { one: journal, other: journal };
});

describe('InMemoryCallJournal', () => {
  it.each([0, -1, 1.5, NaN, Infinity, 2 ** 53, '10' as unknown as number, null as unknown as number])(
    'refuses to hold %p calls',
    (maxCalls) => {
      expect(() => new InMemoryCallJournal(maxCalls)).toThrow(RangeError);
    },
  );

  it('holds 10,000 calls unless it is told otherwise, and not one more', async () => {
    const journal = new InMemoryCallJournal();
    for (let index = 0; index < 10_000; index += 1) await journal.insert(call(`r-${index}`));
    await expect(journal.insert(call('one-more'))).rejects.toBeInstanceOf(JournalFullError);
    expect(DEFAULT_MAX_CALLS).toBe(10_000);
  });

  describe('when it is full', () => {
    it.each(FINISHED.map((standing) => [nameOf(standing), standing] as const))(
      'forgets a call that is %s before an older accepted one',
      async (_name, standing) => {
        const journal = await fullOf(call('accepted', ACCEPTED), call('pending'), call('finished', standing));
        expect(await journal.insert(call('new'))).toBeNull();
        expect(await idsOf(journal)).toEqual(['accepted', 'pending', 'new']);
      },
    );

    it.each(UNDER_WAY.map((standing) => [nameOf(standing), standing] as const))(
      'forgets a call that is %s where none is finished',
      async (_name, standing) => {
        const journal = await fullOf(call('unknown', UNKNOWN), call('under-way', standing), call('pending'));
        expect(await journal.insert(call('new'))).toBeNull();
        expect(await idsOf(journal)).toEqual(['unknown', 'pending', 'new']);
      },
    );

    it.each(KEPT.map((standing) => [nameOf(standing), standing] as const))(
      'never forgets one that is %s: it refuses the new one and changes nothing',
      async (_name, standing) => {
        const journal = await fullOf(call('a', standing), call('b', standing));
        await expect(journal.insert(call('new'))).rejects.toMatchObject({ code: 'JOURNAL_FULL', outcome: 'not-sent' });
        expect(await idsOf(journal)).toEqual(['a', 'b']);
        expect(await journal.find({ account: 'default', requestId: 'new' })).toBeNull();
      },
    );

    it('forgets an unknown call that was given up, about which nobody is asked any more', async () => {
      const journal = await fullOf(call('a', UNKNOWN), call('b', UNKNOWN));
      await journal.update({ account: 'default', requestId: 'a' }, (record) => ({
        record: amend(record, { askAt: null }, AT),
        result: null,
      }));
      await journal.insert(call('new'));
      expect(await idsOf(journal)).toEqual(['b', 'new']);
    });

    it('forgets a finished call that still owes its handlers a step after one that owes nothing', async () => {
      const owing = { ...call('owing', DELIVERED), owed: [{ index: 0, callback: null }], handleAt: AT };
      const journal = await fullOf(owing, call('finished', DELIVERED), call('pending'));
      await journal.insert(call('new'));
      expect(await idsOf(journal)).toEqual(['owing', 'pending', 'new']);
      await journal.update(owing, (record) => ({ record: settleOwed(record, 0), result: null }));
      await journal.insert(call('newer'));
      expect(await idsOf(journal)).toEqual(['pending', 'new', 'newer']);
    });

    it('keeps a closed call whose report of an answered redial waits, and has it asked about', async () => {
      const unconfirmed = { ...DELIVERED, at: AT } as UnconfirmedReport;
      const redialed = { ...call('redialed', { state: 'undelivered', reason: 'failed' }), unconfirmed, askAt: AT };
      const journal = await fullOf(redialed, call('finished', DELIVERED));
      await journal.insert(call('new'));
      expect(await idsOf(journal)).toEqual(['redialed', 'new']);
      const claim = { account: 'default', field: 'askAt', now: AT, until: LATER, limit: 10 } as const;
      expect((await journal.claimDue(claim)).map(({ requestId }) => requestId)).toEqual(['redialed']);
    });

    it('knows a forgotten call by no id of the gateway, and keeps a thousand callbacks aside', async () => {
      const journal = await fullOf({ ...call('a', DELIVERED), callId: 'id-a' });
      await journal.insert(call('new'));
      expect(await journal.findByCallId('default', 'id-a')).toBeNull();
      const callback = { account: 'default', requestId: 'r', at: AT, reason: 'x', sealed: 'y', expiresAt: LATER };
      for (let n = 0; n < 1_003; n += 1) await journal.quarantine({ ...callback, id: String(n) });
      const { callbacks } = await journal.listQuarantined({ account: 'default', limit: 500 });
      expect(callbacks[0]!.id).toBe('1002');
      let count = 0;
      for (let cursor: string | undefined | null; cursor !== null;) {
        const page = await journal.listQuarantined({ account: 'default', limit: 500, cursor });
        count += page.callbacks.length;
        cursor = page.nextCursor;
      }
      expect(count).toBe(1_000);
    });

    it('still knows the calls that it has, and changes them', async () => {
      const journal = await fullOf(call('a'), call('b'));
      expect(await journal.insert(call('a', DELIVERED))).toEqual(call('a'));
      expect(await moveTo(journal, 'a', ACCEPTED)).toMatchObject({ record: { state: 'accepted' } });
      expect(await idsOf(journal)).toEqual(['a', 'b']);
    });

    it('forgets nobody for a call that it has already', async () => {
      const journal = await fullOf(call('finished', DELIVERED), call('b'));
      await journal.insert(call('b'));
      expect(await idsOf(journal)).toEqual(['finished', 'b']);
    });

    it('takes calls again as soon as one of the kept has moved on', async () => {
      const journal = await fullOf(call('a'), call('b'));
      await expect(journal.insert(call('new'))).rejects.toBeInstanceOf(JournalFullError);
      await moveTo(journal, 'b', DELIVERED);
      expect(await journal.insert(call('new'))).toBeNull();
      expect(await idsOf(journal)).toEqual(['a', 'new']);
    });

    it('never forgets one that was rejected/not-sent and is pending again', async () => {
      const journal = await fullOf(call('a', { state: 'rejected', reason: 'not-sent' }));
      await moveTo(journal, 'a', PENDING);
      await expect(journal.insert(call('new'))).rejects.toBeInstanceOf(JournalFullError);
    });

    it('forgets the accepted one that was accepted first', async () => {
      const journal = await fullOf(call('a', ACCEPTED), call('b', ACCEPTED), call('c', ACCEPTED));
      await moveTo(journal, 'a', DIALING);
      await journal.insert(call('d', ACCEPTED));
      await journal.insert(call('e', ACCEPTED));
      expect(await idsOf(journal)).toEqual(['c', 'd', 'e']);
    });

    it('counts an accepted sandbox call, of which nothing more is told, as finished', async () => {
      const journal = await fullOf(call('a', ACCEPTED), call('sandbox', ACCEPTED, { sandbox: true }));
      await journal.insert(call('new'));
      expect(await idsOf(journal)).toEqual(['a', 'new']);
    });

    it('keeps a pending sandbox call like any other', async () => {
      const journal = await fullOf(call('sandbox', PENDING, { sandbox: true }));
      await expect(journal.insert(call('new'))).rejects.toBeInstanceOf(JournalFullError);
    });

    it('is no longer there for update either, and its id is free again', async () => {
      const journal = await fullOf(call('a', DELIVERED));
      await journal.insert(call('b', DELIVERED));
      expect(await moveTo(journal, 'a', ACCEPTED)).toBeNull();
      expect(await journal.insert(call('a'))).toBeNull();
      expect(await idsOf(journal)).toEqual(['a']);
    });

    it('goes on paging behind a call that it has forgotten', async () => {
      const journal = await fullOf(call('a'), call('b', DELIVERED), call('c', DELIVERED), call('d'));
      await moveTo(journal, 'c', DELIVERED);
      const { records, nextCursor } = await journal.list({ account: 'default', limit: 2 });
      expect(records.map(({ requestId }) => requestId)).toEqual(['d', 'c']);
      await journal.insert(call('e'));
      await journal.insert(call('f'));
      const rest = await journal.list({ account: 'default', limit: 2, cursor: nextCursor! });
      expect(rest.records.map(({ requestId }) => requestId)).toEqual(['a']);
    });
  });

  describe('against a plain model', () => {
    const CLASSES = [FINISHED, UNDER_WAY, KEPT];
    const classOf = (standing: CallStanding): number =>
      CLASSES.findIndex((members) => members.some((member) => nameOf(member) === nameOf(standing)));

    const standing = fc.constantFrom(...CLASSES.flat());
    const step = fc.record({ index: fc.nat(9), standing });

    /** One call of the model: `since` tells when it came into its class. */
    interface Held {
      readonly id: string;
      rank: number;
      since: number;
    }

    const victimOf = (held: readonly Held[]): Held | undefined =>
      held.filter(({ rank }) => rank < 2).toSorted((a, b) => a.rank - b.rank || a.since - b.since)[0];

    it('forgets in the same order: finished first, then accepted, each class in the order they came into it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 50 }), async (maxCalls, steps) => {
          const journal = new InMemoryCallJournal(maxCalls);
          let held: Held[] = [];
          for (const [since, { index, standing: next }] of steps.entries()) {
            const id = `r-${index}`;
            const known = held.find((entry) => entry.id === id);
            const rank = classOf(next);
            const victim = held.length < maxCalls ? null : victimOf(held);
            const isFull = !known && victim === undefined;
            const outcome = known ? moveTo(journal, id, next) : journal.insert(call(id, next));
            expect(
              await outcome.then(
                () => 'done',
                (error: JournalFullError) => error.code,
              ),
            ).toBe(isFull ? 'JOURNAL_FULL' : 'done');
            if (known && known.rank !== rank) Object.assign(known, { rank, since });
            if (!known && !isFull) held = [...held.filter((entry) => entry !== victim), { id, rank, since }];
            expect(await idsOf(journal)).toEqual(held.map((entry) => entry.id));
          }
        }),
        { numRuns: 150 },
      );
    });
  });
});
