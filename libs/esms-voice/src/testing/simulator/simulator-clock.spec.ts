import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '../../../../../test/support/until.js';
import { SimulatorClock } from './simulator-clock.js';

const start = Date.UTC(2026, 0, 1);
const owner = {};
const clocks: SimulatorClock[] = [];

function clockOf(readRealTime?: () => number): SimulatorClock {
  const clock = new SimulatorClock(readRealTime);
  clocks.push(clock);
  return clock;
}

afterEach(() => {
  for (const clock of clocks.splice(0)) clock.cancelAll(owner);
});

describe('SimulatorClock', () => {
  it('runs due timers in the order of their times when it is advanced, and leaves the others', () => {
    const clock = clockOf(() => start);
    const ran: number[] = [];
    const delays = [500, 100, 900, 300, 100, 700, 200, 1_001];
    for (const delay of delays) clock.at(start + delay, owner, (dueAt) => ran.push(dueAt - start));
    clock.advance(1_000);
    expect(ran).toEqual([100, 100, 200, 300, 500, 700, 900]);
    clock.advance(1);
    expect(ran.at(-1)).toBe(1_001);
  });

  it('runs timers of one time in the order of their making', () => {
    const clock = clockOf(() => start);
    const ran: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) clock.at(start + 5, owner, () => ran.push(name));
    clock.advance(5);
    expect(ran.join('')).toBe('abcde');
  });

  it('lets a chain of timers run within one advance, without drift, although real time goes on meanwhile', () => {
    let real = start;
    const clock = clockOf(() => (real += 3));
    const due: number[] = [];
    const now: number[] = [];
    const first = clock.now() + 1_000;
    const again = (dueAt: number): void => {
      due.push(dueAt - first);
      now.push(clock.now() - first);
      clock.at(dueAt + 1_000, owner, again);
    };
    clock.at(first, owner, again);
    clock.advance(4_500);
    expect(due).toEqual([0, 1_000, 2_000, 3_000]);
    expect(now).toEqual(due);
  });

  it('never goes back: a timer that is overdue when the clock is advanced sees the present', () => {
    const clock = clockOf(() => start);
    let seen = 0;
    clock.at(start - 10_000, owner, () => (seen = clock.now()));
    clock.advance(0);
    expect(seen).toBe(start);
  });

  it('stands where it was advanced to, even when a timer throws', () => {
    const clock = clockOf(() => start);
    clock.at(start + 10, owner, () => {
      throw new Error('a test');
    });
    expect(() => clock.advance(60_000)).toThrow('a test');
    expect(clock.now()).toBe(start + 60_000);
  });

  it('fires by real time too, and sooner after an advance', async () => {
    const clock = clockOf();
    let ran = 0;
    clock.at(clock.now() + 15, owner, () => (ran += 1));
    const later = clock.now() + 3_600_000;
    clock.at(later, owner, () => (ran += 1));
    expect(ran).toBe(0);
    await until(() => ran === 1);
    clock.advance(later - clock.now() - 250);
    expect(ran).toBe(1);
    await until(() => ran === 2);
  });

  it('waits for times beyond the longest timeout of Node', async () => {
    const clock = clockOf();
    const timeouts = jest.spyOn(globalThis, 'setTimeout');
    let hasRun = false;
    clock.at(clock.now() + 31 * 24 * 3_600_000, owner, () => (hasRun = true));
    expect(timeouts.mock.calls.map(([, ms]) => ms)).toEqual([2 ** 31 - 1]);
    timeouts.mockRestore();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(hasRun).toBe(false);
    clock.advance(31 * 24 * 3_600_000);
    expect(hasRun).toBe(true);
  });

  it('cancels the timers of one owner alone', () => {
    const clock = clockOf(() => start);
    const other = {};
    const ran: string[] = [];
    for (const delay of [40, 10, 30, 20]) clock.at(start + delay, owner, () => ran.push('mine'));
    for (const delay of [35, 5, 25]) clock.at(start + delay, other, () => ran.push(`other ${delay}`));
    clock.cancelAll(owner);
    clock.advance(100);
    expect(ran).toEqual(['other 5', 'other 25', 'other 35']);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e15])('refuses to advance by %p', (ms) => {
    const clock = clockOf(() => start);
    expect(() => clock.advance(ms)).toThrow(RangeError);
    expect(clock.now()).toBe(start);
  });
});
