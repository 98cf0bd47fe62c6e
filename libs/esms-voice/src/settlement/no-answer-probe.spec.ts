import { beforeEach, describe, expect, it } from '@jest/globals';
import { aCall, DELIVERED, FAILED, NO_ANSWER, REFUSED } from '../../../../test/support/a-call.js';
import { listenToSteps } from '../../../../test/support/listen-to-steps.js';
import { until } from '../../../../test/support/until.js';
import type { CallRecord } from '../calls/call-record.js';
import type { GatewayQuestions } from '../gateway/gateway-questions.js';
import { CallJournal } from '../journal/call-journal.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { NoAnswerProbe } from './no-answer-probe.js';

let store: InMemoryCallJournal;
let steps: CallRecord[];
let asked: string[];
let answer: () => Promise<boolean>;
let probe: NoAnswerProbe;

beforeEach(() => {
  store = new InMemoryCallJournal();
  steps = [];
  asked = [];
  answer = async () => true;
  const saysNoAnswer = (callId: string): Promise<boolean> => {
    asked.push(callId);
    return answer();
  };
  const journal = new CallJournal(
    store,
    listenToSteps((record) => steps.push(record)),
  );
  probe = new NoAnswerProbe(journal, { saysNoAnswer } as unknown as GatewayQuestions);
});

const idle = () => new Promise((resolve) => setTimeout(resolve, 20));

async function failed(n = 1, change: Partial<CallRecord> = {}): Promise<CallRecord> {
  const record = aCall(FAILED, { requestId: `r-${n}`, callId: `sms-${n}`, askAt: null, ...change });
  await store.insert(record);
  return record;
}

const stored = (n = 1) => store.find({ account: 'default', requestId: `r-${n}` });

describe('NoAnswerProbe', () => {
  it('sets the reason, and neither the state nor a step of the history', async () => {
    const record = await failed();
    probe.ask(record);
    await until(() => asked.length === 1);
    await idle();
    expect(await stored()).toMatchObject({ ...NO_ANSWER, history: record.history, askAt: null });
    expect(steps).toEqual([]);
    expect(asked).toEqual(['sms-1']);
  });

  it('leaves the reason where the voice host says anything else, or nothing', async () => {
    answer = async () => false;
    const record = await failed();
    probe.ask(record);
    answer = () => Promise.reject(new Error('must not be heard of'));
    probe.ask(record);
    await idle();
    expect(asked).toHaveLength(2);
    expect(await stored()).toBe(record);
  });

  it('asks about calls that failed and have an id, and about no other', async () => {
    const others = [DELIVERED, NO_ANSWER, REFUSED].map((standing) => aCall(standing, { callId: 'sms-1' }));
    for (const record of [...others, await failed(1, { callId: null })]) probe.ask(record);
    await idle();
    expect(asked).toEqual([]);
  });

  it('changes nothing of a call that moved on: the redial was answered', async () => {
    const record = await failed();
    probe.ask(record);
    await store.update(record, () => ({ record: aCall(DELIVERED), result: null }));
    await idle();
    expect(await stored()).toMatchObject(DELIVERED);
  });

  it('is quiet where the journal fails, and goes on', async () => {
    const record = await failed();
    const update = store.update.bind(store);
    store.update = () => Promise.reject(new Error('redis://secret'));
    probe.ask(record);
    await idle();
    store.update = update;
    probe.ask(record);
    await idle();
    expect(await stored()).toMatchObject(NO_ANSWER);
  });

  it('asks ten questions at once, keeps a thousand waiting, and forgets what is older than two seconds', async () => {
    const open: ((says: boolean) => void)[] = [];
    answer = () => new Promise((resolve) => open.push(resolve));
    const record = await failed();
    for (let n = 0; n < 1_100; n += 1) probe.ask(record);
    await idle();
    expect(asked).toHaveLength(10);
    answer = async () => false;
    open.splice(0, 1)[0]!(false);
    await idle();
    expect(asked).toHaveLength(1_010);

    answer = () => new Promise((resolve) => open.push(resolve));
    for (let n = 0; n < 10; n += 1) probe.ask(record);
    await idle();
    const before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    open.forEach((end) => end(false));
    await idle();
    expect(asked).toHaveLength(before);
    answer = async () => true;
    probe.ask(record);
    await idle();
    expect(asked).toHaveLength(before + 1);
  });

  it('asks no more once it is closed, and writes nothing more', async () => {
    let end!: (says: boolean) => void;
    answer = () => new Promise((resolve) => (end = resolve));
    const record = await failed();
    probe.ask(record);
    await until(() => asked.length === 1);
    probe.close();
    probe.ask(record);
    end(true);
    await idle();
    expect(asked).toHaveLength(1);
    expect(await stored()).toBe(record);
  });
});
