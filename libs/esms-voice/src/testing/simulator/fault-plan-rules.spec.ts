import { describe, expect, it } from '@jest/globals';
import { FAULT_PARAMETERS } from './fault-parameters.js';
import { planProblems } from './fault-plan-rules.js';

const rule = (more: object = {}) => ({ when: 'before-accept', fault: { kind: 'drop' }, ...more });
const problemsOf = (more: object) => planProblems({ rules: [rule(more)] });
const faultProblems = (fault: unknown) => problemsOf({ fault });
const callbackProblems = (given: object) => planProblems({ callbackRules: [given] });
const KINDS =
  "'otp' or 'template' or 'recording' or 'status' or 'receivers' or 'list' or 'balance', or a non-empty array of them";
const WAIT = 'must be an integer from 1 to 2147483647';

describe('a fault plan that is good', () => {
  it.each([
    [{ rules: [] }],
    [{ callbackRules: [] }],
    [{ rules: [rule({ phone: '484', requestId: 'a', attempt: 1, probability: 0, times: 0 })], seed: -1 }],
    [{ rules: [rule({ attempt: [1, 3], probability: 1, when: 'after-accept' })] }],
    [{ rules: [rule({ fault: { kind: 'reset', beforeReading: true }, probability: 0.5, times: 1 })] }],
    [{ rules: [rule({ fault: { kind: 'reset', beforeReading: false }, phone: '1', when: 'after-accept' })] }],
    [{ rules: [rule({ kind: 'recording', phone: '001', requestId: 'a', attempt: 2 })] }],
    [{ rules: [rule({ kind: ['status', 'receivers'], phone: '001', requestId: 'a', times: 2, probability: 0.5 })] }],
    [{ rules: [rule({ kind: ['otp', 'list', 'balance'], fault: { kind: 'code', code: '101', callId: true } })] }],
    [{ callbackRules: [{ fault: 'reorder-late', delayMs: 1, phone: '484', probability: 0.5, times: 2 }] }],
  ])('has no problem: %j', (plan) => expect(planProblems(plan)).toEqual([]));

  it.each(['drop', 'duplicate', 'before-reply', 'wrong-phone', 'wrong-id'])(
    'may have the callback fault %s',
    (fault) => {
      expect(callbackProblems({ fault, requestId: 'a' })).toEqual([]);
    },
  );

  it.each([
    [{ kind: 'refuse-connections', forMs: 1 }],
    [{ kind: 'delay', delayMs: 2 ** 31 - 1 }],
    [{ kind: 'drip', byteEveryMs: 1 }],
    [{ kind: 'status', status: 200, retryAfter: '0', body: '' }],
    [{ kind: 'status', status: 599 }],
    [{ kind: 'truncate', connection: true }],
    [{ kind: 'huge', bytes: 1_024 }],
    [{ kind: 'code', code: -1, callId: true }],
    [{ kind: 'code', code: '124' }],
    [{ kind: 'duplicate-call-id' }],
  ])('may have the fault %j', (fault) => expect(faultProblems(fault)).toEqual([]));
});

describe('a fault plan that is bad', () => {
  it.each([[undefined], [null], [[]], ['x']])('is named when it is %p', (plan) => {
    expect(planProblems(plan)).toEqual(['the plan must be an object']);
  });

  it.each([
    [{}, 'rules or callbackRules must be given'],
    [{ rules: {} }, 'rules must be an array'],
    [{ callbackRules: 'x' }, 'callbackRules must be an array'],
    [{ callbackRules: [null] }, 'callbackRules[0] must be an object'],
    [{ rules: [], seed: 0.5 }, `seed must be an integer from ${Number.MIN_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}`],
    [{ rules: [], rule: 1 }, 'rule is not known'],
  ])('is named: %j', (plan, problem) => expect(planProblems(plan)).toEqual([problem]));

  it.each([
    [{ phone: '' }, 'phone must be a non-empty string'],
    [{ requestId: 1 }, 'requestId must be a non-empty string'],
    [{ attempt: 0 }, 'attempt must be an integer from 1, or a non-empty array of them'],
    [{ attempt: [] }, 'attempt must be an integer from 1, or a non-empty array of them'],
    [{ attempt: [1, '2'] }, 'attempt must be an integer from 1, or a non-empty array of them'],
    [{ kind: 'sms' }, `kind must be ${KINDS}`],
    [{ kind: [] }, `kind must be ${KINDS}`],
    [{ kind: ['otp', 7] }, `kind must be ${KINDS}`],
    [{ kind: 'status', attempt: 1 }, "attempt cannot be matched with kind 'status': give times instead"],
    [{ kind: ['otp', 'list'], attempt: 1 }, "attempt cannot be matched with kind 'list': give times instead"],
    [{ kind: ['status', 'list'], phone: '1' }, "phone cannot be matched with kind 'list': it asks about no one call"],
    [{ kind: 'balance', requestId: 'a' }, "requestId cannot be matched with kind 'balance': it asks about no one call"],
    [
      { kind: 'receivers', fault: { kind: 'duplicate-call-id' } },
      "fault.kind 'duplicate-call-id' cannot go with kind 'receivers': it places no call",
    ],
    [{ probability: 1.01 }, 'probability must be a number from 0 to 1'],
    [{ probability: -0.01 }, 'probability must be a number from 0 to 1'],
    [{ probability: '1' }, 'probability must be a number from 0 to 1'],
    [{ times: -1 }, `times must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}`],
    [{ when: undefined }, "when must be 'before-accept' or 'after-accept'"],
    [{ when: ['before-accept'] }, "when must be 'before-accept' or 'after-accept'"],
    [{ delayMs: 5 }, 'delayMs is not known'],
    [{ fault: undefined }, 'fault must be an object'],
    [{ fault: 'drop' }, 'fault must be an object'],
  ])('has a rule that is named: %j', (more, problem) => expect(problemsOf(more)).toEqual([`rules[0].${problem}`]));

  it.each([
    [{ kind: 'reset', beforeReading: 'yes' }, 'beforeReading must be true or false'],
    [{ kind: 'drop', delayMs: 1 }, 'delayMs is not known'],
    [{ kind: 'refuse-connections' }, `forMs ${WAIT}`],
    [{ kind: 'delay', delayMs: 0 }, `delayMs ${WAIT}`],
    [{ kind: 'drip', byteEveryMs: 2 ** 31 }, `byteEveryMs ${WAIT}`],
    [
      { kind: 'status', status: 199 },
      'status must be an integer from 200 to 599 but 204, 205 and 304, which carry no body',
    ],
    [
      { kind: 'status', status: 304 },
      'status must be an integer from 200 to 599 but 204, 205 and 304, which carry no body',
    ],
    [{ kind: 'status', status: 503, retryAfter: 5 }, 'retryAfter must be a header value: seconds or an HTTP date'],
    [
      { kind: 'status', status: 503, retryAfter: '1\r\nx: y' },
      'retryAfter must be a header value: seconds or an HTTP date',
    ],
    [{ kind: 'status', status: 503, body: {} }, 'body must be a string'],
    [{ kind: 'huge', bytes: 1_023 }, 'bytes must be an integer from 1024 to 268435456'],
    [{ kind: 'code' }, 'code must be a string or a number of at most 20 letters, digits, - or _'],
    [{ kind: 'code', code: '' }, 'code must be a string or a number of at most 20 letters, digits, - or _'],
    [{ kind: 'code', code: '1', callId: 1 }, 'callId must be true or false'],
  ])('has a fault that is named: %j', (fault, problem) => {
    expect(faultProblems(fault)).toEqual([`rules[0].fault.${problem}`]);
  });

  it.each(['', 'Drop', 'toString', undefined])('has a kind of fault that is not known: %p', (kind) => {
    const kinds = [...FAULT_PARAMETERS.keys()].map((known) => `'${known}'`).join(' or ');
    expect(faultProblems({ kind })).toEqual([`rules[0].fault.kind must be ${kinds}`]);
  });

  it('wants to match before reading what only the request tells', () => {
    const fault = { kind: 'reset', beforeReading: true };
    const words = 'with beforeReading: the request is not known yet';
    expect(problemsOf({ fault, kind: 'otp', phone: '1', requestId: 'a', attempt: 1, when: 'after-accept' })).toEqual([
      `rules[0].kind cannot be matched ${words}`,
      `rules[0].phone cannot be matched ${words}`,
      `rules[0].requestId cannot be matched ${words}`,
      `rules[0].attempt cannot be matched ${words}`,
      `rules[0].when must be 'before-accept' ${words}`,
    ]);
  });

  it.each([
    [{ fault: 'reorder-late' }, `delayMs ${WAIT}`],
    [{ fault: 'drop', delayMs: 1 }, 'delayMs is not known'],
    [{ fault: 'drop', attempt: 1 }, 'attempt is not known'],
    [{ fault: 'drop', kind: 'otp' }, 'kind is not known'],
    [{ fault: 'drop', phone: 9 }, 'phone must be a non-empty string'],
  ])('has a callback rule that is named: %j', (given, problem) => {
    expect(callbackProblems(given)).toEqual([`callbackRules[0].${problem}`]);
  });

  it('has a callback fault that is not known', () => {
    const faults = "'drop' or 'duplicate' or 'reorder-late' or 'before-reply' or 'wrong-phone' or 'wrong-id'";
    expect(callbackProblems({ fault: 'html' })).toEqual([`callbackRules[0].fault must be ${faults}`]);
  });
});
