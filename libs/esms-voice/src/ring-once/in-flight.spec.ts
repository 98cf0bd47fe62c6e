import { describe, expect, it } from '@jest/globals';
import { Cancellation } from '../gateway/cancellation.js';
import { InFlight } from './in-flight.js';

const never = (): Cancellation => new Cancellation();

describe('InFlight', () => {
  it('lets in as many as it may, and the others in order as places come free', async () => {
    const inFlight = new InFlight({ maxInFlight: 2, maxQueued: 2 });
    expect([inFlight.enter(), inFlight.enter(), inFlight.enter()]).toEqual([true, true, false]);
    const order: string[] = [];
    const first = inFlight.wait(never()).then((entered) => order.push(`first ${entered}`));
    const second = inFlight.wait(never()).then((entered) => order.push(`second ${entered}`));
    inFlight.leave();
    await first;
    expect(order).toEqual(['first true']);
    inFlight.leave();
    await second;
    expect(order).toEqual(['first true', 'second true']);
    expect(inFlight.enter()).toBe(false);
    inFlight.leave();
    inFlight.leave();
    expect([inFlight.enter(), inFlight.enter(), inFlight.enter()]).toEqual([true, true, false]);
  });

  it('lets nobody wait beyond its queue; none at all where that is zero', async () => {
    const inFlight = new InFlight({ maxInFlight: 1, maxQueued: 1 });
    inFlight.enter();
    const waiting = inFlight.wait(never());
    await expect(inFlight.wait(never())).resolves.toBe(false);
    inFlight.leave();
    await expect(waiting).resolves.toBe(true);
    const none = new InFlight({ maxInFlight: 1, maxQueued: 0 });
    none.enter();
    await expect(none.wait(never())).resolves.toBe(false);
  });

  it('gives the place of one that aborts to the next', async () => {
    const inFlight = new InFlight({ maxInFlight: 1, maxQueued: 2 });
    inFlight.enter();
    const impatient = new Cancellation();
    const leaves = inFlight.wait(impatient);
    const stays = inFlight.wait(never());
    impatient.cancel();
    await expect(leaves).resolves.toBe(false);
    inFlight.leave();
    await expect(stays).resolves.toBe(true);
    await expect(inFlight.wait(impatient)).resolves.toBe(false);
  });
});
