import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import type { NewBatch } from './dispatch-batches.js';
import type { DispatchJob, DispatchQueue, DispatchWork, JobVerdict, TakenJob } from './dispatch-queue.js';

/** An empty queue, seen by two processes: a queue that lives in one process is both. */
export interface QueueUnderTest {
  readonly one: DispatchQueue;
  readonly other: DispatchQueue;
  /** Drops what they hold; they are closed by then. */
  dispose?(): Promise<void>;
}

const LATER: JobVerdict = { next: 'later', laterMs: 30, code: 'CALL_NOT_SENT' };
const DEAD: JobVerdict = { next: 'dead-letter', code: 'OUTCOME_UNKNOWN' };
const SOON_MS = 10_000;

const job = (requestId: string, change: Partial<DispatchJob> = {}): DispatchJob => ({
  requestId,
  box: `box of ${requestId}`,
  priority: 100,
  notBefore: null,
  isAgain: false,
  ...change,
});
const jobs = (...requestIds: string[]): DispatchJob[] => requestIds.map((requestId) => job(requestId));
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every engine must do with jobs. */
export function describeDispatchQueue(open: () => Promise<QueueUnderTest>): void {
  let queues: QueueUnderTest;
  let one: DispatchQueue;
  let ran: TakenJob[];

  beforeEach(async () => {
    queues = await open();
    ({ one } = queues);
    ran = [];
    for (const queue of new Set([queues.one, queues.other])) await queue.open('default');
  });

  afterEach(async () => {
    await Promise.all([queues.one.close(), queues.other.close()]);
    await queues.dispose?.();
  });

  /** Runs jobs one at a time, and notes them. */
  function work(
    run: (job: TakenJob) => JobVerdict | Promise<JobVerdict>,
    change: Partial<DispatchWork> = {},
  ): DispatchWork {
    return {
      concurrency: 1,
      ratePerSecond: null,
      run: async (taken) => {
        ran.push(taken);
        return run(taken);
      },
      onTrouble: (error) => expect(error).toBeNull(),
      ...change,
    };
  }

  const start = (
    run: (job: TakenJob) => JobVerdict | Promise<JobVerdict> = () => 'done',
    change?: Partial<DispatchWork>,
  ) => one.start(work(run, change));
  const ranIds = (): string[] => ran.map(({ requestId }) => requestId);
  const hasRun = (count: number) => until(() => ran.length >= count, SOON_MS);
  const isEmpty = () =>
    until(async () => {
      const { waiting, delayed, running } = await one.counts();
      return waiting + delayed + running === 0;
    }, SOON_MS);

  it('runs each job once, with its box, and keeps nothing of it', async () => {
    start();
    await one.add(jobs('a', 'b', 'c'));
    await hasRun(3);
    await isEmpty();
    expect(ran.map(({ requestId, box }) => [requestId, box])).toEqual([
      ['a', 'box of a'],
      ['b', 'box of b'],
      ['c', 'box of c'],
    ]);
    expect(await one.counts()).toEqual({ waiting: 0, delayed: 0, running: 0, deadLetters: 0, isPaused: false });
  });

  it('holds a job once, however often it is added, and takes it again after its end', async () => {
    await one.add(jobs('a', 'a'));
    await queues.other.add([job('a', { isAgain: true, box: 'another box' })]);
    expect(await one.counts()).toMatchObject({ waiting: 1 });
    start();
    await hasRun(1);
    await isEmpty();
    await one.add([job('a', { isAgain: true })]);
    await hasRun(2);
    await isEmpty();
    expect(ran.map(({ box }) => box)).toEqual(['box of a', 'box of a']);
  });

  it('takes request ids that look like numbers', async () => {
    start();
    await one.add(jobs('1', '42', '-7'));
    await hasRun(3);
    expect(ranIds().toSorted()).toEqual(['-7', '1', '42']);
  });

  it('runs those with a lower priority first, and each in the order of its coming', async () => {
    const places: [string, number][] = [
      ['campaign-1', 200],
      ['normal-1', 100],
      ['otp-1', 0],
      ['campaign-2', 200],
      ['otp-2', 0],
      ['own', 7],
    ];
    await one.add(places.map(([requestId, priority]) => job(requestId, { priority })));
    start();
    await hasRun(6);
    expect(ranIds()).toEqual(['otp-1', 'otp-2', 'own', 'normal-1', 'campaign-1', 'campaign-2']);
  });

  it('runs no job before its time', async () => {
    const at = new Date(Date.now() + 300);
    await one.add([job('late', { notBefore: at, priority: 0 }), job('past', { notBefore: new Date(1) })]);
    start();
    await hasRun(1);
    expect(ranIds()).toEqual(['past']);
    expect(await one.counts()).toMatchObject({ delayed: 1 });
    await hasRun(2);
    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  });

  it('runs so many at once and no more', async () => {
    let running = 0;
    let most = 0;
    start(
      async (): Promise<JobVerdict> => {
        most = Math.max(most, ++running);
        await rest(20);
        running -= 1;
        return 'done';
      },
      { concurrency: 3 },
    );
    await one.add(jobs('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    await hasRun(7);
    expect(most).toBe(3);
  });

  it('starts no more in a second than it may', async () => {
    start(undefined, { concurrency: 20, ratePerSecond: 10 });
    const began = Date.now();
    await one.add(Array.from({ length: 25 }, (_, n) => job(`r-${n}`)));
    await hasRun(25);
    expect(Date.now() - began).toBeGreaterThan(1_300);
  });

  it('runs a job again after its pause, where it is told to', async () => {
    start(() => (ran.length < 3 ? LATER : 'done'));
    await one.add(jobs('a'));
    await hasRun(3);
    await isEmpty();
    expect(ranIds()).toEqual(['a', 'a', 'a']);
  });

  it('takes out a job that waits for its turn or its time, and none that runs', async () => {
    await one.add([...jobs('a', 'b'), job('c', { notBefore: new Date(Date.now() + 60_000) })]);
    await one.remove('b');
    await one.remove('c');
    await one.remove('nobody');
    let end = (): void => undefined;
    start(() => new Promise((resolve) => (end = () => resolve('done'))));
    await hasRun(1);
    await one.remove('a');
    expect(await one.counts()).toMatchObject({ waiting: 0, delayed: 0, running: 1 });
    end();
    await isEmpty();
    expect(ranIds()).toEqual(['a']);
  });

  it('pauses in every process, and goes on', async () => {
    await queues.other.pause();
    expect(await one.counts()).toMatchObject({ isPaused: true });
    start();
    await one.add(jobs('a'));
    await rest(100);
    expect(ran).toEqual([]);
    await one.resume();
    await hasRun(1);
    expect(await queues.other.counts()).toMatchObject({ isPaused: false });
  });

  it('drains: ends what runs here and starts nothing, until it goes on', async () => {
    let ended = 0;
    start(async (): Promise<JobVerdict> => {
      await rest(100);
      ended += 1;
      return 'done';
    });
    await one.add(jobs('a', 'b'));
    await hasRun(1);
    await one.drain();
    expect([ran.length, ended]).toEqual([1, 1]);
    await rest(50);
    expect(await one.counts()).toMatchObject({ waiting: 1, running: 0 });
    await one.resume();
    await hasRun(2);
  });

  it('ends what runs when it closes, and starts nothing more', async () => {
    let ended = 0;
    start(async (): Promise<JobVerdict> => {
      await rest(100);
      ended += 1;
      return 'done';
    });
    await one.add(jobs('a', 'b', 'c'));
    await hasRun(1);
    await one.close();
    expect([ran.length, ended]).toEqual([1, 1]);
  });

  describe('dead letters', () => {
    const kill = async (...requestIds: string[]): Promise<void> => {
      start(() => (ran.length <= requestIds.length ? DEAD : 'done'));
      for (const requestId of requestIds) {
        await one.add(jobs(requestId));
        await until(async () => (await one.counts()).deadLetters === requestIds.indexOf(requestId) + 1, SOON_MS);
      }
    };

    it('keeps them, newest first, a page at a time', async () => {
      await kill('a', 'b', 'c');
      const first = await queues.other.deadLetters({ limit: 2 });
      expect(first.jobs.map(({ requestId, code }) => [requestId, code])).toEqual([
        ['c', 'OUTCOME_UNKNOWN'],
        ['b', 'OUTCOME_UNKNOWN'],
      ]);
      expect(Date.now() - first.jobs[0]!.at.getTime()).toBeLessThan(SOON_MS);
      const second = await one.deadLetters({ limit: 2, cursor: first.nextCursor! });
      expect(second.jobs.map(({ requestId }) => requestId)).toEqual(['a']);
      expect(second.nextCursor).toBeNull();
    });

    it('misses none where those of the page before were run again', async () => {
      await kill('a', 'b', 'c');
      const first = await one.deadLetters({ limit: 2 });
      for (const { requestId } of first.jobs) await one.runAgain(requestId);
      await isEmpty();
      const second = await one.deadLetters({ limit: 2, cursor: first.nextCursor! });
      expect(second.jobs.map(({ requestId }) => requestId)).toEqual(['a']);
    });

    it('runs one again when told to, once', async () => {
      await kill('a');
      expect(await queues.other.runAgain('a')).toBe(true);
      await hasRun(2);
      await isEmpty();
      expect(await one.runAgain('a')).toBe(false);
      expect(await one.runAgain('nobody')).toBe(false);
      expect(ran.map(({ box }) => box)).toEqual(['box of a', 'box of a']);
      expect(await one.counts()).toMatchObject({ deadLetters: 0 });
    });

    it('gives one its turn again where its call is queued again', async () => {
      await kill('a');
      await queues.other.add([job('a', { isAgain: true, box: 'new box' })]);
      await hasRun(2);
      await isEmpty();
      expect(ran.at(-1)!.box).toBe('new box');
      expect(await one.counts()).toMatchObject({ deadLetters: 0 });
    });

    it.each(['', 'x', '-1', 'a~b', '1~'.repeat(60)])('refuses the cursor %j', async (cursor) => {
      await expect(one.deadLetters({ limit: 1, cursor })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    });
  });

  describe('groups', () => {
    it('knows their members, and what was noted of each', async () => {
      await one.groups.join('g', ['a', 'b']);
      await one.groups.noteEnded('g', new Map([['a', 'delivered']]));
      await queues.other.groups.join('g', ['a', 'c']);
      await one.groups.join('h', ['d']);
      expect(await queues.other.groups.members('g')).toEqual(
        new Map([
          ['a', 'delivered'],
          ['b', null],
          ['c', null],
        ]),
      );
      expect(await one.groups.members('nobody')).toEqual(new Map());
    });
  });

  describe('batches', () => {
    const NOW = new Date('2026-01-01T00:00:00Z');
    const after = (ms: number): Date => new Date(NOW.getTime() + ms);
    const batch = (batchId: string, boxes: string[], createdAt = NOW): NewBatch => ({
      batchId,
      fingerprint: `k1:of ${batchId}`,
      total: boxes.length * 2,
      createdAt,
      boxes,
    });
    const headOf = ({ boxes: _, ...head }: NewBatch, conflicts = 0) => ({ ...head, conflicts });

    it('writes a batch down once, and knows it from then on', async () => {
      const first = batch('b-1', ['x', 'y']);
      expect(await one.batches.write(first)).toEqual({ head: headOf(first), isNew: true });
      const again = { ...batch('b-1', ['z']), fingerprint: 'k1:other' };
      expect(await queues.other.batches.write(again)).toEqual({ head: headOf(first), isNew: false });
      expect(await queues.other.batches.find('b-1')).toEqual(headOf(first));
      expect(await one.batches.find('nobody')).toBeNull();
    });

    it('gives out each chunk once, in its order, the older batch first', async () => {
      await one.batches.write(
        batch(
          'b-1',
          Array.from({ length: 12 }, (_, n) => `box ${n}`),
        ),
      );
      await one.batches.write(batch('b-2', ['last'], after(1)));
      const taken: string[] = [];
      for (let n = 0; n < 13; n += 1) {
        const chunk = (await (n % 2 ? one : queues.other).batches.take(after(2), after(1_000)))!;
        expect(chunk.index).toBe(n % 12);
        taken.push(chunk.box);
      }
      expect(taken).toEqual([...Array.from({ length: 12 }, (_, n) => `box ${n}`), 'last']);
      expect(await one.batches.take(after(999), after(2_000))).toBeNull();
    });

    it('gives a chunk out again once its time is over, or when it was given back, and never after its end', async () => {
      await one.batches.write(batch('b-1', ['x']));
      const chunk = (await one.batches.take(NOW, after(100)))!;
      expect(await queues.other.batches.take(after(100), after(200))).toEqual(chunk);
      await one.batches.giveBack(chunk, after(120));
      expect(await one.batches.take(after(119), after(200))).toBeNull();
      expect(await one.batches.take(after(120), after(200))).toEqual(chunk);
      await one.batches.end(chunk, 0);
      await one.batches.giveBack(chunk, NOW);
      expect(await one.batches.take(after(1_000), after(2_000))).toBeNull();
    });

    it('counts conflicts once, however often the end of a chunk is told', async () => {
      const written = batch('b-1', ['x', 'y']);
      await one.batches.write(written);
      const chunks = [
        { batchId: 'b-1', index: 0 },
        { batchId: 'b-1', index: 1 },
      ] as const;
      await one.batches.end(chunks[0], 2);
      await queues.other.batches.end(chunks[0], 2);
      await queues.other.batches.end(chunks[1], 1);
      expect(await one.batches.find('b-1')).toEqual(headOf(written, 3));
    });

    it('bears ids that look like anything', async () => {
      for (const batchId of ['1', '__proto__', '~', 'a.b-c_d', '-'.repeat(50)]) {
        await one.batches.write(batch(batchId, ['x']));
        expect(await one.batches.take(after(1), after(1_000))).toEqual({ batchId, index: 0, box: 'x' });
        await one.batches.end({ batchId, index: 0 }, 1);
        expect(await one.batches.find(batchId)).toMatchObject({ batchId, conflicts: 1 });
      }
    });
  });
}
