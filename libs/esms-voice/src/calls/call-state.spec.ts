import { describe, expect, it } from '@jest/globals';
import { CALL_STATES, isOpen, rankOf, type CallStanding } from './call-state.js';

describe('the states of a call', () => {
  it('are eight', () => {
    const words = 'queued pending accepted dialing delivered undelivered rejected unknown';
    expect(CALL_STATES).toEqual(words.split(' '));
  });

  it('rank from queued to the finals; unknown stands where pending does', () => {
    const ranks = Object.fromEntries(CALL_STATES.map((state) => [state, rankOf(state)]));
    expect(ranks).toEqual({
      queued: 0,
      pending: 1,
      unknown: 1,
      accepted: 2,
      dialing: 3,
      delivered: 4,
      undelivered: 4,
      rejected: 4,
    });
  });

  it.each<[CallStanding, boolean]>([
    [{ state: 'queued', reason: null }, true],
    [{ state: 'pending', reason: null }, true],
    [{ state: 'accepted', reason: null }, true],
    [{ state: 'dialing', reason: null }, true],
    [{ state: 'unknown', reason: null }, true],
    [{ state: 'rejected', reason: 'duplicate' }, true],
    [{ state: 'rejected', reason: 'refused' }, false],
    [{ state: 'rejected', reason: 'not-sent' }, false],
    [{ state: 'rejected', reason: 'cancelled' }, false],
    [{ state: 'rejected', reason: 'expired' }, false],
    [{ state: 'undelivered', reason: 'no-answer' }, false],
    [{ state: 'undelivered', reason: 'failed' }, false],
    [{ state: 'delivered', reason: null }, false],
  ])('%j is open to later evidence: %j', (standing, open) => {
    expect(isOpen(standing)).toBe(open);
  });
});
