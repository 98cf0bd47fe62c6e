import type { CallStanding } from './call-state.js';

/** What the gateway's reports say of one call, by family (contract, sections 3 and 4). `null`: absent or empty. */
export interface SmsFamilyReport {
  readonly sendStatus: number | null;
  readonly sendSuccess: number | null;
  readonly sendFailed: number | null;
}

/** The same, for template and recording calls. */
export interface VoiceFamilyReport {
  readonly sendStatus: number | null;
  readonly sentResult: number | null;
  /** `ANSWERED`, `NO ANSWER`, `NOANSWERED`, or empty. */
  readonly callStatus: string | null;
}

/** What a row of the gateway's list says: `sendResult` is 1 ok, 0 failed, 2 unknown. */
export interface ListRow {
  readonly sendStatus: number | null;
  readonly sendResult: number | null;
}

const FINISHED = 5;

const BEFORE_THE_END = new Map<number, CallStanding>([
  [1, { state: 'accepted', reason: null }],
  [2, { state: 'accepted', reason: null }],
  [4, { state: 'rejected', reason: 'refused' }],
  [7, { state: 'dialing', reason: null }],
]);

const DELIVERED: CallStanding = { state: 'delivered', reason: null };
const FAILED: CallStanding = { state: 'undelivered', reason: 'failed' };
const NO_ANSWER: CallStanding = { state: 'undelivered', reason: 'no-answer' };

/** Where an SMS-family report puts the call; `null` where it says nothing certain. It has no word on the answer. */
export function standingOfSmsReport({ sendStatus, sendSuccess, sendFailed }: SmsFamilyReport): CallStanding | null {
  if (sendStatus !== FINISHED) return sendStatus === null ? null : (BEFORE_THE_END.get(sendStatus) ?? null);
  const succeeded = (sendSuccess ?? 0) > 0;
  const failed = (sendFailed ?? 0) > 0;
  if (succeeded === failed) return null;
  return succeeded ? DELIVERED : FAILED;
}

/** The same for a voice-family report, where an absent SendStatus means finished. */
export function standingOfVoiceReport({ sendStatus, sentResult, callStatus }: VoiceFamilyReport): CallStanding | null {
  if (sendStatus !== null && sendStatus !== FINISHED) return BEFORE_THE_END.get(sendStatus) ?? null;
  if (isNoAnswer(callStatus)) return NO_ANSWER;
  if (sentResult === 1) return DELIVERED;
  return sentResult === 0 ? FAILED : null;
}

/** The same for a row of the list, which has no word on the answer. */
export function standingOfListRow({ sendStatus, sendResult }: ListRow): CallStanding | null {
  if (sendStatus !== FINISHED) return sendStatus === null ? null : (BEFORE_THE_END.get(sendStatus) ?? null);
  if (sendResult === 1) return DELIVERED;
  return sendResult === 0 ? FAILED : null;
}

/** The callbacks write it with a space, the status function without one and with an ending. */
export const isNoAnswer = (callStatus: string | null): boolean => /^no\s*answer(ed)?$/i.test(callStatus ?? '');
