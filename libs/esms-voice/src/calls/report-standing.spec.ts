import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { standingOfSmsReport, standingOfVoiceReport } from './report-standing.js';

const ACCEPTED = { state: 'accepted', reason: null };
const DIALING = { state: 'dialing', reason: null };
const DELIVERED = { state: 'delivered', reason: null };
const REFUSED = { state: 'rejected', reason: 'refused' };
const FAILED = { state: 'undelivered', reason: 'failed' };
const NO_ANSWER = { state: 'undelivered', reason: 'no-answer' };

const BEFORE_THE_END = [
  [1, ACCEPTED],
  [2, ACCEPTED],
  [4, REFUSED],
  [7, DIALING],
] as const;

const unlisted = fc.integer({ min: -3, max: 20 }).filter((status) => ![1, 2, 4, 5, 7].includes(status));
const count = fc.option(fc.integer({ min: 0, max: 3 }));
const callStatus = fc.option(fc.constantFrom('ANSWERED', 'NO ANSWER', 'NOANSWERED', 'BUSY'));

describe('standingOfSmsReport', () => {
  const sms = (sendStatus: number | null, sendSuccess: number | null, sendFailed: number | null) =>
    standingOfSmsReport({ sendStatus, sendSuccess, sendFailed });

  it.each([
    [1, 0, DELIVERED],
    [1, null, DELIVERED],
    [2, 0, DELIVERED],
    [0, 1, FAILED],
    [null, 1, FAILED],
    [0, 2, FAILED],
    [0, 0, null],
    [null, null, null],
    [0, null, null],
    [null, 0, null],
    [1, 1, null],
    [2, 1, null],
  ])('finished with %j successes and %j failures: %j', (success, failed, standing) => {
    expect(sms(5, success, failed)).toEqual(standing);
  });

  it.each(BEFORE_THE_END)('reads SendStatus %j by itself, whatever the counts', (status, standing) => {
    fc.assert(fc.property(count, count, (success, failed) => expect(sms(status, success, failed)).toEqual(standing)));
  });

  it('says nothing for a status that is absent or in no list', () => {
    fc.assert(
      fc.property(fc.option(unlisted), count, count, (status, success, failed) => {
        expect(sms(status, success, failed)).toBeNull();
      }),
    );
  });
});

describe('standingOfVoiceReport', () => {
  const voice = (sendStatus: number | null, sentResult: number | null, status: string | null) =>
    standingOfVoiceReport({ sendStatus, sentResult, callStatus: status });

  it.each([
    [1, 'ANSWERED', DELIVERED],
    [1, '', DELIVERED],
    [1, null, DELIVERED],
    [1, 'BUSY', DELIVERED],
    [0, 'ANSWERED', FAILED],
    [0, '', FAILED],
    [0, null, FAILED],
    [0, 'BUSY', FAILED],
    [null, 'ANSWERED', null],
    [null, null, null],
    [2, null, null],
    [-1, 'ANSWERED', null],
  ])(
    'finished with SentResult %j and CallStatus %j: %j; an absent SendStatus is finished',
    (result, status, expected) => {
      expect(voice(5, result, status)).toEqual(expected);
      expect(voice(null, result, status)).toEqual(expected);
    },
  );

  it.each(['NO ANSWER', 'NOANSWERED', 'NOANSWER', 'no answer', 'No Answered'])(
    'reads %j as not answered whatever SentResult says',
    (status) => {
      for (const result of [0, 1, 2, null]) {
        expect(voice(5, result, status)).toEqual(NO_ANSWER);
        expect(voice(null, result, status)).toEqual(NO_ANSWER);
      }
    },
  );

  it.each(['ANSWERED', 'UNANSWERED', 'NO ANSWER YET', 'NOT ANSWERED', 'NO'])('takes %j for no such word', (status) => {
    expect(voice(5, 1, status)).toEqual(DELIVERED);
  });

  it.each(BEFORE_THE_END)('reads SendStatus %j by itself, whatever else is there', (status, standing) => {
    fc.assert(fc.property(count, callStatus, (result, word) => expect(voice(status, result, word)).toEqual(standing)));
  });

  it('says nothing for a status that is in no list', () => {
    fc.assert(
      fc.property(unlisted, count, callStatus, (status, result, word) => {
        expect(voice(status, result, word)).toBeNull();
      }),
    );
  });
});
