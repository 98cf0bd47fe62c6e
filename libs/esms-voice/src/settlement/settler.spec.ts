import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCall, ACCEPTED, DELIVERED, PENDING } from '../../../../test/support/a-call.js';
import { AskedGateway } from '../../../../test/support/asked-gateway.js';
import {
  answerCode,
  answerWith,
  reset,
  stayMute,
  type AnswerRequest,
} from '../../../../test/support/gateway-server.js';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import { until } from '../../../../test/support/until.js';
import type { CallRecord } from '../calls/call-record.js';
import { queuedCall } from '../calls/queued-call.js';
import { newCall } from '../calls/transitions.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { CallQuestions } from './call-questions.js';
import { NoAnswerProbe } from './no-answer-probe.js';
import { Pace } from './pace.js';
import { SentCallLists } from './sent-call-lists.js';
import { Settler, type SettlementRules } from './settler.js';

const RULES: SettlementRules = {
  enabled: true,
  intervalMs: 20,
  perSecond: 1_000,
  giveUpAfterMs: 604_800_000,
  afterDeadlineMs: 0,
};
const HOUR_MS = 3_600_000;

let gateway: AskedGateway;
let store: InMemoryCallJournal;
let settlers: Settler[];

beforeEach(async () => {
  gateway = await AskedGateway.start(5_000);
  store = new InMemoryCallJournal();
  settlers = [];
});

afterEach(async () => {
  gateway.client.endQuestions();
  await Promise.all(settlers.map((each) => each.close()));
  await gateway.stop();
});

/** Another process over the same store. */
function settler(rules: Partial<SettlementRules> = {}): Settler {
  const { perSecond, giveUpAfterMs } = { ...RULES, ...rules };
  const journal = new CallJournal(store, listenToSteps());
  const pace = new Pace(perSecond);
  const questions = new CallQuestions({
    account: 'default',
    journal,
    dataKeys: DataKeys.random(),
    questions: gateway.questions,
    lists: new SentCallLists(gateway.questions, pace.turn),
    probe: new NoAnswerProbe(journal, gateway.questions),
    giveUpAfterMs,
    turn: pace.turn,
  });
  const made = new Settler({ account: 'default', journal, questions, pace }, { ...RULES, ...rules });
  settlers.push(made);
  return made;
}

/** An accepted call that was placed an hour ago and is due. */
async function due(n: number, change: Partial<CallRecord> = {}): Promise<void> {
  const ago = new Date(Date.now() - HOUR_MS);
  const { requestId, ...facts } = aCall(ACCEPTED, { createdAt: ago });
  const record = newCall({ ...facts, requestId: `${requestId}-${n}`, createdAt: ago }, ago, ago);
  await store.insert({ ...record, ...ACCEPTED, callId: `sms-${n}`, ...change } as CallRecord);
}

const dueOnes = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => due(n)));

const stored = async (n = 0) => (await store.find({ account: 'default', requestId: `r-1-${n}` }))!;

/** How many calls another process would find to ask about, once this one holds no lease any more. */
async function dueAfterwards(): Promise<number> {
  const isLeased = (ms: number): boolean => ms > 0 && ms <= 30_000;
  for (;;) {
    const { records } = await store.list({ account: 'default', limit: 500 });
    const waits = records.filter(({ askAt }) => askAt).map(({ askAt }) => askAt!.getTime() - Date.now());
    if (!waits.some(isLeased)) return waits.filter((ms) => ms <= 0).length;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const idle = () => new Promise((resolve) => setTimeout(resolve, 60));

const delivered: AnswerRequest = (response, count, request) => {
  const SMSID = new URL(request.url, 'http://x').searchParams.get('RefId');
  const body = { CodeResponse: '100', SMSID, SendStatus: 5, SendSuccess: 1, SendFailed: 0, TotalPrice: 850 };
  answerWith(body)(response, count, request);
};

const after = (ms: number, answer: AnswerRequest): AnswerRequest => {
  return (...args) => void setTimeout(() => answer(...args), ms);
};

describe('Settler', () => {
  it('ends calls that waited past their deadline, leaves those that wait, and asks nobody', async () => {
    const waiting = (requestId: string, inMs: number): CallRecord =>
      queuedCall({ ...aCall(ACCEPTED), requestId }, new Date(Date.now() + inMs), -HOUR_MS);
    await store.insert(waiting('r-1-0', -1));
    await store.insert(waiting('r-1-1', HOUR_MS));
    settler().start();
    await until(async () => (await stored(0)).state === 'rejected');
    expect(await stored(0)).toMatchObject({ reason: 'expired', askAt: null });
    expect(await stored(1)).toMatchObject({ state: 'queued' });
    expect(gateway.asked).toEqual([]);
  });

  it('asks about the calls that are due, and about no others', async () => {
    gateway.answers.rest = delivered;
    await due(0);
    await due(1, { askAt: new Date(Date.now() + HOUR_MS) });
    await due(2, { askAt: null });
    await due(3, { account: 'other' });
    settler().start();
    await until(() => gateway.asked.length === 1);
    await settlers[0]!.close();
    expect(gateway.asked).toEqual(['rest sms-0']);
    expect(await stored()).toMatchObject({ ...DELIVERED, price: 850, askAt: null });
  });

  it('finds what becomes due later, by its timer alone', async () => {
    gateway.answers.rest = delivered;
    settler().start();
    await idle();
    await due(0);
    await until(() => gateway.asked.length === 1);
  });

  it('asks about each of many calls once, two processes over one journal', async () => {
    gateway.answers.rest = after(5, delivered);
    await dueOnes(230);
    settler().start();
    settler().start();
    settlers.forEach((each) => each.wake());
    await until(() => gateway.asked.length >= 230, 10_000);
    await Promise.all(settlers.map((each) => each.close()));
    expect(new Set(gateway.asked).size).toBe(230);
    expect(gateway.asked).toHaveLength(230);
    const { records } = await store.list({ account: 'default', state: 'delivered', limit: 500 });
    expect(records).toHaveLength(230);
  });

  it('leases what it takes: a process that dies in between leaves it due after half a minute', async () => {
    gateway.answers.rest = stayMute;
    await due(0);
    settler().start();
    await until(() => gateway.asked.length === 1);
    const { askAt } = await stored();
    const leaseMs = askAt!.getTime() - Date.now();
    expect(leaseMs).toBeGreaterThan(25_000);
    expect(leaseMs).toBeLessThanOrEqual(30_000);
    settler().start();
    await idle();
    expect(gateway.asked).toHaveLength(1);
  });

  it('leaves alone what it holds no lease of any more', async () => {
    await due(0);
    const claimDue = store.claimDue.bind(store);
    store.claimDue = (claim) => claimDue({ ...claim, until: new Date(Date.now() - 1) });
    settler({ intervalMs: 60_000 }).wake();
    await idle();
    expect((await stored()).version).toBe(2);
    expect(gateway.asked).toEqual([]);
  });

  it('puts a call off where the gateway does not know it', async () => {
    await due(0);
    settler({ intervalMs: 60_000 }).wake();
    await until(() => gateway.asked.length === 2);
    await settlers[0]!.close();
    const { state, askAt } = await stored();
    expect(state).toBe('accepted');
    const waitMs = askAt!.getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(0.79 * HOUR_MS);
    expect(waitMs).toBeLessThan(1.21 * HOUR_MS);
  });

  it('asks about no more calls in a second than it may', async () => {
    gateway.answers.rest = delivered;
    await dueOnes(10);
    const startedAt = performance.now();
    settler({ perSecond: 50 }).wake();
    await until(() => gateway.asked.length === 10);
    expect(performance.now() - startedAt).toBeGreaterThan(9 * 20 - 10);
  });

  describe('where the gateway is silent', () => {
    it.each([
      ['hangs up', reset],
      ['refuses every question', answerCode('101')],
    ])('stops after three: it %s', async (_, answer) => {
      gateway.answers.rest = gateway.answers.voice = answer;
      await dueOnes(40);
      settler({ intervalMs: 60_000 }).wake();
      await until(() => gateway.asked.length >= 6);
      const left = await dueAfterwards();
      // Two hosts each; up to three more calls were under way in the other lanes.
      expect(gateway.asked.length).toBeLessThanOrEqual(2 * 6);
      expect(left).toBe(40 - gateway.asked.length / 2);
    });

    it('does not stop where one host is closed to the account, and the other one answers', async () => {
      gateway.answers.voice = reset;
      await dueOnes(40);
      settler({ intervalMs: 60_000 }).wake();
      await until(() => gateway.asked.length === 80);
    });

    it('goes on where an answer comes in between', async () => {
      gateway.answers.rest = (response, count, request) => (count % 2 ? reset : delivered)(response, count, request);
      gateway.answers.voice = reset;
      await dueOnes(30);
      settler({ intervalMs: 60_000 }).wake();
      await until(() => gateway.asked.filter((asked) => asked.startsWith('rest')).length === 30);
    });

    it('tries again with what becomes due by then', async () => {
      gateway.answers.rest = gateway.answers.voice = reset;
      await dueOnes(3);
      settler().start();
      await until(() => gateway.asked.length === 6);
      gateway.answers.rest = delivered;
      await due(7);
      await until(() => gateway.asked.includes('rest sms-7'));
    });
  });

  describe('where the journal fails', () => {
    it('goes on when it works again', async () => {
      gateway.answers.rest = delivered;
      await due(0);
      const claimDue = store.claimDue.bind(store);
      let fails = 0;
      store.claimDue = () => Promise.reject(new Error(`down ${++fails}`));
      settler().start();
      await until(() => fails >= 2);
      store.claimDue = claimDue;
      await until(() => gateway.asked.length === 1);
    });

    it('asks about no call after three that could not be written', async () => {
      gateway.answers.rest = delivered;
      await dueOnes(40);
      store.update = () => Promise.reject(new Error('down'));
      settler({ intervalMs: 60_000 }).wake();
      await until(() => gateway.asked.length >= 3);
      await settlers[0]!.close();
      expect(gateway.asked.length).toBeLessThanOrEqual(6);
    });
  });

  describe('wake', () => {
    it('looks at once', async () => {
      gateway.answers.rest = delivered;
      await due(0);
      settler({ intervalMs: 60_000 }).wake();
      await until(() => gateway.asked.length === 1);
    });

    it('looks once more where it is looking already', async () => {
      gateway.answers.rest = after(50, delivered);
      await due(0);
      const woken = settler({ intervalMs: 60_000 });
      woken.wake();
      await until(() => gateway.asked.length === 1);
      await due(1);
      woken.wake();
      woken.wake();
      await until(() => gateway.asked.length === 2);
      await woken.close();
      expect(gateway.asked).toEqual(['rest sms-0', 'rest sms-1']);
    });

    it('does nothing once it is closed, nor where settlement is off', async () => {
      await due(0);
      const off = settler({ enabled: false });
      off.start();
      off.wake();
      const closed = settler();
      await closed.close();
      closed.start();
      closed.wake();
      await idle();
      expect(gateway.asked).toEqual([]);
      expect((await stored()).version).toBe(1);
    });
  });

  describe('close', () => {
    it('waits for the questions under way, writes what they say, and asks no more', async () => {
      gateway.answers.rest = after(80, delivered);
      await dueOnes(20);
      const closing = settler();
      closing.start();
      await until(() => gateway.asked.length === 4);
      await closing.close();
      const { records } = await store.list({ account: 'default', state: 'delivered', limit: 50 });
      expect(records).toHaveLength(4);
      expect(gateway.asked).toHaveLength(4);
      expect(await dueAfterwards()).toBe(16);
    });

    it('ends at once where nobody waits for the questions any more: the other host is not asked, nobody waits for a turn', async () => {
      gateway.answers.rest = gateway.answers.voice = stayMute;
      await dueOnes(20);
      const closing = settler({ perSecond: 1 });
      closing.start();
      await until(() => gateway.asked.length === 1);
      const startedAt = performance.now();
      const closed = closing.close();
      gateway.client.endQuestions();
      await closed;
      expect(performance.now() - startedAt).toBeLessThan(1_500);
      expect(gateway.asked).toEqual(['rest sms-0']);
      // The next process need not wait for a lease, nor for a question that was cut off.
      expect(await dueAfterwards()).toBe(20);
    });

    it('puts back no call that moved meanwhile', async () => {
      gateway.answers.rest = after(80, delivered);
      await dueOnes(6);
      const closing = settler();
      closing.start();
      await until(() => gateway.asked.length === 4);
      const later = new Date(Date.now() + HOUR_MS);
      await store.update(await stored(5), (record) => ({ record: { ...record, askAt: later }, result: null }));
      await store.update(await stored(4), (record) => ({ record: { ...record, askAt: null }, result: null }));
      await closing.close();
      expect((await stored(5)).askAt).toEqual(later);
      expect((await stored(4)).askAt).toBeNull();
    });
  });

  it('makes of a call that crashed what its attempts say, and asks nothing about one that was never tried', async () => {
    await due(0, { ...PENDING, callId: null, attempts: [] });
    await due(1, { ...PENDING, callId: null, attempts: [{ startedAt: new Date(), result: null, gatewayCode: null }] });
    settler({ intervalMs: 60_000 }).wake();
    await idle();
    expect(await stored(0)).toMatchObject({ state: 'rejected', reason: 'not-sent', askAt: null });
    expect(await stored(1)).toMatchObject({ state: 'unknown' });
    expect(gateway.asked).toEqual([]);
  });
});
