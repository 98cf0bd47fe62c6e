import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sliceLeavesAt, sliceMs, sliceOf, type Counter, type Counters } from './counters.js';
import { NOON } from './number-under-test.contract.js';

/** Empty counters, seen by two processes: those that live in one process are both. */
export interface CountersUnderTest {
  readonly one: Counters;
  readonly other: Counters;
  /** Closes both and drops what they hold. */
  readonly dispose: () => Promise<void>;
}

const WINDOW_MS = 12_000;
const AT_ONCE = 50;
/** Where a slice begins, so that the tests can say where one ends. */
const START = Math.ceil(NOON / sliceMs(WINDOW_MS)) * sliceMs(WINDOW_MS);

/** What all counters must do. */
export function describeCounters(name: string, make: () => Promise<CountersUnderTest>): void {
  describe(`${name} as counters`, () => {
    let one: Counters;
    let other: Counters;
    let dispose: () => Promise<void>;
    const counter = (windowMs = WINDOW_MS): Counter => ({ key: `ip:${randomUUID()}`, windowMs });

    beforeAll(async () => {
      ({ one, other, dispose } = await make());
    });
    afterAll(() => dispose());

    it('takes what fits, and says when what does not fit may', async () => {
      const calls = counter();
      expect(await one.take(calls, 2, 3, START)).toStrictEqual({ isTaken: true, sum: 0, retryAt: null });
      expect(await other.take(calls, 1, 3, START + 2_500)).toStrictEqual({ isTaken: true, sum: 2, retryAt: null });
      const first = sliceLeavesAt(calls, sliceOf(calls, START));
      const second = sliceLeavesAt(calls, sliceOf(calls, START + 2_500));
      expect(await one.take(calls, 1, 3, START + 3_000)).toStrictEqual({ isTaken: false, sum: 3, retryAt: first });
      expect(await one.take(calls, 3, 3, START + 3_000)).toStrictEqual({ isTaken: false, sum: 3, retryAt: second });
      expect(await one.take(calls, 4, 3, START + 3_000)).toStrictEqual({ isTaken: false, sum: 3, retryAt: null });
      expect((await other.take(calls, 1, 3, first - 1)).isTaken).toBe(false);
      expect((await other.take(calls, 1, 3, first)).isTaken).toBe(true);
    });

    it('takes an amount as a whole or not at all', async () => {
      const spent = counter();
      await one.take(spent, 2, 3, START);
      expect(await other.take(spent, 2, 3, START)).toMatchObject({ isTaken: false, sum: 2 });
      expect(await other.take(spent, 1, 3, START)).toMatchObject({ isTaken: true, sum: 2 });
    });

    it('says when the oldest slice leaves, in whatever order they were filled', async () => {
      const calls = counter();
      for (const at of [START + 5_000, START, START + 2_000]) await one.add(calls, 1, at);
      const { retryAt } = await other.take(calls, 1, 3, START + 5_000);
      expect(retryAt).toBe(sliceLeavesAt(calls, sliceOf(calls, START)));
    });

    it('takes nothing where nothing may be taken', async () => {
      expect(await one.take(counter(), 1, 0, START)).toStrictEqual({ isTaken: false, sum: 0, retryAt: null });
    });

    it('never holds more in a window than its bound, wherever in a slice it ends', async () => {
      const calls = counter();
      const taken: number[] = [];
      for (let at = START; at < START + 4 * WINDOW_MS; at += 333) {
        if ((await one.take(calls, 1, 5, at)).isTaken) taken.push(at);
      }
      for (const end of taken) {
        expect(taken.filter((at) => at > end - WINDOW_MS && at <= end).length).toBeLessThanOrEqual(5);
      }
      expect(taken.length).toBeGreaterThan(15);
    });

    it('adds whatever the sum, and gives back to the slice it came from', async () => {
      const calls = counter();
      await one.add(calls, 3, START);
      await other.add(calls, 2, START + 5_000);
      expect(await one.sum(calls, START, START + 5_000)).toBe(5);
      await other.add(calls, -3, START);
      expect(await one.sum(calls, START, START + 999)).toBe(0);
      expect(await other.take(calls, 1, 2, START + 5_000)).toMatchObject({ isTaken: false, sum: 2 });
    });

    it('sums the slices from one moment to another, both included', async () => {
      const calls = counter();
      for (let slice = 0; slice < 5; slice += 1) await one.add(calls, 10 ** slice, START + slice * 1_000);
      expect(await other.sum(calls, START + 1_999, START + 3_000)).toBe(1_110);
      expect(await other.sum(calls, START + 5_000, START + 9_000)).toBe(0);
      expect(await other.sum(counter(), START, START + 9_000)).toBe(0);
    });

    it('adds once for each text, whatever the slice and the process', async () => {
      const calls = counter();
      await one.add(calls, 1, START, 'call {1}');
      await other.add(calls, 1, START + 4_000, 'call {1}');
      await other.add(calls, 1, START, 'call 2');
      await one.add(calls, 1, START);
      expect(await one.sum(calls, START, START + 4_000)).toBe(3);
      const others = counter();
      await one.add(others, 1, START, 'call {1}');
      expect(await one.sum(others, START, START)).toBe(1);
    });

    it('counts amounts that are no whole numbers, and big ones, as numbers are counted here', async () => {
      const spent = counter();
      await one.add(spent, 0.1, START);
      await one.add(spent, 0.2, START);
      expect(await one.sum(spent, START, START)).toBe(0.1 + 0.2);
      await one.add(spent, 123_456_789_012, START + 1_000);
      expect(await one.sum(spent, START + 1_000, START + 1_000)).toBe(123_456_789_012);
    });

    it('forgets what two windows do not count, and keeps what they do', async () => {
      const calls = counter();
      await one.add(calls, 1, START);
      await one.add(calls, 1, START + WINDOW_MS);
      await other.take(calls, 1, 10, START + 2 * WINDOW_MS);
      expect(await one.sum(calls, START, START + 2 * WINDOW_MS)).toBe(3);
      await other.add(calls, 1, START + 3 * WINDOW_MS);
      expect(await one.sum(calls, START, START + 2 * WINDOW_MS)).toBe(2);
    });

    it(`takes exactly what fits of ${AT_ONCE} at once`, async () => {
      const calls = counter();
      const takes = Array.from({ length: AT_ONCE }, (_, index) =>
        (index % 2 === 0 ? one : other).take(calls, 1, 7, START),
      );
      expect((await Promise.all(takes)).filter(({ isTaken }) => isTaken)).toHaveLength(7);
      const adds = Array.from({ length: AT_ONCE }, (_, index) =>
        (index % 2 === 0 ? one : other).add(calls, 1, START, 'once'),
      );
      await Promise.all(adds);
      expect(await one.sum(calls, START, START)).toBe(8);
    });
  });
}
