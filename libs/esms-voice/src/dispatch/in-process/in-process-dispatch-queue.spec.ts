import { describe, expect, it } from '@jest/globals';
import { until } from '../../../../../test/support/until.js';
import { describeDispatchQueue } from '../dispatch-queue.contract.js';
import type { DispatchJob } from '../dispatch-queue.js';
import { DispatchFullError } from '../errors.js';
import { InProcessDispatchQueue } from './in-process-dispatch-queue.js';

const job = (requestId: string): DispatchJob => ({ requestId, box: '', priority: 0, notBefore: null, isAgain: false });

describe('InProcessDispatchQueue', () => {
  describeDispatchQueue(async () => {
    const queue = new InProcessDispatchQueue();
    return { one: queue, other: queue };
  });

  it('admits as many as it holds, whether they are added yet or not', async () => {
    const queue = new InProcessDispatchQueue(3);
    const release = queue.admit(2);
    expect(() => queue.admit(2)).toThrow(DispatchFullError);
    release();
    await queue.add([job('a'), job('b')]);
    queue.admit(1)();
    expect(() => queue.admit(2)).toThrow(DispatchFullError);
  });

  it('admits nothing once it is closed', async () => {
    const queue = new InProcessDispatchQueue(3);
    await queue.close();
    expect(() => queue.admit(1)).toThrow(DispatchFullError);
  });

  it('lets answers of others in while its runs end without asking anyone, as when a breaker is open', async () => {
    const MOST = 50_000;
    const queue = new InProcessDispatchQueue();
    let runs = 0;
    let isAnswered = false;
    queue.start({
      concurrency: 2,
      ratePerSecond: null,
      run: async () => {
        if (++runs === 1) setImmediate(() => (isAnswered = true));
        return isAnswered || runs > MOST ? 'done' : { next: 'later', laterMs: 0, code: 'CALL_NOT_SENT' };
      },
      onTrouble: () => undefined,
    });
    await queue.add([job('a'), job('b'), job('c')]);
    await until(async () => (await queue.counts()).waiting === 0);
    await queue.close();
    expect(runs).toBeLessThan(100);
  });

  it('keeps a thousand dead letters, the oldest go first', async () => {
    const queue = new InProcessDispatchQueue();
    queue.start({
      concurrency: 1_001,
      ratePerSecond: null,
      run: async () => ({ next: 'dead-letter', code: 'X' }),
      onTrouble: () => undefined,
    });
    await queue.add(Array.from({ length: 1_001 }, (_, n) => job(`r-${n}`)));
    await queue.drain();
    expect(await queue.counts()).toMatchObject({ deadLetters: 1_000 });
    expect(await queue.runAgain('r-0')).toBe(false);
  });
});
