import { describe, expect, it } from '@jest/globals';
import { describeCounters } from './counters.contract.js';
import { InMemoryCounters } from './in-memory-counters.js';
import { NOON } from './number-under-test.contract.js';

describeCounters('InMemoryCounters', async () => {
  const counters = new InMemoryCounters();
  return { one: counters, other: counters, dispose: async () => undefined };
});

describe('InMemoryCounters', () => {
  it('forgets a counter two windows after its last use', async () => {
    const counters = new InMemoryCounters();
    const calls = { key: 'ip:1', windowMs: 1_000 };
    await counters.add(calls, 1, NOON);
    await counters.add({ key: 'ip:2', windowMs: 1_000 }, 1, NOON + 1_999);
    expect(await counters.sum(calls, NOON, NOON)).toBe(1);
    await counters.add({ key: 'ip:3', windowMs: 1_000 }, 1, NOON + 2_000);
    expect(await counters.sum(calls, NOON, NOON)).toBe(0);
  });
});
