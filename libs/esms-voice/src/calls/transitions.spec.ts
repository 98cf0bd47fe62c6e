import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { CallFacts, CallRecord } from './call-record.js';
import { isOpen, rankOf, type CallStanding } from './call-state.js';
import {
  amend,
  applyReport,
  holdReport,
  learnNoAnswer,
  move,
  newCall,
  postpone,
  raiseQuestion,
  type CallReport,
  type ReportEffect,
} from './transitions.js';

const T0 = new Date('2026-06-15T00:00:00Z');
const T1 = new Date('2026-06-15T00:00:01Z');
const DEADLINE = new Date('2026-06-15T00:00:30Z');

const FACTS: CallFacts = {
  account: 'default',
  requestId: 'r-1',
  kind: 'otp',
  phone: '090****484',
  phoneHash: 'k:phone',
  requestHash: 'k:request',
  sandbox: false,
  campaignId: null,
  maxRetry: 0,
  sendAt: null,
  createdAt: T0,
};

const REPORTED = {
  accepted: { state: 'accepted', reason: null },
  dialing: { state: 'dialing', reason: null },
  delivered: { state: 'delivered', reason: null },
  failed: { state: 'undelivered', reason: 'failed' },
  noAnswer: { state: 'undelivered', reason: 'no-answer' },
  refused: { state: 'rejected', reason: 'refused' },
} as const satisfies Record<string, CallStanding>;

const HELD: readonly CallStanding[] = [
  { state: 'queued', reason: null },
  { state: 'pending', reason: null },
  { state: 'unknown', reason: null },
  { state: 'rejected', reason: 'not-sent' },
  { state: 'rejected', reason: 'duplicate' },
  { state: 'rejected', reason: 'cancelled' },
  { state: 'rejected', reason: 'expired' },
  ...Object.values(REPORTED),
];

/** A record that stands there, frozen through and through. */
function standing(held: CallStanding, change: Partial<CallRecord> = {}): CallRecord {
  const record = { ...newCall(FACTS, DEADLINE), ...held, ...change } as CallRecord;
  Object.freeze(record.history);
  Object.freeze(record.attempts);
  return Object.freeze(record);
}

const reporting = (says: CallStanding | null, details: Partial<CallReport> = {}): CallReport => ({
  source: 'callback',
  standing: says,
  callId: null,
  price: null,
  durationSeconds: null,
  pressedKey: null,
  callerNumber: null,
  ...details,
});

const DETAILS = { callId: null, price: null, durationSeconds: null, pressedKey: null, callerNumber: null };

const standingOf = ({ state, reason }: CallRecord) => ({ state, reason });

describe('newCall', () => {
  it('is pending, has its facts and one entry in its history', () => {
    expect(newCall(FACTS, DEADLINE)).toStrictEqual({
      ...FACTS,
      traceparent: null,
      callId: null,
      price: null,
      durationSeconds: null,
      pressedKey: null,
      callerNumber: null,
      state: 'pending',
      reason: null,
      attempts: [],
      history: [{ at: T0, state: 'pending', source: 'service' }],
      deadlineAt: DEADLINE,
      askFrom: new Date('2026-06-15T00:02:30Z'),
      askAt: new Date('2026-06-15T00:02:30Z'),
      unconfirmed: null,
      owed: [],
      handleAt: null,
      updatedAt: T0,
      version: 1,
    });
  });

  it('is asked about two minutes after its deadline, or after the date it is scheduled for; a sandbox call never', () => {
    const sendAt = new Date('2026-06-20T00:00:00Z');
    expect(newCall({ ...FACTS, sendAt }, DEADLINE).askAt).toEqual(new Date('2026-06-20T00:02:00Z'));
    expect(newCall({ ...FACTS, sandbox: true }, DEADLINE).askAt).toBeNull();
  });

  it('keeps each fact, whatever it is', () => {
    const facts: CallFacts = {
      account: 'other',
      requestId: 'r.2',
      kind: null,
      phone: null,
      phoneHash: null,
      requestHash: null,
      sandbox: true,
      campaignId: 'spring',
      maxRetry: 3,
      sendAt: T1,
      createdAt: DEADLINE,
    };
    expect(newCall(facts, T1)).toMatchObject({ ...facts, deadlineAt: T1, updatedAt: DEADLINE });
  });
});

describe('amend', () => {
  it('changes the fields, the date and the version of a copy, and no history', () => {
    const record = standing({ state: 'accepted', reason: null }, { version: 4, price: 5 });
    const amended = amend(record, { price: 0, pressedKey: '0' }, T1);
    expect(amended).toStrictEqual({ ...record, price: 0, pressedKey: '0', updatedAt: T1, version: 5 });
    expect(record).toMatchObject({ price: 5, version: 4, updatedAt: T0 });
  });
});

describe('move', () => {
  it('writes the step into the history, by whom and when', () => {
    const record = standing({ state: 'pending', reason: null });
    const moved = move(record, REPORTED.noAnswer, 'status', T1, { callId: 'call-1' });
    expect(moved).toStrictEqual({
      ...record,
      askAt: null,
      state: 'undelivered',
      reason: 'no-answer',
      callId: 'call-1',
      history: [...record.history, { at: T1, state: 'undelivered', source: 'status' }],
      updatedAt: T1,
      version: 2,
    });
    expect(record.history).toHaveLength(1);
  });

  it('takes the reason of the state before away', () => {
    const record = standing({ state: 'rejected', reason: 'not-sent' });
    expect(move(record, { state: 'pending', reason: null }, 'service', T1).reason).toBeNull();
  });

  it('has a call that was given up asked about again where it goes on, at the earliest time allowed', () => {
    const record = standing({ state: 'unknown', reason: null }, { askAt: null });
    expect(move(record, REPORTED.dialing, 'callback', T1).askAt).toEqual(record.askFrom);
    const late = new Date('2026-06-16T00:00:00Z');
    expect(move(record, REPORTED.dialing, 'callback', late).askAt).toEqual(late);
    expect(move(record, REPORTED.delivered, 'callback', late).askAt).toBeNull();
    expect(move(record, { state: 'unknown', reason: null }, 'service', late).askAt).toBeNull();
  });

  it('asks no more about a call that is closed, a duplicate, or a sandbox call', () => {
    const accepted = standing({ state: 'accepted', reason: null });
    for (const held of HELD.filter(({ state }) => state === 'rejected' || !isOpen({ state, reason: null } as never))) {
      expect(move(accepted, held, 'reply', T1).askAt).toBeNull();
    }
    const sandbox = standing({ state: 'pending', reason: null }, { sandbox: true, askAt: null });
    expect(move(sandbox, REPORTED.accepted, 'reply', T1).askAt).toBeNull();
  });

  it('keeps a report that waits while the call is open, and lets it go with the question once it is closed', () => {
    const unconfirmed = { ...DETAILS, ...REPORTED.delivered, at: T0 };
    const record = standing({ state: 'pending', reason: null }, { unconfirmed });
    expect(move(record, REPORTED.accepted, 'reply', T1)).toMatchObject({ unconfirmed, askAt: record.askAt });
    expect(move(record, { state: 'rejected', reason: 'duplicate' }, 'reply', T1)).toMatchObject({ unconfirmed });
    expect(move(record, REPORTED.refused, 'reply', T1)).toMatchObject({ unconfirmed: null, askAt: null });
  });
});

describe('holdReport', () => {
  const accepted = standing({ state: 'accepted', reason: null }, { callId: 'call-1' });
  const hold = (record: CallRecord, says: CallStanding, details: Partial<CallReport> = {}, at = T1) =>
    holdReport(record, reporting(says, details), at);

  it('keeps what would move the call, has the gateway asked at once, and changes nothing else', () => {
    const { effect, record } = hold(accepted, REPORTED.noAnswer, { price: 850, pressedKey: '1' });
    expect(effect).toBe('unconfirmed');
    expect(record).toStrictEqual({
      ...accepted,
      unconfirmed: { ...DETAILS, ...REPORTED.noAnswer, price: 850, pressedKey: '1', at: T1 },
      askAt: T1,
      updatedAt: T1,
      version: 2,
    });
  });

  // The callback may come before the reply to the very request, and the reply knows the id first hand.
  it('does not take the call id from a report that nobody has confirmed', () => {
    const pending = standing({ state: 'pending', reason: null });
    const { record } = hold(pending, REPORTED.delivered, { callId: 'forged' });
    expect(record).toMatchObject({ callId: null, state: 'pending', unconfirmed: { callId: 'forged' } });
  });

  it('takes a repeat for one, and lets the one that is furthest along wait, in whatever order they come', () => {
    const held = hold(accepted, REPORTED.delivered, { durationSeconds: 13 }).record;
    expect(hold(held, REPORTED.delivered)).toEqual({ effect: 'duplicate', record: held });
    expect(hold(held, REPORTED.dialing)).toEqual({ effect: 'late', record: held });
    const other = hold(held, REPORTED.failed);
    expect(other).toMatchObject({ effect: 'unconfirmed', record: { unconfirmed: { state: 'undelivered' } } });
    const dialing = hold(accepted, REPORTED.dialing).record;
    expect(hold(dialing, REPORTED.delivered).record.unconfirmed).toMatchObject({ state: 'delivered', at: T1 });
  });

  it.each([
    ['a repeat', REPORTED.accepted, 'duplicate'],
    ['what says nothing certain', null, 'unclear'],
  ] as const)('applies %s at once', (_, says, effect) => {
    expect(holdReport(accepted, reporting(says), T1)).toMatchObject({ effect, record: { unconfirmed: null } });
  });

  it('notes a conflict of a closed call, and keeps the answered redial until it is confirmed', () => {
    const failed = standing(REPORTED.failed, { askAt: null });
    expect(hold(failed, REPORTED.delivered)).toMatchObject({ effect: 'conflict', record: { unconfirmed: null } });
    const redialed = standing(REPORTED.failed, { askAt: null, maxRetry: 1 });
    expect(hold(redialed, REPORTED.delivered)).toMatchObject({
      effect: 'unconfirmed',
      record: { state: 'undelivered', askAt: T1, unconfirmed: { state: 'delivered' } },
    });
  });

  it('applies the report of a sandbox call, which cannot be asked about', () => {
    const sandbox = standing({ state: 'pending', reason: null }, { sandbox: true, askAt: null });
    const { effect, record } = hold(sandbox, REPORTED.accepted);
    expect({ effect, ...record }).toMatchObject({ effect: 'moved', state: 'accepted', askAt: null, unconfirmed: null });
  });
});

describe('raiseQuestion', () => {
  const late = new Date('2026-06-15T01:00:00Z');

  it('asks at the earliest time allowed, and never later than planned', () => {
    const planned = standing({ state: 'accepted', reason: null }, { askAt: new Date('2026-06-16T00:00:00Z') });
    expect(raiseQuestion(planned, T1).askAt).toEqual(planned.askFrom);
    expect(raiseQuestion(planned, late).askAt).toEqual(late);
    const due = standing({ state: 'accepted', reason: null });
    expect(raiseQuestion(due, late)).toBe(due);
  });

  it('takes up a call that was given up', () => {
    const record = standing({ state: 'unknown', reason: null }, { askAt: null });
    expect(raiseQuestion(record, late)).toMatchObject({ askAt: late, version: 2 });
  });

  it.each(HELD.filter(({ state, reason }) => state === 'queued' || state === 'rejected' || reason !== null))(
    'asks nothing about %j',
    (held) => {
      const record = standing(held, { askAt: null });
      expect(raiseQuestion(record, late)).toBe(record);
    },
  );

  it('asks nothing about a sandbox call', () => {
    const record = standing({ state: 'accepted', reason: null }, { sandbox: true, askAt: null });
    expect(raiseQuestion(record, late)).toBe(record);
  });
});

describe('postpone', () => {
  it.each(['askAt', 'handleAt'] as const)('puts off %s and touches no date of the call', (field) => {
    const record = standing({ state: 'accepted', reason: null });
    expect(postpone(record, field, T1)).toStrictEqual({ ...record, [field]: T1, version: 2 });
  });
});

describe('learnNoAnswer', () => {
  it('sets the reason of a call that failed, and writes no step', () => {
    const record = standing(REPORTED.failed);
    expect(learnNoAnswer(record, T1)).toStrictEqual({ ...record, reason: 'no-answer', updatedAt: T1, version: 2 });
  });

  it.each(HELD.filter(({ reason }) => reason !== 'failed'))('leaves %j as it is', (held) => {
    const record = standing(held);
    expect(learnNoAnswer(record, T1)).toBe(record);
  });
});

describe('applyReport', () => {
  const COLUMNS = Object.values(REPORTED);
  const MOVES: ReportEffect[] = Array.from({ length: COLUMNS.length }, () => 'moved');

  /** Effects of the reports accepted, dialing, delivered, failed, no-answer, refused. */
  it.each<[CallStanding, number, ReportEffect[]]>([
    [{ state: 'queued', reason: null }, 0, MOVES],
    [{ state: 'pending', reason: null }, 0, MOVES],
    [{ state: 'unknown', reason: null }, 0, MOVES],
    [{ state: 'rejected', reason: 'duplicate' }, 0, MOVES],
    [{ state: 'accepted', reason: null }, 0, ['duplicate', 'moved', 'moved', 'moved', 'moved', 'moved']],
    [{ state: 'dialing', reason: null }, 0, ['late', 'duplicate', 'moved', 'moved', 'moved', 'moved']],
    [{ state: 'delivered', reason: null }, 0, ['late', 'late', 'duplicate', 'conflict', 'conflict', 'conflict']],
    [{ state: 'delivered', reason: null }, 2, ['late', 'late', 'duplicate', 'conflict', 'conflict', 'conflict']],
    [REPORTED.failed, 0, ['late', 'late', 'conflict', 'duplicate', 'duplicate', 'conflict']],
    [REPORTED.noAnswer, 0, ['late', 'late', 'conflict', 'duplicate', 'duplicate', 'conflict']],
    [REPORTED.failed, 1, ['late', 'late', 'moved', 'duplicate', 'duplicate', 'conflict']],
    [REPORTED.noAnswer, 3, ['late', 'late', 'moved', 'duplicate', 'duplicate', 'conflict']],
    [REPORTED.refused, 0, ['late', 'late', 'conflict', 'conflict', 'conflict', 'duplicate']],
    [REPORTED.refused, 2, ['late', 'late', 'conflict', 'conflict', 'conflict', 'duplicate']],
    [{ state: 'rejected', reason: 'not-sent' }, 0, ['late', 'late', 'conflict', 'conflict', 'conflict', 'duplicate']],
    [{ state: 'rejected', reason: 'cancelled' }, 0, ['late', 'late', 'conflict', 'conflict', 'conflict', 'duplicate']],
    [{ state: 'rejected', reason: 'expired' }, 0, ['late', 'late', 'conflict', 'conflict', 'conflict', 'duplicate']],
  ])('on %j with MaxRetry %j', (held, maxRetry, effects) => {
    const record = standing(held, { maxRetry });
    expect(COLUMNS.map((says) => applyReport(record, reporting(says), T1).effect)).toEqual(effects);
  });

  it('knows a conflict with a call that was not sent at first, and was delivered when it was repeated', () => {
    const notSent = move(standing({ state: 'pending', reason: null }), REPORTED.refused, 'service', T1);
    const delivered = move(notSent, REPORTED.delivered, 'callback', T1);
    const { effect, record } = applyReport(delivered, reporting(REPORTED.refused), T1);
    expect([effect, record.state]).toEqual(['conflict', 'delivered']);
    expect(applyReport(record, reporting(REPORTED.refused), T1).effect).toBe('duplicate');
  });

  it('moves the call: state, reason, details and one step of history', () => {
    const record = standing({ state: 'accepted', reason: null });
    const details = { callId: 'call-1', price: 0, durationSeconds: 0, pressedKey: '0', callerNumber: '02800000000' };
    const { record: moved } = applyReport(record, reporting(REPORTED.delivered, { ...details, source: 'list' }), T1);
    expect(moved).toStrictEqual({
      ...record,
      askAt: null,
      ...details,
      state: 'delivered',
      history: [...record.history, { at: T1, state: 'delivered', source: 'list' }],
      updatedAt: T1,
      version: 2,
    });
  });

  it('keeps what is known where the report is silent, and takes zero for a word', () => {
    const known = { callId: 'call-1', price: 850, durationSeconds: 13, pressedKey: '7', callerNumber: '02800000000' };
    const record = standing({ state: 'accepted', reason: null }, known);
    expect(applyReport(record, reporting(REPORTED.dialing), T1).record).toMatchObject(known);
    const zeros = { price: 0, durationSeconds: 0, pressedKey: '0' };
    expect(applyReport(record, reporting(REPORTED.dialing, zeros), T1).record).toMatchObject({ ...known, ...zeros });
  });

  it('never replaces a call id that is known', () => {
    const record = standing({ state: 'accepted', reason: null }, { callId: 'call-1' });
    expect(applyReport(record, reporting(REPORTED.dialing, { callId: 'call-2' }), T1).record.callId).toBe('call-1');
  });

  it('keeps a conflict in the history and changes nothing else', () => {
    const record = standing(REPORTED.failed, { price: 1 });
    const { record: noted } = applyReport(record, reporting(REPORTED.delivered, { callId: 'call-2', price: 9 }), T1);
    expect(noted).toStrictEqual({
      ...record,
      history: [...record.history, { at: T1, state: 'delivered', source: 'callback', conflict: true }],
      updatedAt: T1,
      version: 2,
    });
  });

  it('keeps each different conflict once', () => {
    const record = standing({ state: 'delivered', reason: null });
    const reports = [REPORTED.failed, REPORTED.refused, REPORTED.noAnswer, REPORTED.refused].map((s) => reporting(s));
    const effects: ReportEffect[] = [];
    const end = reports.reduce((call, report) => {
      const { effect, record: next } = applyReport(call, report, T1);
      effects.push(effect);
      return next;
    }, record);
    expect(effects).toEqual(['conflict', 'conflict', 'duplicate', 'duplicate']);
    expect(end.history.filter(({ conflict }) => conflict).map(({ state }) => state)).toEqual([
      'undelivered',
      'rejected',
    ]);
  });

  // Six deliveries of one event, in any order (contract, section 4): this one was told before the redial was answered.
  it('takes the report that the redial was answered after for a repeat, not for a conflict', () => {
    const dialing = standing({ state: 'dialing', reason: null }, { maxRetry: 2 });
    const missed = applyReport(dialing, reporting(REPORTED.noAnswer), T1).record;
    const answered = applyReport(missed, reporting(REPORTED.delivered), T1).record;
    expect(applyReport(answered, reporting(REPORTED.noAnswer), T1).record).toBe(answered);
  });

  // After a 124 the call id is "learnt later, from the callback" (design, section 5), whatever state that one names.
  it('learns the call id of an accepted call from a report that moves nothing', () => {
    const accepted = standing({ state: 'accepted', reason: null }, { callId: null });
    const { record } = applyReport(accepted, reporting(REPORTED.accepted, { callId: 'call-1' }), T1);
    expect(record.callId).toBe('call-1');
    expect(record.history).toEqual(accepted.history);
  });

  it.each(HELD)('changes nothing on %j where the report says nothing certain', (held) => {
    const record = standing(held);
    const { effect, record: after } = applyReport(record, reporting(null, { callId: 'call-1', price: 9 }), T1);
    expect(effect).toBe('unclear');
    expect(after).toBe(record);
  });

  describe('whatever is reported, in whatever order', () => {
    const report = fc.record({
      standing: fc.option(fc.constantFrom(...Object.values(REPORTED))),
      source: fc.constantFrom<CallReport['source']>('reply', 'callback', 'status', 'list'),
      callId: fc.option(fc.constantFrom('call-1', 'call-2')),
      price: fc.option(fc.nat(3)),
      durationSeconds: fc.option(fc.nat(3)),
      pressedKey: fc.option(fc.constantFrom('0', '1')),
      callerNumber: fc.option(fc.constant('02800000000')),
    });
    const start = fc
      .tuple(fc.constantFrom(...HELD), fc.constantFrom(0, 2))
      .map(([held, maxRetry]) => standing(held, { maxRetry }));
    const run = fc.tuple(start, fc.array(report, { maxLength: 12 }));

    /** Checks one rule on every step of many calls. */
    const always = (rule: (before: CallRecord, report: CallReport, after: CallRecord, effect: ReportEffect) => void) =>
      fc.assert(
        fc.property(run, ([record, reports]) => {
          let before = record;
          for (const [i, told] of reports.entries()) {
            const { effect, record: after } = applyReport(before, told, new Date(T1.getTime() + i));
            rule(before, told, after, effect);
            before = Object.freeze(after);
          }
        }),
        { numRuns: 150 },
      );

    it('states go forward only; rejected/duplicate alone starts from the beginning', () => {
      always((before, _report, after) => {
        const reached = before.reason === 'duplicate' ? rankOf('pending') : rankOf(before.state);
        expect(rankOf(after.state)).toBeGreaterThanOrEqual(reached);
      });
    });

    it('a closed final keeps its standing and its details, but for the answered redial', () => {
      always((before, told, after) => {
        const isRedial = before.maxRetry > 0 && before.state === 'undelivered' && told.standing?.state === 'delivered';
        const isFixed = !isOpen(before) && !isRedial;
        const { history: _h, updatedAt: _u, version: _v, ...held } = isFixed ? before : after;
        expect(after).toMatchObject(held);
      });
    });

    it('nothing written means the very same record; anything written means one version more', () => {
      always((before, _report, after, effect) => {
        const isStep = effect === 'moved' || effect === 'conflict';
        const isWritten = isStep || after.callId !== before.callId;
        expect(after === before).toBe(!isWritten);
        expect(after.version - before.version).toBe(isWritten ? 1 : 0);
        expect(after.history.length - before.history.length).toBe(isStep ? 1 : 0);
        expect(after.history.slice(0, before.history.length)).toEqual(before.history);
      });
    });

    it('the entry that is written names what was reported, by whom, and whether it counted', () => {
      always((before, told, after, effect) => {
        const entries = after.history.slice(before.history.length);
        const { standing: says, source } = told;
        const expected = { at: after.updatedAt, state: says?.state, source };
        const written = { moved: [expected], conflict: [{ ...expected, conflict: true }] };
        expect(entries).toStrictEqual(written[effect as 'moved' | 'conflict'] ?? []);
      });
    });

    it('the call stands where the last entry that counted says', () => {
      always((before, told, after, effect) => {
        expect(standingOf(after)).toEqual(effect === 'moved' ? told.standing : standingOf(before));
      });
    });

    it('a report told again at once writes nothing', () => {
      always((_before, told, after) => {
        expect(applyReport(after, told, T1).record).toBe(after);
      });
    });

    it('a call id that is known stays', () => {
      always((before, _report, after) => {
        expect(after.callId).toBe(before.callId ?? after.callId);
      });
    });

    it('what is fixed stays fixed', () => {
      always((_before, _report, after) => {
        const { maxRetry: _m, ...facts } = FACTS;
        expect(after).toMatchObject({ ...facts, attempts: [], deadlineAt: DEADLINE });
      });
    });
  });
});
