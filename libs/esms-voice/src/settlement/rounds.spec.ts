import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import { Rounds } from './rounds.js';

let rounds: Rounds;
afterEach(() => rounds.close());

/** Work that ends when it is told to. */
function heldUp(pauseMs: number) {
  const ends: (() => void)[] = [];
  let begun = 0;
  rounds = new Rounds(
    () => {
      begun += 1;
      return new Promise((resolve) => ends.push(resolve));
    },
    () => pauseMs,
  );
  return { begun: () => begun, end: () => ends.shift()!() };
}

describe('Rounds', () => {
  it('waits for its pause before the first round and after each', async () => {
    let count = 0;
    rounds = new Rounds(
      async () => void (count += 1),
      () => 20,
    );
    rounds.start();
    expect(count).toBe(0);
    await until(() => count === 3);
  });

  it('does nothing twice at a time: whoever wakes it meanwhile has it done once more', async () => {
    const { begun, end } = heldUp(60_000);
    rounds.wake();
    for (let n = 0; n < 5; n += 1) rounds.wake();
    expect(begun()).toBe(1);
    end();
    await until(() => begun() === 2);
    end();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(begun()).toBe(2);
  });

  it('ends with the round under way, and begins none after it', async () => {
    const { begun, end } = heldUp(1);
    rounds.wake();
    rounds.wake();
    let isEnded = false;
    const closed = rounds.close().then(() => (isEnded = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([rounds.isClosed, isEnded]).toEqual([true, false]);
    end();
    await closed;
    rounds.wake();
    rounds.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun()).toBe(1);
  });
});
