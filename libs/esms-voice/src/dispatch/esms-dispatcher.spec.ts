import 'reflect-metadata';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DispatchHost, otp, tamper } from '../../../../test/support/dispatch-host.js';
import { until } from '../../../../test/support/until.js';
import {
  CallNotFoundError,
  DuplicateRequestError,
  InMemoryCallJournal,
  InvalidInputError,
  JournalFullError,
} from '../index.js';
import {
  DispatchFullError,
  EnqueueIncompleteError,
  InProcessDispatchQueue,
  type DispatchJob,
  type EsmsDispatchOptions,
  type QueueableCall,
} from './index.js';
import type { EsmsVoiceTestOptions } from '../testing/index.js';

let host: DispatchHost;

const boot = async (options?: EsmsDispatchOptions, voice?: EsmsVoiceTestOptions): Promise<DispatchHost> =>
  (host = await DispatchHost.start(options, voice));

afterEach(() => host.stop());

/** What was thrown. */
const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as Error,
  );

const problemsOf = async (work: Promise<unknown>): Promise<readonly string[]> =>
  ((await failureOf(work)) as InvalidInputError).problems;

const times = (count: number, make: (n: number) => QueueableCall = (n) => otp(`r-${n}`)): QueueableCall[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** A queue that loses or refuses what it is given. */
class UnreliableQueue extends InProcessDispatchQueue {
  isOut = true;

  override async add(jobs: readonly DispatchJob[]): Promise<void> {
    if (this.isOut) throw Object.assign(new Error('canary 0901888484'), { code: 'ECONNREFUSED' });
    return super.add(jobs);
  }
}

/** A journal whose next changes fail. */
class UnreliableJournal extends InMemoryCallJournal {
  failures = 0;

  override update(...args: Parameters<InMemoryCallJournal['update']>): Promise<never> {
    if (this.failures-- > 0) return Promise.reject(new Error('canary'));
    return super.update(...args) as Promise<never>;
  }
}

describe('enqueue', () => {
  it('answers at once with the request id, and a worker places the call', async () => {
    await boot();
    const { requestId, ...rest } = await host.dispatcher.enqueue(otp());
    expect(rest).toEqual({ state: 'queued', result: 'queued' });
    await host.reaches(requestId, 'accepted');
    expect(host.sent).toEqual([requestId]);
    expect(host.recorder.last).toMatchObject({ phone: '0901888484', content: 'canary-content 686868' });
    const { history } = (await host.voice.getCall(requestId))!;
    expect(history.map(({ state }) => state)).toEqual(['queued', 'pending', 'accepted']);
  });

  it('places calls of every kind as they were given', async () => {
    await boot();
    const calls: QueueableCall[] = [
      { kind: 'template', phone: '0901888485', templateId: 7, variables: ['an', 'bình'], requestId: 't-1' },
      { kind: 'recording', phone: '0901888486', recordingId: 'rec-9', requestId: 'rec-1' },
    ];
    await host.dispatcher.enqueue(calls);
    await Promise.all([host.reaches('t-1', 'accepted'), host.reaches('rec-1', 'accepted')]);
    expect(host.recorder.calls).toMatchObject([
      { kind: 'template', sourceId: '7', variables: ['an', 'bình'], requestId: 't-1' },
      { kind: 'recording', requestId: 'rec-1' },
    ]);
  });

  it('queues nothing where one of 10,000 calls is bad, and names it', async () => {
    const journal = new InMemoryCallJournal(20_000);
    await boot({}, { options: { journal } });
    const calls = times(10_000).with(7_777, { ...otp(), phone: '123' });
    expect(await problemsOf(host.dispatcher.enqueue(calls))).toEqual([
      expect.stringMatching(/^calls\[7777\]: phone must be/),
    ]);
    expect((await host.voice.listCalls()).items).toEqual([]);
    expect(await host.dispatcher.counts()).toMatchObject({ waiting: 0, delayed: 0, running: 0 });
  });

  it('names every problem, with the index of its call in a list', async () => {
    await boot();
    const bad = [null, { kind: 'sms' }, { ...otp('a'), requestID: 'x' }, { ...otp('a'), content: '' }] as never[];
    const problems = await problemsOf(host.dispatcher.enqueue(bad));
    expect(problems).toEqual([
      'calls[0]: the call must be an object',
      'calls[1]: kind must be one of otp, template, recording',
      'calls[2]: requestID is not a field of this call',
      'calls[3]: content must be a text that is not empty',
    ]);
    expect(await problemsOf(host.dispatcher.enqueue(bad[3]!))).toEqual(['content must be a text that is not empty']);
    const many = await problemsOf(host.dispatcher.enqueue(times(150, () => ({ ...otp(), content: '' }))));
    expect([many.length, many.at(-1)]).toEqual([101, 'and 50 more problems']);
  });

  it('refuses two calls of one request id, and more than 10,000', async () => {
    await boot();
    const twice = [otp('a'), otp('b'), otp('a', 'other')];
    expect(await problemsOf(host.dispatcher.enqueue(twice))).toEqual(['calls[2]: requestId is that of calls[0] too']);
    expect(await problemsOf(host.dispatcher.enqueue(times(10_001)))).toEqual(['calls must be at most 10000']);
    expect(await host.dispatcher.enqueue([])).toEqual([]);
  });

  it.each([
    [{ notBefore: 'tomorrow' }, 'notBefore must be a date with a zone (ISO 8601), at most 31 days ahead'],
    [{ deadline: '2999-01-01T00:00:00Z' }, 'deadline must be a date with a zone (ISO 8601), at most 31 days ahead'],
    [{ deadline: new Date(0) }, 'deadline must be in the future, and after notBefore'],
    [{ priority: -1 }, 'priority must be otp, normal, campaign, or a whole number from 0 to 1000000'],
    [{ priority: 'toString' }, 'priority must be otp, normal, campaign, or a whole number from 0 to 1000000'],
    [{ group: 'a b' }, 'group must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -'],
    [{ notbefore: null }, 'options must be notBefore, priority, group, deadline alone'],
  ])('refuses the options %j', async (options, problem) => {
    await boot();
    expect(await problemsOf(host.dispatcher.enqueue(otp(), options as never))).toEqual([problem]);
  });

  it('places OTP calls before templates, and what is told to go first before both', async () => {
    await boot({ concurrency: 1 });
    await host.dispatcher.pause();
    await host.dispatcher.enqueue({ kind: 'template', phone: '0901888484', templateId: 7, requestId: 'template' });
    await host.dispatcher.enqueue(otp('campaign'), { priority: 'campaign' });
    await host.dispatcher.enqueue(otp('otp'));
    await host.dispatcher.enqueue(otp('first'), { priority: 0 });
    await host.dispatcher.resume();
    await host.reaches('campaign', 'accepted');
    expect(host.sent).toEqual(['otp', 'first', 'template', 'campaign']);
  });

  it('starts no attempt before its time', async () => {
    await boot();
    const notBefore = new Date(Date.now() + 200);
    await host.dispatcher.enqueue(otp('a'), { notBefore });
    await host.reaches('a', 'accepted');
    const { history } = (await host.voice.getCall('a'))!;
    expect(history[1]!.at.getTime()).toBeGreaterThanOrEqual(notBefore.getTime());
  });

  it('refuses what is more than it holds, and writes nothing down', async () => {
    await boot({ maxQueued: 2 });
    await expect(host.dispatcher.enqueue(times(3))).rejects.toBeInstanceOf(DispatchFullError);
    expect((await host.voice.listCalls()).items).toEqual([]);
  });

  it('tells a full journal as it is', async () => {
    await boot({}, { options: { journal: new InMemoryCallJournal(1) } });
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'));
    await expect(host.dispatcher.enqueue(otp('b'))).rejects.toBeInstanceOf(JournalFullError);
  });
});

describe('the same request again', () => {
  it('is no error while it waits, and rings once', async () => {
    await boot();
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'));
    expect(await host.dispatcher.enqueue(otp('a'))).toEqual({ requestId: 'a', state: 'queued', result: 'queued' });
    expect(await host.dispatcher.counts()).toMatchObject({ waiting: 1 });
    await host.dispatcher.resume();
    await host.reaches('a', 'accepted');
    expect(host.sent).toEqual(['a']);
  });

  it('is refused once it was placed; a list tells how each stands', async () => {
    await boot();
    await host.dispatcher.enqueue([otp('a'), otp('b', 'one')]);
    await Promise.all([host.reaches('a', 'accepted'), host.reaches('b', 'accepted')]);
    await expect(host.dispatcher.enqueue(otp('a'))).rejects.toMatchObject({
      code: 'DUPLICATE_REQUEST',
      state: 'accepted',
    });
    const again = await host.dispatcher.enqueue([otp('a'), otp('b', 'another'), otp('c')]);
    expect(again.map(({ requestId, result }) => [requestId, result])).toEqual([
      ['a', 'duplicate'],
      ['b', 'conflict'],
      ['c', 'queued'],
    ]);
    await host.reaches('c', 'accepted');
    expect(host.sent).toEqual(['a', 'b', 'c']);
  });

  it('is refused with another content while it waits', async () => {
    await boot();
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'));
    await expect(host.dispatcher.enqueue(otp('a', 'another'))).rejects.toBeInstanceOf(DuplicateRequestError);
    await expect(host.voice.createOtpCall({ phone: '0901888484', content: 'x', requestId: 'a' })).rejects.toMatchObject(
      {
        state: 'queued',
      },
    );
  });

  it('repairs what a crash between journal and engine left', async () => {
    const queue = new UnreliableQueue();
    await boot({ queue });
    const error = await failureOf(host.dispatcher.enqueue([otp('a'), otp('b')]));
    expect(error).toBeInstanceOf(EnqueueIncompleteError);
    expect(error).toMatchObject({ code: 'DISPATCH_INCOMPLETE', requestIds: ['a', 'b'] });
    expect(inspect(error, { depth: 9 })).not.toMatch(/canary|0901888484/);
    expect(await host.stateOf('a')).toBe('queued');
    queue.isOut = false;
    await host.dispatcher.enqueue([otp('a'), otp('b')]);
    await Promise.all([host.reaches('a', 'accepted'), host.reaches('b', 'accepted')]);
    expect(host.sent.toSorted()).toEqual(['a', 'b']);
  });
});

describe('cancel', () => {
  it('ends a call that waits, which then never rings', async () => {
    await boot();
    await host.dispatcher.pause();
    await host.dispatcher.enqueue([otp('a'), otp('b')]);
    expect(await host.dispatcher.cancel('a')).toMatchObject({ cancelled: true, call: { reason: 'cancelled' } });
    expect(await host.dispatcher.counts()).toMatchObject({ waiting: 1 });
    await host.dispatcher.resume();
    await host.reaches('b', 'accepted');
    expect([host.sent, await host.stateOf('a')]).toEqual([['b'], 'rejected/cancelled']);
  });

  it('leaves a call that was placed, and knows none that was not queued', async () => {
    await boot();
    await host.dispatcher.enqueue(otp('a'));
    await host.reaches('a', 'accepted');
    expect(await host.dispatcher.cancel('a')).toMatchObject({ cancelled: false, call: { state: 'accepted' } });
    await expect(host.dispatcher.cancel('nobody')).rejects.toBeInstanceOf(CallNotFoundError);
  });

  it('either ends a call or finds it placed, where both happen at once', async () => {
    await boot({ concurrency: 7 });
    const ids = Array.from({ length: 50 }, (_, n) => `r-${n}`);
    await host.dispatcher.enqueue(ids.map((id) => otp(id)));
    const cancels = await Promise.all(
      ids.map(async (id, n) => {
        for (let turns = n % 9; turns > 0; turns -= 1) await Promise.resolve();
        return host.dispatcher.cancel(id);
      }),
    );
    await until(async () => (await host.dispatcher.counts()).running === 0);
    const cancelled = ids.filter((_, n) => cancels[n]!.cancelled);
    expect([...host.sent, ...cancelled].toSorted()).toEqual(ids.toSorted());
  });
});

describe('a call past its deadline', () => {
  it('never rings', async () => {
    await boot();
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'), { deadline: new Date(Date.now() + 30) });
    await new Promise((resolve) => setTimeout(resolve, 40));
    await host.dispatcher.resume();
    await host.reaches('a', 'rejected/expired');
    expect(host.sent).toEqual([]);
  });

  it('is ended by settlement where its job was lost', async () => {
    const queue = new UnreliableQueue();
    await boot({ queue }, { options: { settlement: { intervalMs: 10, afterDeadlineMs: 0 } } });
    await failureOf(host.dispatcher.enqueue(otp('a'), { deadline: new Date(Date.now() + 30) }));
    expect(await host.stateOf('a')).toBe('queued');
    await host.reaches('a', 'rejected/expired');
  });
});

describe('a call that does not come through', () => {
  it('is tried again under the same id where its outcome is unknown', async () => {
    await boot();
    host.recorder.confuseNext().confuseNext();
    await host.dispatcher.enqueue(otp('a'));
    await host.reaches('a', 'accepted');
    expect(host.sent).toEqual(['a', 'a', 'a']);
  });

  it('becomes a dead letter after so many runs, and is run again when told to', async () => {
    await boot({ maxRuns: 2 });
    host.recorder.confuseNext().confuseNext();
    await host.dispatcher.enqueue(otp('a'));
    await until(async () => (await host.dispatcher.counts()).deadLetters === 1);
    const { items, nextCursor } = await host.dispatcher.deadLetters();
    expect(items).toMatchObject([
      { requestId: 'a', code: 'OUTCOME_UNKNOWN', call: { state: 'unknown', phone: '090****484' } },
    ]);
    expect(nextCursor).toBeNull();
    expect(await host.dispatcher.runAgain('a')).toBe(true);
    await host.reaches('a', 'accepted');
    expect(host.sent).toEqual(['a', 'a', 'a']);
    await expect(host.dispatcher.deadLetters({ limit: 0 })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it('is done with where the gateway refuses it', async () => {
    await boot();
    host.recorder.refuseNext('103');
    await host.dispatcher.enqueue(otp('a'));
    await host.reaches('a', 'rejected/refused');
    await until(async () => (await host.dispatcher.counts()).running === 0);
    expect(host.sent).toEqual(['a']);
    expect(await host.dispatcher.counts()).toMatchObject({ deadLetters: 0, delayed: 0 });
  });

  it('waits, pending, and is tried again where the gateway takes no more at the moment', async () => {
    await boot();
    for (let n = 0; n < 3; n += 1) host.recorder.refuseNext('160');
    await host.dispatcher.enqueue(otp('a'));
    await host.reaches('a', 'accepted');
    expect(host.sent).toHaveLength(4);
    const { history } = (await host.voice.getCall('a'))!;
    expect(history.map(({ state }) => state)).toEqual(['queued', 'pending', 'accepted']);
  });

  it('is tried again where the journal fails, and rings once', async () => {
    const journal = new UnreliableJournal();
    await boot({}, { options: { journal } });
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'));
    journal.failures = 3;
    await host.dispatcher.resume();
    await host.reaches('a', 'accepted');
    expect(host.sent).toEqual(['a']);
    expect(host.toldOf('a')).toContain('retry');
  });

  it('becomes a dead letter where the journal does not know it', async () => {
    const journal = new InMemoryCallJournal(1);
    await boot({}, { options: { journal } });
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'));
    await tamper(journal, 'a', { state: 'delivered', askAt: null });
    await host.voice.createOtpCall({ phone: '0901888484', content: 'x' });
    await host.dispatcher.resume();
    await until(async () => (await host.dispatcher.counts()).deadLetters === 1);
    expect((await host.dispatcher.deadLetters()).items).toMatchObject([{ code: 'CALL_NOT_FOUND', call: null }]);
  });
});

describe('progress', () => {
  it('counts the calls of a group by state', async () => {
    await boot();
    host.recorder.refuseNext('103');
    await host.dispatcher.enqueue([otp('a'), otp('b'), otp('c')], { group: 'batch-1' });
    await host.dispatcher.enqueue(otp('d'));
    await Promise.all(['b', 'c'].map((id) => host.reaches(id, 'accepted')));
    const progress = await host.dispatcher.progress('batch-1');
    expect(progress).toMatchObject({ total: 3, states: { accepted: 2, rejected: 1, queued: 0 }, forgotten: 0 });
    expect(await host.dispatcher.progress('batch-1')).toEqual(progress);
    expect(await host.dispatcher.progress('nobody')).toMatchObject({ total: 0 });
    await expect(host.dispatcher.progress('a b')).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe('events', () => {
  it('tell of the steps of dispatched calls and of their jobs', async () => {
    await boot({ maxRuns: 1 });
    host.recorder.confuseNext();
    await host.dispatcher.enqueue(otp('a'));
    await host.voice.createOtpCall({ phone: '0901888484', content: 'x', requestId: 'direct' });
    await until(() => host.toldOf('a').includes('dead-letter'));
    await until(() => host.toldOf('a').includes('unknown'));
    expect(host.toldOf('a').toSorted()).toEqual(['dead-letter', 'pending', 'queued', 'started', 'unknown']);
    expect(host.toldOf('direct')).toEqual([]);
  });
});

describe('a call that waits', () => {
  it('is unknown to the gateway, which is not asked, and stays queued where it is given up', async () => {
    await boot();
    await host.dispatcher.pause();
    await host.dispatcher.enqueue(otp('a'));
    const status = await host.voice.getCallStatus({ requestId: 'a' });
    expect(status).toMatchObject({ known: false, callId: null, call: { state: 'queued' } });
    expect(await host.voice.giveUp('a')).toMatchObject({ state: 'queued' });
    await host.dispatcher.resume();
    await host.reaches('a', 'accepted');
  });
});

describe('drain', () => {
  it('starts nothing here until it is resumed', async () => {
    await boot();
    await host.dispatcher.drain();
    await host.dispatcher.enqueue(otp('a'));
    expect(await host.dispatcher.counts()).toMatchObject({ waiting: 1, running: 0 });
    await host.dispatcher.resume();
    await host.reaches('a', 'accepted');
  });
});

describe('a stop', () => {
  it('says how many calls wait no longer; they stay queued', async () => {
    const journal = new InMemoryCallJournal();
    await boot({}, { options: { journal } });
    await host.dispatcher.pause();
    await host.dispatcher.enqueue([otp('a'), otp('b')]);
    await host.stop();
    expect(host.logged.filter((line) => line.startsWith('2 calls of account default wait no longer'))).toHaveLength(1);
    expect(await journal.find({ account: 'default', requestId: 'a' })).toMatchObject({ state: 'queued' });
    expect(host.logged.join('\n')).not.toMatch(/canary|0901888484/);
  });
});
