import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  ACCEPTED,
  aCall,
  after,
  aReport,
  DELIVERED,
  DIALING,
  DUPLICATE,
  FAILED,
  NO_ANSWER,
  NOT_SENT,
  PENDING,
  QUEUED,
  REFUSED,
  T0,
  UNKNOWN,
} from '../../../../test/support/a-call.js';
import { isWorthAsking } from '../calls/asking.js';
import type { AttemptResult, CallRecord, UnconfirmedReport } from '../calls/call-record.js';
import { isOpen, type CallStanding } from '../calls/call-state.js';
import { applyReport, holdReport, type CallReport } from '../calls/transitions.js';
import { conclude, endAsking, type Conclusion } from './conclusion.js';

const DAY = 24 * 3_600;
const WEEK_MS = 7 * DAY * 1_000;
/** A call of a test may be asked about from 150 s on. */
const EARLY = after(60);
const DUE = after(600);
const LATE = after(8 * DAY);

const attempts = (...results: AttemptResult[]) =>
  results.map((result, n) => ({ startedAt: after(n), result, gatewayCode: null }));

const end = (record: CallRecord, report: CallReport | null, at: Date) => conclude(record, report, at, WEEK_MS);

const standingOf = ({ state, reason }: CallRecord): string => (reason ? `${state}/${reason}` : state);

describe('conclude', () => {
  describe('by what the gateway says', () => {
    it.each<[CallStanding, CallStanding | null, string, Conclusion]>([
      [PENDING, ACCEPTED, 'accepted', 'later'],
      [PENDING, DIALING, 'dialing', 'later'],
      [PENDING, DELIVERED, 'delivered', 'settled'],
      [PENDING, FAILED, 'undelivered/failed', 'settled'],
      [PENDING, REFUSED, 'rejected/refused', 'settled'],
      [UNKNOWN, ACCEPTED, 'accepted', 'later'],
      [UNKNOWN, NO_ANSWER, 'undelivered/no-answer', 'settled'],
      [UNKNOWN, null, 'unknown', 'later'],
      [ACCEPTED, ACCEPTED, 'accepted', 'later'],
      [ACCEPTED, DIALING, 'dialing', 'later'],
      [ACCEPTED, DELIVERED, 'delivered', 'settled'],
      [ACCEPTED, REFUSED, 'rejected/refused', 'settled'],
      [ACCEPTED, null, 'accepted', 'later'],
      [DIALING, ACCEPTED, 'dialing', 'later'],
      [DIALING, DELIVERED, 'delivered', 'settled'],
      [DIALING, null, 'dialing', 'later'],
    ])('of %j with the answer %j', (from, says, to, conclusion) => {
      const record = aCall(from, { attempts: attempts('unknown') });
      const { record: told, result } = end(record, aReport(says), DUE);
      expect([standingOf(told), result]).toEqual([to, conclusion]);
      expect(told.history.length - record.history.length).toBe(standingOf(record) === to ? 0 : 1);
      if (conclusion === 'later') expect(told.askAt!.getTime()).toBeGreaterThan(DUE.getTime());
      else expect(told.askAt).toBeNull();
    });

    it('writes the source and what it tells beside', () => {
      const details = { source: 'list', callId: 'sms-1', price: 850, durationSeconds: 0, pressedKey: '0' } as const;
      const { record } = end(aCall(ACCEPTED), aReport(DELIVERED, details), DUE);
      const { source, ...told } = details;
      expect(record).toMatchObject(told);
      expect(record.history.at(-1)).toEqual({ at: DUE, state: 'delivered', source });
    });

    it('keeps the id of a call that was found in the list, even where its row says nothing certain', () => {
      const { record } = end(aCall(UNKNOWN), aReport(null, { source: 'list', callId: 'sms-1' }), DUE);
      expect(record).toMatchObject({ state: 'unknown', callId: 'sms-1' });
    });
  });

  describe('of a call that moved while the question was under way', () => {
    it.each([
      [DELIVERED, DELIVERED, 0],
      [DELIVERED, DIALING, 0],
      [DELIVERED, FAILED, 1],
      [FAILED, DELIVERED, 1],
      [NO_ANSWER, FAILED, 0],
      [REFUSED, DELIVERED, 1],
      [NOT_SENT, DELIVERED, 1],
    ])('leaves %j as it stands where the gateway says %j, and notes a conflict: %j', (stands, says, conflicts) => {
      const record = aCall(stands, { askAt: null });
      const { record: told, result } = end(record, aReport(says, { price: 1 }), DUE);
      expect([standingOf(told), result]).toEqual([standingOf(record), 'settled']);
      expect(told).toMatchObject({ askAt: null, price: null });
      expect(told.history.filter(({ conflict }) => conflict)).toHaveLength(conflicts);
      if (conflicts === 0) expect(told).toBe(record);
    });

    it('passes over an answer about an id that the call turned out not to have', () => {
      const record = aCall(ACCEPTED, { callId: 'sms-1' });
      const { record: told, result } = end(record, aReport(DELIVERED, { callId: 'sms-2' }), DUE);
      expect(told).toMatchObject({ state: 'accepted', callId: 'sms-1' });
      expect(result).toBe('later');
      expect(end(record, aReport(DELIVERED, { callId: 'SMS-1' }), DUE).record.state).toBe('delivered');
    });

    it('is the same for the second of two processes that ask at one moment', () => {
      const report = aReport(DELIVERED, { price: 850 });
      const once = end(aCall(ACCEPTED), report, DUE).record;
      expect(end(once, report, after(601))).toEqual({ record: once, result: 'settled' });
    });

    it('asks no more about one that was given up by then', () => {
      const givenUp = endAsking(aCall(ACCEPTED), DUE);
      expect(end(givenUp, null, DUE)).toEqual({ record: givenUp, result: 'settled' });
      expect(end(givenUp, aReport(null), DUE)).toEqual({ record: givenUp, result: 'settled' });
    });

    it('settles one that was given up, or takes it up again, by what the gateway says', () => {
      const givenUp = endAsking(aCall(ACCEPTED), DUE);
      expect(end(givenUp, aReport(DELIVERED), DUE)).toMatchObject({
        record: { state: 'delivered' },
        result: 'settled',
      });
      const dialing = end(givenUp, aReport(DIALING), DUE);
      expect(dialing).toMatchObject({ record: { state: 'dialing' }, result: 'later' });
      expect(dialing.record.askAt!.getTime()).toBeGreaterThan(DUE.getTime());
    });
  });

  describe('of a call whose process died', () => {
    it.each<[AttemptResult[], string, Conclusion]>([
      [[], 'rejected/not-sent', 'settled'],
      [['not-sent'], 'rejected/not-sent', 'settled'],
      [['busy'], 'rejected/refused', 'settled'],
      [[null], 'unknown', 'later'],
      [['not-sent', null], 'unknown', 'later'],
      [['unknown', 'busy'], 'unknown', 'later'],
      [['accepted', null], 'unknown', 'later'],
    ])('becomes what its attempts %j say, at the earliest time allowed', (results, to, conclusion) => {
      const record = aCall(PENDING, { attempts: attempts(...results) });
      const early = end(record, null, after(149.999));
      expect([standingOf(early.record), early.result]).toEqual(['pending', 'later']);
      const due = end(record, null, after(150));
      expect([standingOf(due.record), due.result]).toEqual([to, conclusion]);
      expect(due.record.history.at(-1)).toMatchObject({ source: 'service' });
    });

    it('was never sent where no attempt was started, however old it is', () => {
      expect(standingOf(end(aCall(PENDING), null, LATE).record)).toBe('rejected/not-sent');
    });
  });

  describe('gives up', () => {
    it.each<[CallStanding, number]>([
      [UNKNOWN, 0],
      [ACCEPTED, 1],
      [DIALING, 1],
    ])('after seven days: %j is unknown and asked about no more', (stands, steps) => {
      const record = aCall(stands);
      expect(end(record, null, after(7 * DAY - 1)).result).toBe('later');
      const { record: told, result } = end(record, null, after(7 * DAY));
      expect([standingOf(told), result, told.askAt]).toEqual(['unknown', 'given-up', null]);
      expect(told.history.length - record.history.length).toBe(steps);
    });

    it('counts from the latest attempt, or from the date of the call', () => {
      const repeated = [0, DAY].map((at) => ({ startedAt: after(at), result: 'unknown' as const, gatewayCode: null }));
      expect(end(aCall(UNKNOWN, { attempts: repeated }), null, after(7 * DAY)).result).toBe('later');
      expect(end(aCall(UNKNOWN, { attempts: repeated }), null, after(8 * DAY)).result).toBe('given-up');
      const sendAt = after(30 * DAY);
      expect(end(aCall(ACCEPTED, { sendAt }), null, after(37 * DAY - 1)).result).toBe('later');
      expect(end(aCall(ACCEPTED, { sendAt }), null, after(37 * DAY)).result).toBe('given-up');
    });

    it('on a last word of the gateway that settles nothing, after having written it in a step of its own', () => {
      const dialing = aReport(DIALING, { callId: 'sms-1' });
      const told = end(aCall(ACCEPTED), dialing, LATE);
      expect([standingOf(told.record), told.result]).toEqual(['dialing', 'later']);
      const { record, result } = end(told.record, dialing, after(9 * DAY));
      expect(result).toBe('given-up');
      expect(record.history.map(({ state }) => state)).toEqual(['pending', 'dialing', 'unknown']);
      expect(record.callId).toBe('sms-1');
    });

    it('on no call that settles at last', () => {
      expect(end(aCall(ACCEPTED), aReport(DELIVERED), LATE)).toMatchObject({ record: { state: 'delivered' } });
    });

    // Given up, and then repeated with the same id: the old attempt says nothing of how old the repeat is.
    it('on no call that somebody has just begun to place again', () => {
      const again = { attempts: attempts('unknown'), askFrom: after(9 * DAY), askAt: after(9 * DAY) };
      const { record, result } = end(aCall(PENDING, again), null, LATE);
      expect([standingOf(record), result, record.askAt]).toEqual(['pending', 'later', after(9 * DAY)]);
    });
  });

  describe('says when to ask next', () => {
    it('after as long again as the call is old, a fifth more or less', () => {
      const waits = Array.from({ length: 200 }, () => end(aCall(ACCEPTED), null, DUE).record.askAt!.getTime());
      const seconds = waits.map((ms) => (ms - DUE.getTime()) / 1_000);
      expect(Math.min(...seconds)).toBeGreaterThanOrEqual(480);
      expect(Math.max(...seconds)).toBeLessThanOrEqual(720);
      expect(Math.max(...seconds) - Math.min(...seconds)).toBeGreaterThan(100);
    });

    it('and does so although the lease of whoever asked ends later', () => {
      const leased = aCall(ACCEPTED, { askAt: after(600 + 300) });
      expect(end(leased, null, after(200)).record.askAt!.getTime()).toBeLessThan(after(441).getTime());
    });

    it('never before the earliest time allowed, nor before the date of a scheduled call', () => {
      expect(end(aCall(PENDING), null, EARLY).record.askAt).toEqual(after(150));
      const sendAt = after(3 * DAY);
      expect(end(aCall(ACCEPTED, { sendAt }), null, DUE).record.askAt).toEqual(after(3 * DAY + 120));
    });
  });

  describe('of a report that waits for the word of the gateway', () => {
    const held = (standing: CallStanding): UnconfirmedReport => ({
      callId: null,
      price: 900,
      durationSeconds: 13,
      pressedKey: '1',
      callerNumber: '02871002454',
      ...standing,
      at: EARLY,
    });

    it('writes both where they agree: the reason and the details that the gateway does not repeat', () => {
      const record = aCall(ACCEPTED, { unconfirmed: held(NO_ANSWER) });
      const { record: told, result } = end(record, aReport(FAILED, { price: 850 }), DUE);
      expect([standingOf(told), result]).toEqual(['undelivered/no-answer', 'settled']);
      expect(told).toMatchObject({ price: 850, durationSeconds: 13, pressedKey: '1', callerNumber: '02871002454' });
      expect(told).toMatchObject({ unconfirmed: null, askAt: null });
      expect(told.history.at(-1)!.source).toBe('status');
    });

    it('writes nothing of a report about another id than the reply, come by then, has named', () => {
      const record = aCall(ACCEPTED, { callId: 'sms-1', unconfirmed: { ...held(DELIVERED), callId: 'sms-2' } });
      const { record: told } = end(record, aReport(DELIVERED, { callId: 'SMS-1' }), DUE);
      expect(told).toMatchObject({ ...DELIVERED, callId: 'sms-1', unconfirmed: null, price: null, pressedKey: null });
    });

    it('believes the gateway where it contradicts, and nothing of the report', () => {
      const record = aCall(ACCEPTED, { unconfirmed: held(DELIVERED) });
      const { record: told } = end(record, aReport(FAILED), DUE);
      expect(standingOf(told)).toBe('undelivered/failed');
      expect(told).toMatchObject({ unconfirmed: null, price: null, durationSeconds: null, callerNumber: null });
    });

    it.each([[null], [ACCEPTED], [DIALING]])('lets it wait while the gateway says less: %j', (says) => {
      const record = aCall(ACCEPTED, { unconfirmed: held(DELIVERED) });
      const { record: told, result } = end(record, aReport(says), after(100));
      expect(told).toMatchObject({ unconfirmed: record.unconfirmed, price: null });
      expect(result).toBe('later');
      const wait = told.askAt!.getTime() - after(100).getTime();
      expect(wait).toBeGreaterThanOrEqual(32_000);
      expect(wait).toBeLessThanOrEqual(48_000);
    });

    it('lets go of one that the gateway has reached or passed', () => {
      const record = aCall(ACCEPTED, { unconfirmed: held(DIALING) });
      expect(end(record, aReport(DIALING), DUE).record).toMatchObject({
        state: 'dialing',
        unconfirmed: null,
        price: 900,
      });
      expect(end(record, aReport(DELIVERED), DUE).record).toMatchObject({ state: 'delivered', unconfirmed: null });
    });

    it('that came before the reply to the request: the attempt goes on, and the question too', () => {
      const record = aCall(PENDING, { unconfirmed: held(DELIVERED), askAt: EARLY, attempts: attempts(null) });
      const { record: told, result } = end(record, null, after(60));
      expect([standingOf(told), result]).toEqual(['pending', 'later']);
      expect(told.askAt!.getTime()).toBeLessThanOrEqual(after(61.2).getTime());
    });

    it('of a duplicate, or of a redial, is dropped with the question where the gateway never says the same', () => {
      for (const [stands, says] of [[DUPLICATE, null] as const, [FAILED, FAILED] as const]) {
        const record = aCall(stands, { unconfirmed: held(DELIVERED), askAt: EARLY, maxRetry: 1 });
        const { record: told } = end(record, aReport(says), LATE);
        expect(told).toMatchObject({ ...stands, unconfirmed: null, askAt: null });
      }
    });

    it('of a duplicate, or of a redial, moves the call where the gateway says the same', () => {
      for (const stands of [DUPLICATE, FAILED]) {
        const record = aCall(stands, { unconfirmed: held(DELIVERED), askAt: EARLY, maxRetry: 1 });
        const { record: told } = end(record, aReport(DELIVERED), DUE);
        expect(told).toMatchObject({ state: 'delivered', unconfirmed: null, askAt: null, durationSeconds: 13 });
      }
    });

    it('is dropped when the call is given up', () => {
      const record = aCall(ACCEPTED, { unconfirmed: held(DELIVERED) });
      expect(end(record, null, LATE).record).toMatchObject({ state: 'unknown', unconfirmed: null, askAt: null });
    });
  });
});

describe('endAsking', () => {
  it('makes an open call unknown, once', () => {
    const record = endAsking(aCall(DIALING), DUE);
    expect(record).toMatchObject({ state: 'unknown', askAt: null });
    expect(endAsking(record, DUE).history).toEqual(record.history);
  });

  it('leaves a closed one and a duplicate where they stand', () => {
    for (const stands of [DELIVERED, DUPLICATE]) {
      expect(endAsking(aCall(stands), DUE)).toMatchObject({ ...stands, askAt: null });
    }
  });
});

describe('endAsking of a call that waits in a dispatcher', () => {
  it('keeps the time at which it expires', () => {
    expect(endAsking(aCall(QUEUED), after(1))).toMatchObject({ ...QUEUED, askAt: after(150) });
  });
});

describe('whatever is said, in whatever order', () => {
  const standings = [ACCEPTED, DIALING, DELIVERED, FAILED, NO_ANSWER, REFUSED];
  const report = fc.record({
    standing: fc.option(fc.constantFrom(...standings)),
    source: fc.constantFrom<CallReport['source']>('callback', 'status', 'list'),
    callId: fc.option(fc.constantFrom('sms-1', 'SMS-1', 'sms-2')),
    price: fc.option(fc.nat(3)),
    durationSeconds: fc.option(fc.nat(3)),
    pressedKey: fc.option(fc.constantFrom('0', '1')),
    callerNumber: fc.option(fc.constant('02800000000')),
  });
  const step = fc.record({
    how: fc.constantFrom('asked', 'asked', 'unanswered', 'reported', 'held', 'given-up'),
    report,
    afterMs: fc.oneof(fc.nat(200_000), fc.nat(10 * DAY * 1_000)),
  });
  const start = fc
    .record({
      stands: fc.constantFrom(...standings, PENDING, UNKNOWN, DUPLICATE, NOT_SENT),
      sandbox: fc.boolean(),
      maxRetry: fc.constantFrom(0, 2),
      callId: fc.option(fc.constant('sms-1')),
      results: fc.array(fc.constantFrom<AttemptResult>(null, 'unknown', 'busy', 'not-sent', 'accepted'), {
        maxLength: 2,
      }),
      sendAt: fc.option(fc.nat(3 * DAY).map(after), { freq: 4 }),
    })
    .map(({ stands, sandbox, results, ...change }) => {
      const record = aCall(stands, { ...change, sandbox, attempts: attempts(...results) });
      return isWorthAsking(record) ? record : { ...record, askAt: null };
    });

  function take(record: CallRecord, { how, report: told }: { how: string; report: CallReport }, at: Date): CallRecord {
    if (how === 'asked') return end(record, told, at).record;
    if (how === 'unanswered') return end(record, null, at).record;
    if (how === 'reported') return applyReport(record, told, at).record;
    if (how === 'held') return holdReport(record, told, at).record;
    return record.askAt === null ? record : endAsking(record, at);
  }

  it('a closed final stays, what is closed or in the sandbox is not asked about, all else has a date', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 12 }), (record, steps) => {
        let before: CallRecord = Object.freeze(record);
        let now = T0.getTime();
        let isGivenUp = false;
        for (const each of steps) {
          now += each.afterMs;
          const at = new Date(now);
          const told = take(before, each, at);
          const isRedial = before.maxRetry > 0 && before.state === 'undelivered' && told.state === 'delivered';
          if (!isOpen(before) && !isRedial) expect(standingOf(told)).toBe(standingOf(before));
          if (told.sandbox || (!isOpen(told) && !told.unconfirmed)) expect(told.askAt).toBeNull();
          isGivenUp = told.state === 'unknown' && told.askAt === null;
          if (isWorthAsking(told) && !isGivenUp) {
            expect(told.askAt).not.toBeNull();
            const isAsked = each.how === 'asked' || each.how === 'unanswered';
            if (isAsked) expect(told.askAt!.getTime()).toBeGreaterThan(now);
            if (isAsked && !told.unconfirmed) {
              expect(told.askAt!.getTime()).toBeGreaterThanOrEqual(told.askFrom.getTime());
            }
          }
          if (told !== before) expect(told.version).toBeGreaterThan(before.version);
          expect(told.history.length - before.history.length).toBeLessThanOrEqual(1);
          expect(told.history.slice(0, before.history.length)).toEqual(before.history);
          before = Object.freeze(told);
        }
        // Asked to the end, every call has one: a final state, or an explicit unknown.
        const last = end(before, null, new Date(now + 60 * DAY * 1_000)).record;
        expect(last.askAt).toBeNull();
        if (!last.sandbox) expect(isOpen(last) && !['unknown', 'rejected'].includes(last.state)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
