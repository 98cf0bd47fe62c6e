import { describe, expect, it } from '@jest/globals';
import {
  ACCEPTED,
  aCall,
  after,
  CANCELLED,
  DELIVERED,
  DIALING,
  DUPLICATE,
  EXPIRED,
  FAILED,
  NOT_SENT,
  PENDING,
  QUEUED,
  REFUSED,
  UNKNOWN,
} from '../../../../test/support/a-call.js';
import type { AttemptResult, CallRecord } from '../calls/call-record.js';
import { queuedCall } from '../calls/queued-call.js';
import { takeQueued, type TakeTerms } from './take-queued.js';

const HOUR = 3_600;
const terms = (at: number, change: Partial<TakeTerms> = {}): TakeTerms => ({
  now: after(at),
  deadlineAt: after(HOUR),
  runMs: 30_000,
  askAfterDeadlineMs: 120_000,
  ...change,
});
const attempts = (...results: AttemptResult[]) =>
  results.map((result, n) => ({ startedAt: after(n), result, gatewayCode: null }));
const waiting = (change: Partial<CallRecord> = {}): CallRecord =>
  Object.freeze(queuedCall(aCall(QUEUED, change), after(HOUR), 120_000));
const told = ({ state, reason }: CallRecord): string => (reason ? `${state}/${reason}` : state);

describe('takeQueued', () => {
  it.each([
    ['a waiting call', waiting()],
    ['a pending one, whoever had it', aCall(PENDING)],
    ['a pending one with an attempt without a result', aCall(PENDING, { attempts: attempts(null) })],
    ['an unknown one', aCall(UNKNOWN, { attempts: attempts('unknown') })],
    ['one that was not sent', aCall(NOT_SENT, { attempts: attempts('not-sent') })],
  ])('has %s placed, with a time of its own', (_, record) => {
    const taken = takeQueued(record, terms(100));
    expect(taken.result).toBe(true);
    expect(taken.record).toMatchObject({ state: 'pending', deadlineAt: after(130), askAt: after(250) });
    expect(taken.record).toMatchObject({ attempts: record.attempts, askFrom: after(250) });
    expect(taken.record.version).toBe(record.version + 1);
  });

  it('gives no more time than the deadline of the job', () => {
    expect(takeQueued(waiting(), terms(HOUR - 10)).record.deadlineAt).toEqual(after(HOUR));
  });

  it('keeps to the deadline that a waiting call was written down with', () => {
    expect(told(takeQueued(waiting(), terms(HOUR, { deadlineAt: after(2 * HOUR) })).record)).toBe('rejected/expired');
  });

  it('has a sandbox call placed and never asked about', () => {
    expect(takeQueued(waiting({ sandbox: true }), terms(1)).record.askAt).toBeNull();
    expect(takeQueued(aCall(PENDING, { sandbox: true }), terms(1)).record.askAt).toBeNull();
  });

  it.each([ACCEPTED, DIALING, DELIVERED, FAILED, REFUSED, DUPLICATE, CANCELLED, EXPIRED])(
    'leaves %j alone',
    (standing) => {
      const record = aCall(standing);
      expect(takeQueued(record, terms(1))).toEqual({ record, result: false });
    },
  );

  describe('past the deadline of the job', () => {
    it.each<[string, CallRecord, string]>([
      ['a waiting call', waiting(), 'rejected/expired'],
      ['a pending one that was never tried', aCall(PENDING), 'rejected/expired'],
      ['one that was not sent', aCall(PENDING, { attempts: attempts('not-sent') }), 'rejected/not-sent'],
      ['one that met 160 alone', aCall(PENDING, { attempts: attempts('busy') }), 'rejected/refused'],
      ['one that may have rung', aCall(PENDING, { attempts: attempts('not-sent', null) }), 'pending'],
      ['an unknown one', aCall(UNKNOWN, { attempts: attempts('unknown') }), 'unknown'],
    ])('%s is never placed', (_, record, standing) => {
      const taken = takeQueued(record, terms(HOUR));
      expect(taken.result).toBe(false);
      expect(told(taken.record)).toBe(standing);
    });
  });

  it('places nothing more than 23 hours after the first attempt', () => {
    const record = aCall(UNKNOWN, { attempts: attempts('unknown') });
    const late = terms(23 * HOUR + 1, { deadlineAt: after(48 * HOUR) });
    expect(takeQueued(record, late)).toEqual({ record, result: false });
  });
});
