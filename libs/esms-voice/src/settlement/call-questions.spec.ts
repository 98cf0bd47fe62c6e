import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCall, ACCEPTED, DELIVERED, FAILED, T0, UNKNOWN } from '../../../../test/support/a-call.js';
import { AskedGateway } from '../../../../test/support/asked-gateway.js';
import { answerCode, answerWith, reset, type AnswerRequest } from '../../../../test/support/gateway-server.js';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import { until } from '../../../../test/support/until.js';
import type { CallRecord, UnconfirmedReport } from '../calls/call-record.js';
import { identityOf } from '../calls/request-identity.js';
import { move } from '../calls/transitions.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { endAttempt } from '../ring-once/attempt.transitions.js';
import { CallQuestions, isSilent } from './call-questions.js';
import { SentCallLists } from './sent-call-lists.js';
import { NoAnswerProbe } from './no-answer-probe.js';

const REST = { CodeResponse: '100', SendStatus: 5, SendSuccess: 1, SendFailed: 0, TotalPrice: 850 };
const dataKeys = DataKeys.random();

let gateway: AskedGateway;
let store: InMemoryCallJournal;
let steps: string[];
let questions: CallQuestions;

beforeEach(async () => {
  gateway = await AskedGateway.start(300);
  store = new InMemoryCallJournal();
  steps = [];
  const journal = new CallJournal(
    store,
    listenToSteps(({ state }) => steps.push(state)),
  );
  questions = new CallQuestions({
    account: 'default',
    journal,
    dataKeys,
    questions: gateway.questions,
    lists: new SentCallLists(gateway.questions, async () => undefined),
    probe: new NoAnswerProbe(journal, gateway.questions),
    giveUpAfterMs: 1e15,
    turn: async () => undefined,
  });
});

afterEach(() => gateway.stop());

async function written(record: CallRecord): Promise<CallRecord> {
  await store.insert(record);
  return record;
}

const settle = async (record: CallRecord) => questions.settle(await written(record));
const change = (to: (record: CallRecord) => CallRecord) =>
  store.update({ account: 'default', requestId: 'r-1' }, (record) => ({ record: to(record), result: null }));

/** Answers after something else has happened to the call. */
const meanwhile = (happens: () => unknown, answer: AnswerRequest): AnswerRequest => {
  return (...args) => void Promise.resolve(happens()).then(() => answer(...args));
};

/** An OTP call of which no id came. */
const lost = (): CallRecord =>
  aCall(UNKNOWN, {
    requestHash: dataKeys.hash(
      'request',
      identityOf({ kind: 'otp', phone: '0901888484', content: '686868', sandbox: false, sendAt: null }),
    ),
    attempts: [{ startedAt: T0, result: 'unknown', gatewayCode: null }],
  });

const list = (row: object): AnswerRequest =>
  answerWith({
    CodeResult: '100',
    CountTotal: 1,
    SentData: [{ Phone: '84901888484', Content: '686868', ReferenceId: 'sms-9', SellPrice: '850', ...row }],
  });

describe('CallQuestions', () => {
  it('asks by the call id and moves the call by the answer', async () => {
    gateway.answers.rest = answerWith(REST);
    const asked = await settle(aCall(ACCEPTED, { callId: 'sms-1' }));
    expect(asked).toMatchObject({ conclusion: 'settled', finding: { kind: 'found', host: 'rest' } });
    expect(asked.record).toMatchObject({ ...DELIVERED, price: 850, askAt: null });
    expect(asked.record.history.at(-1)).toMatchObject({ source: 'status' });
    expect(steps).toEqual(['delivered']);
  });

  it('looks for a call without an id in the list', async () => {
    gateway.answers.list = list({ SendStatus: 5, SendResult: 1 });
    const { record } = await settle(lost());
    expect(record).toMatchObject({ ...DELIVERED, callId: 'sms-9', price: 850 });
    expect(record.history.at(-1)).toMatchObject({ source: 'list' });
    expect(gateway.asked).toEqual(['list 1']);
  });

  it('asks by the id from then on, where the list says nothing certain', async () => {
    gateway.answers.list = list({ SendStatus: 5, SendResult: 2 });
    gateway.answers.rest = answerWith(REST);
    const { record } = await settle(lost());
    expect(record).toMatchObject({ state: 'unknown', callId: 'sms-9' });
    expect((await questions.settle(record)).record.state).toBe('delivered');
    expect(gateway.asked).toEqual(['list 1', 'rest sms-9']);
  });

  it('says of a silent gateway that it is silent, and puts the call off', async () => {
    gateway.answers.rest = gateway.answers.voice = reset;
    const asked = await settle(aCall(ACCEPTED, { callId: 'sms-1' }));
    expect(isSilent(asked.finding)).toBe(true);
    expect(asked.conclusion).toBe('later');
    expect(asked.record.history).toHaveLength(1);
    gateway.answers.rest = answerCode('105');
    expect(isSilent((await questions.settle(asked.record)).finding)).toBe(false);
  });

  it('leaves a call that the journal has forgotten', async () => {
    gateway.answers.rest = answerWith(REST);
    const record = aCall(ACCEPTED, { callId: 'sms-1' });
    expect(await questions.settle(record)).toMatchObject({ conclusion: 'settled', record });
    expect(steps).toEqual([]);
  });

  it('adds nothing to a callback that came while it asked', async () => {
    gateway.answers.rest = meanwhile(
      () => change((record) => move(record, DELIVERED, 'callback', new Date())),
      answerWith({ ...REST, SendStatus: 7 }),
    );
    const { record, conclusion } = await settle(aCall(ACCEPTED, { callId: 'sms-1' }));
    expect(record).toMatchObject({ ...DELIVERED, price: null, askAt: null });
    expect(record.history.map(({ source }) => source)).toEqual(['service', 'callback']);
    expect(conclusion).toBe('settled');
    expect(steps).toEqual([]);
  });

  it('takes no row of the list for a call whose id came while it asked', async () => {
    gateway.answers.list = meanwhile(
      () => change((record) => move(record, ACCEPTED, 'callback', new Date(), { callId: 'sms-1' })),
      list({ SendStatus: 5, SendResult: 1 }),
    );
    const { record } = await settle(lost());
    expect(record).toMatchObject({ ...ACCEPTED, callId: 'sms-1' });
  });

  describe('about a report that waits for its word', () => {
    const unconfirmed = { ...DELIVERED, callId: 'sms-1', price: 900, durationSeconds: 13, at: T0 } as UnconfirmedReport;

    it('asks by the id that the report names, where no other is known', async () => {
      gateway.answers.rest = answerWith(REST);
      const { record } = await settle(aCall(UNKNOWN, { unconfirmed }));
      expect(record).toMatchObject({ ...DELIVERED, callId: 'sms-1', price: 850, durationSeconds: 13 });
      expect(gateway.asked).toEqual(['rest sms-1']);
    });

    it('looks in the list for a call whose report names an id that the gateway does not know', async () => {
      gateway.answers.list = list({ SendStatus: 5, SendResult: 1 });
      const { record } = await settle({ ...lost(), unconfirmed });
      expect(record).toMatchObject({ ...DELIVERED, callId: 'sms-9', durationSeconds: null, unconfirmed: null });
      expect(gateway.asked).toEqual(['rest sms-1', 'voice sms-1', 'list 1']);
    });

    it('asks by no id that belongs to another call: what became of that one says nothing of this one', async () => {
      await written(aCall(DELIVERED, { requestId: 'r-2', callId: 'SMS-1' }));
      gateway.answers.rest = answerWith(REST);
      const { record } = await settle(aCall(UNKNOWN, { unconfirmed }));
      expect(record).toMatchObject({ ...UNKNOWN, callId: null, unconfirmed });
      expect(gateway.asked).toEqual([]);
    });

    it('believes nothing of the id that it names where the reply, come by then, names another one', async () => {
      const attempts = [{ startedAt: T0, result: null, gatewayCode: null }];
      const ended = { outcome: 'accepted', gatewayCode: '100', callId: 'sms-2' } as const;
      gateway.answers.rest = meanwhile(
        () => change((record) => endAttempt(record, 1, ended, new Date()).record),
        answerWith(REST),
      );
      const { record } = await settle(aCall(UNKNOWN, { unconfirmed, attempts }));
      expect(record).toMatchObject({ ...ACCEPTED, callId: 'sms-2', unconfirmed });
      gateway.answers.rest = answerCode('105');
      await questions.settle(record);
      expect(gateway.asked).toEqual(['rest sms-1', 'rest sms-2', 'voice sms-2']);
    });
  });

  describe('where the rest host says that a call failed', () => {
    const failed = { ...REST, SendSuccess: 0, SendFailed: 1 };

    it('has the voice host say whether nobody answered, once', async () => {
      gateway.answers.rest = answerWith(failed);
      gateway.answers.voice = answerWith({ CodeResponse: '100', CallStatus: 'NOANSWERED' });
      const { record } = await settle(aCall(ACCEPTED, { callId: 'sms-1' }));
      expect(record).toMatchObject(FAILED);
      await until(() => gateway.asked.length === 2);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await store.find(record)).toMatchObject({ state: 'undelivered', reason: 'no-answer' });
      await questions.settle(record);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(gateway.asked).toEqual(['rest sms-1', 'voice sms-1', 'rest sms-1']);
    });

    it('asks nobody else where the voice host said so itself', async () => {
      gateway.answers.voice = answerWith({ CodeResponse: '100', SendStatus: 5, SentResult: 0, CallStatus: '' });
      const { record } = await settle(aCall(ACCEPTED, { callId: 'sms-1', kind: 'template' }));
      expect(record).toMatchObject(FAILED);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(gateway.asked).toEqual(['voice sms-1']);
    });
  });

  it('gives the one row of the list to one of two lost calls of one number and content', async () => {
    gateway.answers.list = list({ SendStatus: 5, SendResult: 1 });
    const calls = [lost(), { ...lost(), requestId: 'r-2' }];
    // A journal on a wire: both would find the row free before either has taken it.
    const find = store.findByCallId.bind(store);
    store.findByCallId = async (...key) => {
      const found = await find(...key);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return found;
    };
    const asked = await Promise.all(calls.map(settle));
    expect(asked.map(({ record }) => record.state).toSorted()).toEqual(['delivered', 'unknown']);
  });
});
