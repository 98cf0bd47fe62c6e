import { describe, expect, it } from '@jest/globals';
import { DAY_MS, NUMBER_KEPT_MS } from '../domain/verification.js';
import { VerificationStoreFullError } from '../errors.js';
import { InMemoryVerificationStore } from './in-memory-verification-store.js';
import { askFor, newTag, NOON } from './number-under-test.contract.js';
import { describeVerificationStore } from './verification-store.contract.js';

describeVerificationStore('InMemoryVerificationStore', async () => {
  const store = new InMemoryVerificationStore();
  return { one: store, other: store, dispose: async () => undefined };
});

describe('InMemoryVerificationStore', () => {
  it('is of this process alone', () => {
    expect(new InMemoryVerificationStore().isShared).toBe(false);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('has no room for %p numbers', (maxNumbers) => {
    expect(() => new InMemoryVerificationStore(maxNumbers)).toThrow(RangeError);
  });

  it('refuses new numbers when it is full, and none that it holds', async () => {
    const store = new InMemoryVerificationStore(2);
    const [first, second, third] = [newTag(), newTag(), newTag()];
    const { verification } = await store.start(askFor(first, NOON));
    await store.start(askFor(second, NOON + 1));
    await expect(store.start(askFor(third, NOON + DAY_MS - 1))).rejects.toThrow(VerificationStoreFullError);
    expect((await store.start(askFor(second, NOON + DAY_MS - 1))).decision.kind).toBe('ring');
    expect(await store.find(verification!.id, NOON)).not.toBeNull();
  });

  it('forgets the number that was started longest ago when it is full and that was a day ago', async () => {
    const store = new InMemoryVerificationStore(2);
    const [first, second, third] = [newTag(), newTag(), newTag()];
    const old = await store.start(askFor(first, NOON));
    const kept = await store.start(askFor(second, NOON + 1));
    expect((await store.start(askFor(third, NOON + DAY_MS))).decision.kind).toBe('ring');
    expect(await store.find(old.verification!.id, NOON)).toBeNull();
    expect(await store.find(kept.verification!.id, NOON)).not.toBeNull();
  });

  it('forgets a number after half a year though there is room', async () => {
    const store = new InMemoryVerificationStore();
    const old = await store.start(askFor(newTag(), NOON));
    await store.start(askFor(newTag(), NOON + NUMBER_KEPT_MS));
    expect(await store.find(old.verification!.id, NOON)).toBeNull();
  });
});
