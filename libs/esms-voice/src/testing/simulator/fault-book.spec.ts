import { describe, expect, it } from '@jest/globals';
import { FaultBook, type RequestSubject } from './fault-book.js';
import type { Fault, FaultPlan, FaultRule } from './fault-plan.js';
import { REQUEST_KINDS, type SimulatedRequestKind } from './request-kind.js';

const CODE = (code: string): Fault => ({ kind: 'code', code });
const rule = (code: string, more: Partial<FaultRule> = {}): FaultRule => ({
  when: 'before-accept',
  fault: CODE(code),
  ...more,
});

function bookOf(plan: FaultPlan, seed = 1): FaultBook {
  const book = new FaultBook(seed);
  book.set(plan);
  return book;
}

function fired(book: FaultBook, subject: Partial<RequestSubject> = {}): string | undefined {
  const request = {
    kind: 'otp',
    phone: '0901888484',
    requestId: 'a',
    attempt: 1,
    previousCallId: null,
    ...subject,
  } as const;
  const fault = book.ruleForRequest(request)?.fault;
  return fault?.kind === 'code' ? String(fault.code) : fault?.kind;
}

const many = (book: FaultBook, count = 400) => Array.from({ length: count }, () => fired(book) !== undefined);

describe('a rule for requests', () => {
  it.each([
    [{}, {}, true],
    [{ phone: '484' }, {}, true],
    [{ phone: '0901888484' }, {}, true],
    [{ phone: '0901' }, {}, false],
    [{ phone: '484' }, { phone: '' }, false],
    [{ requestId: 'a' }, {}, true],
    [{ requestId: 'a' }, { requestId: 'ab' }, false],
    [{ requestId: 'a' }, { requestId: null }, false],
    [{}, { requestId: null, phone: '' }, true],
    [{ attempt: 1 }, {}, true],
    [{ attempt: 1 }, { attempt: 2 }, false],
    [{ attempt: [2, 4] }, { attempt: 4 }, true],
    [{ attempt: [2, 4] }, { attempt: 3 }, false],
    [{ phone: '484', requestId: 'a', attempt: 1 }, { attempt: 2 }, false],
    [{ fault: { kind: 'duplicate-call-id' } as const }, {}, false],
    [{ fault: { kind: 'duplicate-call-id' } as const }, { previousCallId: 'x' }, true],
  ])('with %j fits %j: %p', (more, subject, fits) => {
    expect(fired(bookOf({ rules: [rule('1', more)] }), subject) !== undefined).toBe(fits);
  });

  it.each([
    [undefined, ['otp', 'template', 'recording']],
    ['otp', ['otp']],
    ['recording', ['recording']],
    ['status', ['status']],
    [
      ['status', 'receivers', 'template'],
      ['template', 'status', 'receivers'],
    ],
    [[...REQUEST_KINDS], [...REQUEST_KINDS]],
  ] as const)('of kind %j fits %j and no other', (kind, fitting) => {
    const book = bookOf({ rules: [rule('1', kind === undefined ? {} : { kind })] });
    expect(REQUEST_KINDS.filter((one) => fired(book, { kind: one }) !== undefined)).toEqual(fitting);
  });

  it('draws no number for a request of another kind', () => {
    const share = (kinds: readonly SimulatedRequestKind[]) => {
      const book = bookOf({ rules: [rule('1', { probability: 0.5 })] });
      return Array.from({ length: 50 }, () => kinds.map((kind) => fired(book, { kind })).at(-1));
    };
    expect(share(['balance', 'otp'])).toEqual(share(['otp']));
  });

  it('is the first that fits', () => {
    const book = bookOf({ rules: [rule('1', { attempt: 2 }), rule('2', { phone: '484' }), rule('3')] });
    expect([fired(book), fired(book, { attempt: 2 }), fired(book, { phone: '1' })]).toEqual(['2', '1', '3']);
  });

  it('fires so many times at most and then leaves it to the next', () => {
    const book = bookOf({ rules: [rule('0', { times: 0 }), rule('1', { times: 2 }), rule('2')] });
    expect([fired(book), fired(book, { phone: '1' }), fired(book)]).toEqual(['1', '1', '2']);
  });

  it('fires never with probability 0, always with 1, and by seed between', () => {
    const share = (probability: number, seed?: number) => {
      return many(bookOf({ rules: [rule('1', { probability })], ...(seed === undefined ? {} : { seed }) }));
    };
    expect(new Set(share(0))).toEqual(new Set([false]));
    expect(new Set(share(1))).toEqual(new Set([true]));
    const hits = share(0.25).filter(Boolean).length;
    expect(Math.abs(hits - 100)).toBeLessThan(30);
    expect(share(0.25)).toEqual(share(0.25, 1));
    expect(share(0.25)).not.toEqual(share(0.25, 2));
  });
});

describe('a plan', () => {
  it('takes the place of the one before, with all its counts, and is gone after clear', () => {
    const book = bookOf({ rules: [rule('1', { times: 1 })] });
    expect([fired(book), fired(book)]).toEqual(['1', undefined]);
    book.set({ rules: [rule('1', { times: 1 })] });
    expect(fired(book)).toBe('1');
    book.set({ rules: [rule('2')], callbackRules: [{ fault: 'drop' }, { fault: 'before-reply' }] });
    book.clear();
    const subject = { phone: '1', requestId: null };
    expect([fired(book), book.ruleForReport(subject), book.reportsEarly(subject)]).toEqual([
      undefined,
      undefined,
      false,
    ]);
  });

  it('that is bad changes nothing', () => {
    const book = bookOf({ rules: [rule('1')] });
    expect(() => book.set({ rules: [rule('2', { times: -1 })] })).toThrow('Invalid fault plan: rules[0].times must');
    expect(fired(book)).toBe('1');
  });

  it('is a copy: what the caller does to it later changes nothing', () => {
    const rules = [rule('1')];
    const book = bookOf({ rules });
    Object.assign(rules[0] ?? {}, { fault: CODE('2') });
    expect(fired(book)).toBe('1');
  });
});

describe('a rule for connections', () => {
  it('is not asked of requests, and watches while it is there', () => {
    const fault: Fault = { kind: 'reset', beforeReading: true };
    const book = bookOf({ rules: [rule('1', { fault, times: 1 })] });
    expect([book.watchesConnections, fired(book)]).toEqual([true, undefined]);
    expect([book.resetsConnection(), book.resetsConnection()]).toEqual([true, false]);
    book.set({ rules: [rule('1', { fault: { kind: 'reset' } })] });
    expect([book.watchesConnections, fired(book)]).toEqual([false, 'reset']);
  });
});

describe('a rule for callbacks', () => {
  it('fires at its own moment, the first that fits', () => {
    const book = bookOf({
      callbackRules: [
        { fault: 'before-reply', phone: '001', times: 1 },
        { fault: 'wrong-id', requestId: 'a' },
        { fault: 'drop' },
      ],
    });
    const unanswered = { phone: '0901888001', requestId: 'b' };
    expect(book.reportsEarly({ ...unanswered, phone: '0901888484' })).toBe(false);
    expect([book.reportsEarly(unanswered), book.reportsEarly(unanswered)]).toEqual([true, false]);
    expect(book.ruleForReport(unanswered)?.fault).toBe('drop');
    expect(book.ruleForReport({ ...unanswered, requestId: 'a' })?.fault).toBe('wrong-id');
  });
});
