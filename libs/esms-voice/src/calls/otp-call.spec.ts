import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DEFAULT_CALL_RULES } from './call-rules.js';
import { OTP_CALL_CHECKS, toOtpCall, type CreateOtpCallInput } from './otp-call.js';
import { findProblems } from './read-fields.js';

const GOOD: CreateOtpCallInput = { phone: '+84 901 888 484', content: '686868' };
const soon = (): Date => new Date(Date.now() + 3_600_000);

const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

const problemsOf = (input: unknown) => findProblems(input, OTP_CALL_CHECKS, DEFAULT_CALL_RULES);
const read = (input: Partial<CreateOtpCallInput> = {}, sandbox = false) =>
  toOtpCall({ ...GOOD, ...input }, DEFAULT_CALL_RULES, sandbox);

describe('the checks of an OTP call', () => {
  it('finds none in the least input, nor in a full one, nor where null stands for absent', () => {
    const full = { requestId: 'r-1', campaignId: 'c', isUnicode: false, sandbox: false, sendAt: soon() };
    const none = { requestId: null, campaignId: null, isUnicode: null, sandbox: null, sendAt: null };
    expect(problemsOf(GOOD)).toEqual([]);
    expect(problemsOf({ ...GOOD, ...full })).toEqual([]);
    expect(problemsOf({ ...GOOD, ...none })).toEqual([]);
  });

  it('names every problem at once, in the order of the fields', () => {
    const bad = { phone: '1', content: '', requestId: '', campaignId: '', isUnicode: 0, sandbox: 'no', sendAt: 'soon' };
    expect(problemsOf({ ...bad, requestID: 'r-1' }).map((problem) => problem.split(' ')[0])).toEqual([
      ...Object.keys(OTP_CALL_CHECKS),
      'requestID',
    ]);
  });

  it('misses phone and content in an empty input alone', () => {
    expect(problemsOf({}).map((problem) => problem.split(' ')[0])).toEqual(['phone', 'content']);
  });

  it('follows the rules of the account', () => {
    const rules = { landlines: true, foreign: true, maxContentLength: 6 };
    expect(findProblems({ phone: '02800000000', content: '686868' }, OTP_CALL_CHECKS, rules)).toEqual([]);
    expect(findProblems({ phone: '+12025550123', content: '6868686' }, OTP_CALL_CHECKS, rules)).toEqual([
      'content must have at most 6 characters',
    ]);
  });
});

describe('toOtpCall', () => {
  it('fills in what is absent', () => {
    expect(read({ requestId: 'r-1' })).toEqual({
      kind: 'otp',
      phone: '0901888484',
      content: '686868',
      requestId: 'r-1',
      campaignId: null,
      isUnicode: false,
      sandbox: false,
      maxRetry: 0,
      sendAt: null,
    });
  });

  it('keeps what is given, and the content word for word', () => {
    const sendAt = soon();
    const given = { content: ' 6 8 ', requestId: 'r-1', campaignId: ' c ', isUnicode: true, sandbox: true, sendAt };
    expect(read(given)).toEqual({ kind: 'otp', phone: '0901888484', maxRetry: 0, ...given });
  });

  it('makes an id for a call without one, another for each', () => {
    const ids = [read(), read({ requestId: null })].map(({ requestId }) => requestId);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(ids[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('takes false for a value: the default of the module does not overrule it', () => {
    expect(read({ sandbox: false }, true).sandbox).toBe(false);
    expect(read({ sandbox: null }, true).sandbox).toBe(true);
    expect(read({}, true).sandbox).toBe(true);
    expect(read({ sandbox: true }, false).sandbox).toBe(true);
    expect(read({ isUnicode: false, content: 'mã' }).isUnicode).toBe(false);
  });

  it('works isUnicode out: true where a character is beyond ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, minLength: 1 }), (content) => {
        const beyond = content.split('').some((unit) => unit.charCodeAt(0) > 127);
        expect(read({ content }).isUnicode).toBe(beyond);
      }),
    );
    expect(read({ content: 'Mã 6868' }).isUnicode).toBe(true);
    expect(read({ content: '6868 \u007f' }).isUnicode).toBe(false);
  });

  it('reads a text as the moment it names', () => {
    const sendAt = soon();
    expect(read({ sendAt: sendAt.toISOString() }).sendAt).toEqual(sendAt);
  });

  it('follows the rules of the account', () => {
    const rules = { ...DEFAULT_CALL_RULES, foreign: true };
    expect(toOtpCall({ ...GOOD, phone: '+12025550123' }, rules, false).phone).toBe('+12025550123');
  });
});
