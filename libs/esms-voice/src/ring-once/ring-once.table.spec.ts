import { describe, expect, it } from '@jest/globals';
import type { AttemptResult, CallAttempt } from '../calls/call-record.js';
import { judge, standingOnGivingUp, type AttemptOutcome } from './ring-once.table.js';

const attempts = (...results: AttemptResult[]): CallAttempt[] =>
  results.map((result) => ({ startedAt: new Date(0), result, gatewayCode: null }));

const verdict = (outcome: AttemptOutcome, ...earlier: AttemptResult[]): string => {
  const judged = judge(outcome, attempts(...earlier));
  return judged === 'repeat' ? judged : [judged.state, judged.reason].filter(Boolean).join('/');
};

describe('the table of ring-once', () => {
  it.each<[AttemptOutcome, AttemptResult[], string]>([
    ['accepted', [], 'accepted'],
    ['accepted', ['unknown'], 'accepted'],
    ['accepted', ['busy', 'unknown'], 'accepted'],
    ['duplicate', [], 'rejected/duplicate'],
    ['duplicate', ['not-sent', 'not-sent'], 'rejected/duplicate'],
    ['duplicate', ['unknown'], 'accepted'],
    ['duplicate', [null], 'accepted'],
    ['duplicate', ['not-sent', 'unknown'], 'accepted'],
    ['duplicate', ['busy'], 'rejected/refused'],
    ['duplicate', ['busy', 'unknown'], 'unknown'],
    ['duplicate', ['unknown', 'busy'], 'unknown'],
    ['duplicate', ['unknown', 'refused'], 'unknown'],
    ['refused', [], 'rejected/refused'],
    ['refused', ['not-sent'], 'rejected/refused'],
    ['refused', ['busy'], 'rejected/refused'],
    ['refused', ['unknown'], 'unknown'],
    ['refused', [null], 'unknown'],
    ['busy', [], 'repeat'],
    ['busy', ['unknown'], 'repeat'],
    ['not-sent', ['busy'], 'repeat'],
    ['unknown', [], 'repeat'],
  ])('%s after [%s] is %s', (outcome, earlier, expected) => {
    expect(verdict(outcome, ...earlier)).toBe(expected);
  });

  it.each<[AttemptResult[], string]>([
    [[], 'rejected/not-sent'],
    [['not-sent', 'not-sent'], 'rejected/not-sent'],
    [['busy', 'not-sent'], 'rejected/refused'],
    [['busy', 'busy'], 'rejected/refused'],
    [['busy', 'unknown'], 'unknown/'],
    [['not-sent', null], 'unknown/'],
  ])('giving up after [%s] is %s', (earlier, expected) => {
    const { state, reason } = standingOnGivingUp(attempts(...earlier));
    expect(`${state}/${reason ?? ''}`).toBe(expected);
  });
});
