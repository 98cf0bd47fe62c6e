import { describe, expect, it } from '@jest/globals';
import { answerChanges } from './answer-change.js';
import type { CarrierStats } from './stats.js';

const carrier = (name: string, rate: number | null, before: number | null, calls = 100): CarrierStats => ({
  carrier: name,
  answered: Math.round(calls * (rate ?? 0)),
  unanswered: calls - Math.round(calls * (rate ?? 0)),
  answerRate: rate,
  previousAnswerRate: before,
  timeToRingMs: null,
});

describe('answerChanges', () => {
  it('tells large changes, the largest first', () => {
    const changes = answerChanges([carrier('mobifone', 0.9, 0.7), carrier('viettel', 0.5, 0.725)]);
    expect(changes.map(({ share, ...rest }) => ({ ...rest, percent: Math.round(share * 100) }))).toEqual([
      { carrier: 'viettel', direction: 'less', percent: 31 },
      { carrier: 'mobifone', direction: 'more', percent: 29 },
    ]);
  });

  it.each([
    ['small', carrier('viettel', 0.7, 0.75)],
    ['made by few calls', carrier('viettel', 0.1, 0.9, 19)],
    ['against nothing', carrier('viettel', 0.5, null)],
    ['against no answer at all', carrier('viettel', 0.5, 0)],
    ['to nothing', carrier('viettel', null, 0.5)],
  ])('keeps quiet where a change is %s', (_, stats) => {
    expect(answerChanges([stats])).toEqual([]);
  });
});
