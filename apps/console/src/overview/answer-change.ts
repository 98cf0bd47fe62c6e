import type { CarrierStats } from './stats.js';

/** How a carrier's answer rate changed against the hour before. */
export interface AnswerChange {
  readonly carrier: string;
  readonly direction: 'less' | 'more';
  /** Of the earlier rate: 0.31 is 31 %. */
  readonly share: number;
}

/** Fewer calls than this say nothing of a carrier. */
const ENOUGH_CALLS = 20;
/** Smaller changes come and go. */
const WORTH_SAYING = 0.1;

/** The changes that are worth a sentence, the largest first. */
export function answerChanges(carriers: readonly CarrierStats[]): AnswerChange[] {
  return carriers
    .flatMap(changeOf)
    .filter(({ share }) => share >= WORTH_SAYING)
    .toSorted((a, b) => b.share - a.share);
}

function changeOf({ carrier, answered, unanswered, answerRate, previousAnswerRate }: CarrierStats): AnswerChange[] {
  const isTooFew = answered + unanswered < ENOUGH_CALLS;
  if (isTooFew || answerRate === null || previousAnswerRate === null || previousAnswerRate === 0) return [];
  const change = answerRate / previousAnswerRate - 1;
  return [{ carrier, direction: change < 0 ? 'less' : 'more', share: Math.abs(change) }];
}
