import { describe, expect, it } from '@jest/globals';
import { endedOf } from './batch-progress.js';

describe('endedOf', () => {
  it('counts what nothing more is expected of', () => {
    const states = {
      queued: 1,
      pending: 1,
      accepted: 1,
      dialing: 1,
      delivered: 2,
      undelivered: 3,
      rejected: 4,
      unknown: 5,
    };
    expect(endedOf({ batchId: 'b', total: 30, toQueue: 9, conflicts: 1, forgotten: 2, states })).toBe(17);
  });
});
