import { beforeEach, describe, expect, it } from '@jest/globals';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import type { CallFacts, CallRecord } from '../calls/call-record.js';
import { move, newCall } from '../calls/transitions.js';
import { CallObservers } from '../events/call-observers.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { JournalUnavailableError } from '../errors/errors.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { CallbackReceiver, type CallbackReceipt, type CallbackResult } from './callback-receiver.js';
import { parseCallback } from './parse-callback.js';
import { Quarantine } from './quarantine.js';

const AT = new Date('2026-07-01T00:00:00Z');
const dataKeys = DataKeys.random();
const DELIVERED = 'SMSID=sms-1&SendStatus=5&SendSuccess=1&SendFailed=0&TotalPrice=850.0000&phonenumber=0901888484';
/** Later than any earliest time allowed. */
const FAR = new Date('2026-07-09T00:00:00Z');
const FAILED = 'SMSID=sms-1&SendStatus=5&SendSuccess=0&SendFailed=1';

let store: InMemoryCallJournal;
let steps: CallRecord[];
let reports: CallbackResult[];
let receiver: CallbackReceiver;

beforeEach(() => {
  store = new InMemoryCallJournal();
  steps = [];
  reports = [];
  receiver = receiverWith({});
});

function receiverWith({ confirm = false }: { confirm?: boolean }): CallbackReceiver {
  const journal = new CallJournal(
    store,
    listenToSteps((record) => steps.push(record)),
  );
  const quarantine = new Quarantine('default', journal, dataKeys);
  const onReport = (_: CallRecord, result: CallbackResult): void => void reports.push(result);
  return new CallbackReceiver({
    account: 'default',
    journal,
    dataKeys,
    quarantine,
    confirm,
    onReport,
    count: () => undefined,
    observers: new CallObservers(),
  });
}

const receive = (query: string, requestId = 'r-1'): Promise<CallbackReceipt> =>
  receiver.receive({ account: 'default', requestId, query, callback: parseCallback(query) }, AT);

/** The same call, to be asked about at the earliest time allowed. */
const raised = (record: CallRecord): CallRecord => ({
  ...record,
  askAt: record.askFrom,
  updatedAt: AT,
  version: record.version + 1,
});

/** The reasons of what is kept aside, newest first. */
const aside = async (): Promise<string[]> =>
  (await store.listQuarantined({ account: 'default', limit: 50 })).callbacks.map(({ reason }) => reason);

const stored = (requestId = 'r-1'): Promise<CallRecord | null> => store.find({ account: 'default', requestId });

async function placed(change: Partial<CallRecord> = {}, facts: Partial<CallFacts> = {}): Promise<void> {
  const record = newCall(
    {
      account: 'default',
      requestId: 'r-1',
      kind: 'otp',
      phone: '090****484',
      phoneHash: dataKeys.hash('phone', '0901888484'),
      requestHash: null,
      sandbox: false,
      campaignId: null,
      maxRetry: 0,
      sendAt: null,
      createdAt: AT,
      ...facts,
    },
    AT,
  );
  await store.insert(move(record, { state: 'accepted', reason: null }, 'reply', AT, { callId: 'sms-1', ...change }));
}

describe('CallbackReceiver', () => {
  it('moves a call and keeps what the gateway tells of it', async () => {
    await placed();
    const receipt = await receive(DELIVERED);
    expect(receipt).toMatchObject({ result: 'moved', call: { state: 'delivered', callId: 'sms-1', price: 850 } });
    expect(await stored()).toMatchObject({ state: 'delivered', price: 850 });
    expect(steps).toHaveLength(1);
    expect(receipt.call!.history.at(-1)).toEqual({ at: AT, state: 'delivered', source: 'callback' });
  });

  it('takes six deliveries of one event for one', async () => {
    await placed();
    const results: unknown[] = [];
    for (let n = 0; n < 6; n += 1) results.push((await receive(DELIVERED)).result);
    expect(results).toEqual(['moved', 'duplicate', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect((await stored())!.history).toHaveLength(3);
    expect(steps).toHaveLength(1);
  });

  it('lets no earlier state follow a later one', async () => {
    await placed();
    await receive(DELIVERED);
    expect((await receive('SMSID=sms-1&SendStatus=7')).result).toBe('late');
    expect((await receive('SMSID=sms-1&SendStatus=1')).result).toBe('late');
    expect(await stored()).toMatchObject({ state: 'delivered' });
  });

  it('keeps a final that contradicts another in the history, once, and tells nobody', async () => {
    await placed();
    await receive(DELIVERED);
    expect((await receive(FAILED)).result).toBe('conflict');
    expect((await receive(FAILED)).result).toBe('duplicate');
    const record = (await stored())!;
    expect(record).toMatchObject({ state: 'delivered', reason: null });
    expect(record.history.filter((entry) => entry.conflict)).toEqual([
      { at: AT, state: 'undelivered', source: 'callback', conflict: true },
    ]);
    expect(steps).toHaveLength(1);
  });

  it('lets an answered redial follow an unanswered one where redials were ordered', async () => {
    await placed({}, { maxRetry: 2 });
    await receive(FAILED);
    expect(await receive(DELIVERED)).toMatchObject({ result: 'moved', call: { state: 'delivered' } });
  });

  it.each(['unknown', 'rejected'] as const)('settles a call that is %s', async (state) => {
    await placed();
    await store.update({ account: 'default', requestId: 'r-1' }, (accepted) => ({
      record: { ...accepted, state, reason: state === 'rejected' ? 'duplicate' : null } as CallRecord,
      result: null,
    }));
    expect(await receive(DELIVERED)).toMatchObject({ result: 'moved', call: { state: 'delivered' } });
  });

  it('changes nothing where the report says nothing certain, and has the gateway asked', async () => {
    await placed({ askAt: FAR });
    const before = await stored();
    expect((await receive('SMSID=sms-1&SendStatus=5&SendSuccess=1&SendFailed=1')).result).toBe('unclear');
    expect(await stored()).toEqual(raised(before!));
  });

  describe('takes for a misfit, and leaves the call alone,', () => {
    it.each([
      ['another call id', DELIVERED.replace('sms-1', 'sms-2')],
      ['another request id', `${DELIVERED}&RequestId=r-2`],
      ['another phone', DELIVERED.replace('0901888484', '0901888485')],
      ['a foreign phone without its plus', DELIVERED.replace('0901888484', '14155552671')],
      ['another phone in another spelling', DELIVERED.replace('0901888484', '84901888485')],
    ])('%s', async (_, query) => {
      await placed({ askAt: FAR });
      const before = await stored();
      expect((await receive(query)).result).toBe('misfit');
      expect(await stored()).toEqual(raised(before!));
      expect(steps).toEqual([]);
      expect(await aside()).toEqual(['misfit']);
    });

    it('not another case or spelling of the same', async () => {
      await placed();
      const query = `${DELIVERED.replace('sms-1', 'SMS-1%20').replace('0901888484', '%2B84901888484')}&RequestId=R-1`;
      expect((await receive(query)).result).toBe('moved');
    });

    it.each(['090****484', '484', 'unknown'])('not the phone %s, which may be any', async (phone) => {
      await placed();
      expect((await receive(DELIVERED.replace('0901888484', phone))).result).toBe('moved');
    });

    it('not what is empty', async () => {
      await placed();
      const query = 'SMSID=&SendStatus=5&SendSuccess=1&SendFailed=0&RequestId=&phonenumber=';
      expect((await receive(query)).result).toBe('moved');
    });

    it('what names another request, and opens no call with what it says', async () => {
      expect(await receive(`${DELIVERED}&RequestId=r-2`)).toEqual({ result: 'misfit', call: null });
      expect(await stored('r-1')).toBeNull();
      expect(await stored('r-2')).toBeNull();
      expect(await aside()).toEqual(['misfit']);
    });

    it('no more of a finished call, which is asked about no more', async () => {
      await placed();
      await receive(DELIVERED);
      expect((await receive(DELIVERED.replace('sms-1', 'sms-2'))).result).toBe('misfit');
      expect(await stored()).toMatchObject({ state: 'delivered', callId: 'sms-1', askAt: null });
    });
  });

  describe('of a call that it never saw', () => {
    it('opens the record', async () => {
      expect(await receive(DELIVERED)).toMatchObject({
        result: 'moved',
        call: {
          requestId: 'r-1',
          account: 'default',
          kind: null,
          state: 'delivered',
          phone: '090****484',
          callId: 'sms-1',
          history: [{ state: 'delivered', source: 'callback' }],
        },
      });
      expect(steps).toHaveLength(1);
      expect((await receive(DELIVERED)).result).toBe('duplicate');
    });

    it('holds later callbacks to the phone and the id of the first', async () => {
      await receive('SMSID=sms-1&SendStatus=7&phonenumber=0901888484');
      expect((await receive(DELIVERED.replace('0901888484', '0901888485'))).result).toBe('misfit');
      expect((await receive(DELIVERED.replace('sms-1', 'sms-2'))).result).toBe('misfit');
      expect((await receive(DELIVERED)).result).toBe('moved');
    });

    it('opens an unknown call where nothing is certain, and keeps the id to ask with', async () => {
      expect(await receive('SMSID=sms-1&SendStatus=6')).toMatchObject({
        result: 'unclear',
        call: { state: 'unknown' },
      });
      expect(await stored()).toMatchObject({ state: 'unknown', callId: 'sms-1' });
    });

    it('opens one record for deliveries at once', async () => {
      const receipts = await Promise.all([1, 2, 3].map(() => receive(DELIVERED)));
      expect(receipts.map(({ result }) => result).toSorted()).toEqual(['duplicate', 'duplicate', 'moved']);
      expect(steps).toHaveLength(1);
    });
  });

  // Design, section 5: "accepted (call id learnt later, from the callback or the list function)".
  it('learns the call id from a report that moves nothing', async () => {
    await placed({ callId: null });
    expect((await receive('SMSID=sms-9&SendStatus=2')).result).toBe('duplicate');
    expect(await stored()).toMatchObject({ callId: 'sms-9', state: 'accepted' });
  });

  describe('what it cannot read', () => {
    it('stores no call, and is kept aside, sealed, for 30 days', async () => {
      const query = 'SMSID=a&ReferenceId=b&phonenumber=0901888484';
      expect(await receive(query)).toEqual({ result: 'unreadable', call: null });
      expect(await stored()).toBeNull();
      const { callbacks } = await store.listQuarantined({ account: 'default', limit: 50 });
      expect(callbacks).toMatchObject([{ requestId: 'r-1', reason: 'two-families', at: AT }]);
      expect(callbacks[0]!.expiresAt).toEqual(new Date('2026-07-31T00:00:00Z'));
      expect(JSON.stringify(callbacks)).not.toContain('0901888484');
      expect(dataKeys.open('quarantine', callbacks[0]!.sealed)).toBe(query);
    });

    it('has the gateway asked about the call at the earliest time allowed', async () => {
      await placed({ askAt: FAR });
      const before = await stored();
      expect((await receive('')).result).toBe('unreadable');
      expect(await stored()).toEqual(raised(before!));
    });

    it('is cut to 8 KB', async () => {
      await receive(`SMSID=a&x=${'y'.repeat(10_000)}`);
      const { callbacks } = await store.listQuarantined({ account: 'default', limit: 50 });
      expect(callbacks[0]!.reason).toBe('too-long');
      expect(dataKeys.open('quarantine', callbacks[0]!.sealed)).toHaveLength(8_192);
    });

    it('is not acknowledged where it cannot be kept', async () => {
      store.quarantine = () => Promise.reject(new Error('down'));
      await expect(receive('')).rejects.toBeInstanceOf(JournalUnavailableError);
    });
  });

  describe('where reports need the word of the gateway', () => {
    beforeEach(() => {
      receiver = receiverWith({ confirm: true });
    });

    it('keeps a report, moves nothing, and has the gateway asked at once', async () => {
      await placed();
      expect(await receive(DELIVERED)).toMatchObject({ result: 'unconfirmed', call: { state: 'accepted' } });
      expect(await stored()).toMatchObject({ askAt: AT, unconfirmed: { state: 'delivered', price: 850, at: AT } });
      expect(steps).toEqual([]);
      expect(reports).toEqual(['unconfirmed']);
    });

    it('takes the same report again for a duplicate, and a further one for news', async () => {
      await placed();
      await receive('SMSID=sms-1&SendStatus=7');
      expect((await receive('SMSID=sms-1&SendStatus=7')).result).toBe('duplicate');
      expect((await receive(DELIVERED)).result).toBe('unconfirmed');
      expect(await stored()).toMatchObject({ unconfirmed: { state: 'delivered' } });
    });

    it('still knows a misfit', async () => {
      await placed();
      expect((await receive(DELIVERED.replace('sms-1', 'sms-2'))).result).toBe('misfit');
      expect(await stored()).toMatchObject({ unconfirmed: null });
    });

    it('learns no id from a report that moves nothing', async () => {
      await placed({ callId: null });
      expect((await receive('SMSID=forged&SendStatus=1')).result).toBe('duplicate');
      expect(await stored()).toMatchObject({ state: 'accepted', callId: null });
      expect((await receive(DELIVERED)).result).toBe('unconfirmed');
    });

    it('holds a report although one that named another call came first and said as much', async () => {
      await placed({ callId: null });
      await receive(DELIVERED.replace('sms-1', 'forged'));
      expect((await receive(DELIVERED)).result).toBe('unconfirmed');
      expect(await stored()).toMatchObject({ unconfirmed: { callId: 'sms-1' } });
      expect((await receive(DELIVERED.replace('sms-1', 'SMS-1'))).result).toBe('duplicate');
    });

    it('opens a call with no id and no number, so that the next report may name others', async () => {
      expect((await receive('SMSID=forged&SendStatus=7&phonenumber=0901888000')).result).toBe('unconfirmed');
      expect(await stored()).toMatchObject({ state: 'unknown', callId: null, unconfirmed: { callId: 'forged' } });
      expect((await receive(DELIVERED)).result).toBe('unconfirmed');
      expect(await stored()).toMatchObject({ unconfirmed: { state: 'delivered', callId: 'sms-1' } });
    });
  });

  it('keeps accounts apart', async () => {
    await placed({}, { account: 'marketing' });
    await receive(DELIVERED);
    expect(await store.find({ account: 'marketing', requestId: 'r-1' })).toMatchObject({ state: 'accepted' });
  });

  it('tells no number and no hash', async () => {
    const receipt = await receive(DELIVERED);
    expect(JSON.stringify(receipt)).not.toContain('0901888484');
    expect(Object.keys(receipt.call!)).not.toContain('phoneHash');
  });
});
