import { describe, expect, it } from '@jest/globals';
import {
  ACCEPTED,
  aCall,
  after,
  CANCELLED,
  DELIVERED,
  EXPIRED,
  NOT_SENT,
  PENDING,
  QUEUED,
  T0,
  UNKNOWN,
} from '../../../../test/support/a-call.js';
import { isWorthAsking } from './asking.js';
import type { AttemptResult, CallRecord } from './call-record.js';
import type { CallStanding } from './call-state.js';
import { cancel, expire, queuedCall, reviewQueued } from './queued-call.js';
import { move } from './transitions.js';

const standingOf = ({ state, reason }: CallRecord): CallStanding => ({ state, reason }) as CallStanding;
const attempts = (...results: AttemptResult[]) =>
  results.map((result, n) => ({ startedAt: after(n), result, gatewayCode: null }));
const waiting = (change: Partial<CallRecord> = {}): CallRecord =>
  Object.freeze(queuedCall(aCall(QUEUED, change), after(60), 120_000));

describe('a queued call', () => {
  it('waits from its first step on, and is looked at after its deadline, in a sandbox too', () => {
    for (const sandbox of [false, true]) {
      const record = waiting({ sandbox });
      expect(standingOf(record)).toEqual(QUEUED);
      expect(record.history).toEqual([{ at: T0, state: 'queued', source: 'service' }]);
      expect(record).toMatchObject({ deadlineAt: after(60), askFrom: after(180), askAt: after(180), attempts: [] });
      expect(isWorthAsking(record)).toBe(false);
    }
  });

  it('is asked about as any other once it is pending, in a sandbox not at all', () => {
    expect(move(waiting(), PENDING, 'service', after(1)).askAt).toEqual(after(180));
    expect(move(waiting({ sandbox: true }), PENDING, 'service', after(1)).askAt).toBeNull();
  });
});

describe('expire', () => {
  it('ends what was never tried', () => {
    const expired = expire(waiting(), after(61));
    expect(standingOf(expired)).toEqual(EXPIRED);
    expect(expired.askAt).toBeNull();
    expect(standingOf(expire(aCall(PENDING), after(61)))).toEqual(EXPIRED);
  });

  it.each([ACCEPTED, DELIVERED, UNKNOWN, NOT_SENT])('leaves %j alone', (standing) => {
    const record = aCall(standing);
    expect(expire(record, after(61))).toBe(record);
  });

  it('leaves a call alone that was tried', () => {
    const record = aCall(PENDING, { attempts: attempts('not-sent') });
    expect(expire(record, after(61))).toBe(record);
  });
});

describe('cancel', () => {
  it.each([waiting(), aCall(PENDING), aCall(PENDING, { attempts: attempts('not-sent', 'not-sent') })])(
    'ends a call of which nothing was sent (%#)',
    (record) => {
      expect(standingOf(cancel(record, after(1)))).toEqual(CANCELLED);
    },
  );

  it.each<AttemptResult>([null, 'unknown', 'busy', 'accepted'])(
    'leaves a call with an attempt that is %s',
    (result) => {
      const record = aCall(PENDING, { attempts: attempts('not-sent', result) });
      expect(cancel(record, after(1))).toBe(record);
    },
  );

  it.each([ACCEPTED, DELIVERED, UNKNOWN, NOT_SENT, EXPIRED])('leaves %j alone', (standing) => {
    const record = aCall(standing);
    expect(cancel(record, after(1))).toBe(record);
  });
});

describe('reviewQueued', () => {
  it('ends a call at its deadline and not before', () => {
    expect(reviewQueued(waiting(), after(59)).state).toBe('queued');
    expect(standingOf(reviewQueued(waiting(), after(60)))).toEqual(EXPIRED);
  });

  it('gives a claimed call its time back, and writes nothing where it has it', () => {
    const claimed = { ...waiting(), askAt: after(500) };
    expect(reviewQueued(claimed, after(1))).toMatchObject({ state: 'queued', askAt: after(180) });
    const record = waiting();
    expect(reviewQueued(record, after(1))).toBe(record);
  });

  it('leaves a call alone that has moved meanwhile', () => {
    const record = aCall(PENDING);
    expect(reviewQueued(record, after(600))).toBe(record);
  });
});
