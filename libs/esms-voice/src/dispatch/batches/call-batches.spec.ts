import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DispatchHost, otp } from '../../../../../test/support/dispatch-host.js';
import { until } from '../../../../../test/support/until.js';
import { InMemoryCallJournal, type InvalidInputError } from '../../index.js';
import {
  InProcessDispatchQueue,
  type BatchProgress,
  type DispatchJob,
  type EsmsDispatchOptions,
  type QueueableCall,
} from '../index.js';
import { batchIdOf, requestIdIn } from './batch-id.js';

const KEY = { id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' };
const hosts: DispatchHost[] = [];

async function boot(options: EsmsDispatchOptions = {}, journal = new InMemoryCallJournal(20_000)) {
  const host = await DispatchHost.start(options, { options: { journal, dataKeys: [KEY] } });
  hosts.push(host);
  return host;
}

afterEach(() => Promise.all(hosts.splice(0).map((host) => host.stop())));

const calls = (count: number): QueueableCall[] => Array.from({ length: count }, () => otp());
const named = (count: number): QueueableCall[] => Array.from({ length: count }, (_, n) => otp(`r-${n}`));
const post = ({ dispatcher }: DispatchHost, batchId: string | null, of: QueueableCall[]) =>
  dispatcher.batches.post({ batchId, calls: of });

async function queued({ dispatcher }: DispatchHost, batchId: string): Promise<BatchProgress> {
  await until(async () => (await dispatcher.batches.find(batchId))!.toQueue === 0, 10_000);
  return (await dispatcher.batches.find(batchId))!;
}

const problemsOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => [],
    (error: unknown) => (error as InvalidInputError).problems,
  );

/** Takes nothing for as long as it is out. */
class UnreliableQueue extends InProcessDispatchQueue {
  isOut = true;

  override async add(jobs: readonly DispatchJob[]): Promise<void> {
    if (this.isOut) throw Object.assign(new Error('canary 0901888484'), { code: 'ECONNREFUSED' });
    return super.add(jobs);
  }
}

describe('a batch', () => {
  it('is answered for once it is written down; each of its calls rings once, whatever chunk it is in', async () => {
    const host = await boot();
    expect(await post(host, 'b-1', calls(450))).toEqual({ batchId: 'b-1', total: 450, isNew: true });
    await until(async () => (await host.dispatcher.batches.find('b-1'))!.states.accepted === 450, 10_000);
    const ids = Array.from({ length: 450 }, (_, index) => requestIdIn('b-1', index));
    expect(host.sent.toSorted()).toEqual(ids.toSorted());
    const { states, ...progress } = (await host.dispatcher.batches.find('b-1'))!;
    expect(progress).toEqual({
      batchId: 'b-1',
      total: 450,
      createdAt: expect.any(Date),
      toQueue: 0,
      conflicts: 0,
      forgotten: 0,
    });
    expect(Object.values(states).reduce((sum, count) => sum + count)).toBe(450);
  });

  it('that is posted again is the same batch, and rings nobody again', async () => {
    const host = await boot();
    await post(host, 'b-1', calls(3));
    await until(() => host.sent.length === 3);
    expect(await post(host, 'b-1', calls(3))).toEqual({ batchId: 'b-1', total: 3, isNew: false });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(host.sent).toHaveLength(3);
  });

  it.each<[string, QueueableCall[], object]>([
    ['one call more', calls(3), {}],
    ['another content', [otp(), otp(undefined, 'something else 1')], {}],
    ['another order of ids', [otp('a'), otp()], {}],
    ['another priority', calls(2), { priority: 'campaign' }],
    ['another deadline', calls(2), { deadline: new Date(Date.now() + 1e6) }],
    ['another time', calls(2), { notBefore: new Date(Date.now() + 1e6) }],
  ])('with %s under the same id is another one, and is refused', async (_, others, options) => {
    const host = await boot();
    await post(host, 'b-1', calls(2));
    await expect(host.dispatcher.batches.post({ batchId: 'b-1', calls: others }, options)).rejects.toMatchObject({
      code: 'DUPLICATE_REQUEST',
      requestId: 'b-1',
    });
    expect((await queued(host, 'b-1')).total).toBe(2);
  });

  it('needs no id where every call has one, and is told by them', async () => {
    const host = await boot();
    const { batchId } = await post(host, null, named(3));
    expect(batchId).toBe(batchIdOf(['r-0', 'r-1', 'r-2']));
    expect(await post(host, null, named(3))).toMatchObject({ batchId, isNew: false });
    expect((await post(host, null, named(2))).batchId).not.toBe(batchId);
  });

  it('is refused with every problem at once, and nothing of it is written down', async () => {
    const host = await boot();
    const bad = [otp(), { ...otp(), phone: '12' }, null, { ...otp(), kind: 'sms' }] as QueueableCall[];
    const options = { deadline: 'soon', group: 'g' } as object;
    expect(await problemsOf(host.dispatcher.batches.post({ batchId: '?', calls: bad }, options))).toEqual([
      expect.stringMatching(/^deadline must be a date/),
      expect.stringMatching(/^options.group cannot be given/),
      expect.stringMatching(/^batchId must be/),
      expect.stringMatching(/^calls\[1\]: phone must be/),
      'calls[2]: the call must be an object',
      expect.stringMatching(/^calls\[3\]: kind must be one of/),
    ]);
    expect(await problemsOf(post(host, 'b-1', [otp('a'), otp('a')]))).toEqual([
      'calls[1]: requestId is that of calls[0] too',
    ]);
    expect(await problemsOf(post(host, null, [otp('a'), otp()]))).toEqual([
      'batchId is needed, or a requestId in every call',
    ]);
    for (const of of [[], {}, undefined, calls(10_001)] as QueueableCall[][])
      expect(await problemsOf(post(host, 'b-1', of))).toEqual([expect.stringMatching(/^calls must be /)]);
    expect(await host.dispatcher.batches.find('b-1')).toBeNull();
    expect(await problemsOf(host.dispatcher.batches.find('a b'))).toEqual(['batchId must be the id of a batch']);
  });

  it('counts the calls whose ids were used for other requests, and queues the others', async () => {
    const host = await boot();
    await host.voice.createOtpCall({ phone: '0901888485', content: '1', requestId: 'r-1' });
    await post(host, 'b-1', named(4));
    expect(await queued(host, 'b-1')).toMatchObject({ total: 4, conflicts: 1 });
    await until(() => host.sent.length === 4);
    expect(host.sent.toSorted()).toEqual(['r-0', 'r-1', 'r-2', 'r-3']);
    expect(host.recorder.calls.find(({ requestId }) => requestId === 'r-1')!.phone).toBe('0901888485');
  });

  it('is queued when the queue takes calls again, and each call once', async () => {
    const queue = new UnreliableQueue();
    const host = await boot({ queue });
    await post(host, 'b-1', calls(250));
    await until(() => host.logged.some((line) => line.includes('DISPATCH_INCOMPLETE')));
    expect((await host.dispatcher.batches.find('b-1'))!.toQueue).toBeLessThanOrEqual(250);
    queue.isOut = false;
    await until(() => host.sent.length === 250, 10_000);
    expect(new Set(host.sent).size).toBe(250);
    expect(host.logged.join()).not.toContain('canary');
  });

  it('that a process left half queued is queued by the next one from its start', async () => {
    const journal = new InMemoryCallJournal(20_000);
    const left = new InProcessDispatchQueue();
    const first = await boot({ queue: left }, journal);
    await post(first, 'b-1', calls(2_000));
    await first.stop();
    hosts.pop();
    const toQueue = 2_000 - (await left.groups.members('batch:b-1')).size;
    expect(toQueue).toBeGreaterThan(0);
    // What the first process had in its memory, as a store that both share would hold it.
    const queue = new InProcessDispatchQueue();
    Object.assign(queue, { batches: left.batches, groups: left.groups });
    const next = await boot({ queue }, journal);
    await until(() => next.sent.length === toQueue, 10_000);
    expect(new Set([...first.sent, ...next.sent]).size).toBe(first.sent.length + toQueue);
    expect(await queued(next, 'b-1')).toMatchObject({ total: 2_000, toQueue: 0, conflicts: 0 });
  });
});
