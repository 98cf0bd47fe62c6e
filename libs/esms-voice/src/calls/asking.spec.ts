import { describe, expect, it } from '@jest/globals';
import {
  ACCEPTED,
  aCall,
  after,
  DELIVERED,
  DIALING,
  DUPLICATE,
  FAILED,
  NOT_SENT,
  PENDING,
  REFUSED,
  T0,
  UNKNOWN,
} from '../../../../test/support/a-call.js';
import { askLater, askSoon, earliestAsk, isWorthAsking, startOf } from './asking.js';
import type { UnconfirmedReport } from './call-record.js';

const HELD = { ...DELIVERED, at: after(60) } as UnconfirmedReport;
const HOUR = 3_600;

describe('earliestAsk', () => {
  it('is two minutes after the deadline or the date of the call, whichever is later', () => {
    expect(earliestAsk(after(30), null)).toEqual(after(150));
    expect(earliestAsk(after(30), after(600))).toEqual(after(720));
    expect(earliestAsk(after(30), after(10))).toEqual(after(150));
    expect(earliestAsk(after(30), null, 0)).toEqual(after(30));
  });
});

describe('isWorthAsking', () => {
  it('is an open call that was placed, and not in the sandbox', () => {
    const open = [PENDING, UNKNOWN, ACCEPTED, DIALING];
    const closed = [DELIVERED, FAILED, REFUSED, NOT_SENT, DUPLICATE, { state: 'queued', reason: null } as const];
    expect(open.map((standing) => isWorthAsking(aCall(standing)))).toEqual([true, true, true, true]);
    expect(closed.map((standing) => isWorthAsking(aCall(standing)))).toEqual(Array(6).fill(false));
    expect(isWorthAsking(aCall(PENDING, { sandbox: true }))).toBe(false);
  });

  it('is a call that has a report waiting for the word of the gateway', () => {
    expect(isWorthAsking(aCall(DUPLICATE, { unconfirmed: HELD }))).toBe(true);
    expect(isWorthAsking(aCall(FAILED, { unconfirmed: HELD }))).toBe(true);
    expect(isWorthAsking(aCall(PENDING, { unconfirmed: HELD, sandbox: true }))).toBe(false);
  });
});

describe('startOf', () => {
  it('is the latest attempt, the date of the call, or when it was written down', () => {
    const attempts = [after(1), after(9)].map((startedAt) => ({ startedAt, result: null, gatewayCode: null }));
    expect(startOf(aCall(PENDING))).toBe(T0.getTime());
    expect(startOf(aCall(PENDING, { attempts }))).toBe(after(9).getTime());
    expect(startOf(aCall(PENDING, { attempts, sendAt: after(99) }))).toBe(after(99).getTime());
  });
});

describe('askSoon', () => {
  it('keeps a date that is sooner, and what is not worth asking', () => {
    const call = aCall(ACCEPTED);
    expect(askSoon(call, after(1))).toBe(call.askAt);
    expect(askSoon(aCall(DELIVERED, { askAt: null }), after(1))).toBeNull();
  });
});

describe('askLater', () => {
  /** In seconds from T0, with the least and the greatest jitter. */
  const bounds = (call: ReturnType<typeof aCall>, now: number): number[] =>
    [0, 0.5, 1].map((random) => (askLater(call, after(now), () => random).getTime() - T0.getTime()) / 1_000);

  it('waits as long again as the call is old, a fifth more or less', () => {
    expect(bounds(aCall(ACCEPTED), 1_000)).toEqual([1_800, 2_000, 2_200]);
  });

  it('waits six hours at most', () => {
    const now = 100 * HOUR;
    expect(bounds(aCall(ACCEPTED), now)).toEqual([now + 4.8 * HOUR, now + 6 * HOUR, now + 7.2 * HOUR]);
  });

  it('counts from the latest attempt', () => {
    const attempts = [0, 900].map((at) => ({ startedAt: after(at), result: null, gatewayCode: null }));
    expect(bounds(aCall(UNKNOWN, { attempts }), 1_000)).toEqual([1_080, 1_100, 1_120]);
  });

  // Somebody may ask with getCallStatus long before settlement would.
  it('never ends before the earliest time allowed', () => {
    expect(bounds(aCall(PENDING), 1)).toEqual([150, 150, 150]);
    const sendAt = after(7 * 24 * HOUR);
    const earliest = 7 * 24 * HOUR + 120;
    expect(bounds(aCall(ACCEPTED, { sendAt }), 200)).toEqual([earliest, earliest, earliest]);
  });

  it('goes by the age of a report that waits, a second at least, however early', () => {
    const call = aCall(PENDING, { unconfirmed: HELD });
    expect(bounds(call, 60)).toEqual([60.8, 61, 61.2]);
    expect(bounds(call, 70)).toEqual([78, 80, 82]);
    expect(bounds(aCall(ACCEPTED, { unconfirmed: HELD, sendAt: after(9_999) }), 70)).toEqual([78, 80, 82]);
  });

  it('is random by itself, and always in the future', () => {
    const dates = Array.from({ length: 50 }, () => askLater(aCall(ACCEPTED), after(1_000)).getTime());
    expect(new Set(dates).size).toBeGreaterThan(10);
    expect(Math.min(...dates)).toBeGreaterThan(after(1_000).getTime());
  });
});
