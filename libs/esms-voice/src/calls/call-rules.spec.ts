import { afterEach, describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkBoolean,
  checkCampaignId,
  checkContent,
  checkPhone,
  checkRequestId,
  checkSendAt,
  DEFAULT_CALL_RULES,
  optional,
  type FieldCheck,
} from './call-rules.js';

const NOW = Date.UTC(2026, 5, 15);
const DAY_MS = 86_400_000;

const CONTENT_EMPTY = 'content must be a text that is not empty';
const PHONE_MALFORMED = 'phone must be a phone number such as 0901888484, 84901888484 or +84 901 888 484';
const REQUEST_ID = 'requestId must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -';
const CAMPAIGN_ID = 'campaignId must be a text of 1 to 254 characters';

const ask = (check: FieldCheck, value: unknown, rules = DEFAULT_CALL_RULES) => check(value, rules);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the default rules', () => {
  it('are Vietnamese mobile numbers and 500 characters', () => {
    expect(DEFAULT_CALL_RULES).toEqual({ landlines: false, foreign: false, maxContentLength: 500 });
  });
});

describe('checkPhone', () => {
  it.each([
    ['0901888484', null],
    ['+84 901-888.484', null],
    ['', PHONE_MALFORMED],
    ['12', PHONE_MALFORMED],
    [901888484, PHONE_MALFORMED],
    [null, PHONE_MALFORMED],
    [undefined, PHONE_MALFORMED],
    [['0901888484'], PHONE_MALFORMED],
    [{ toString: () => '0901888484' }, PHONE_MALFORMED],
    ['02800000000', 'phone must be a mobile number (landlines are rung only where phones.landlines allows them)'],
    ['+12025550123', 'phone must be a Vietnamese number (others are rung only where phones.foreign allows them)'],
  ])('says of %j: %j', (value, problem) => {
    expect(ask(checkPhone, value)).toBe(problem);
  });

  it('follows the rules that it is given', () => {
    expect(ask(checkPhone, '02800000000', { ...DEFAULT_CALL_RULES, landlines: true })).toBeNull();
    expect(ask(checkPhone, '+12025550123', { ...DEFAULT_CALL_RULES, foreign: true })).toBeNull();
  });
});

describe('checkContent', () => {
  it.each([
    ['0', null],
    ['Mã của bạn là 6 8 6 8', null],
    ['', CONTENT_EMPTY],
    [' \t\n\u00a0', CONTENT_EMPTY],
    [0, CONTENT_EMPTY],
    [686868, CONTENT_EMPTY],
    [null, CONTENT_EMPTY],
    [['686868'], CONTENT_EMPTY],
    ['a'.repeat(500), null],
    ['a'.repeat(501), 'content must have at most 500 characters'],
    ['😀'.repeat(250), null],
    ['😀'.repeat(251), 'content must have at most 500 characters'],
  ])('says of %j: %j', (value, problem) => {
    expect(ask(checkContent, value)).toBe(problem);
  });

  it('takes zero as a limit, and counts to any other one', () => {
    const limit = (maxContentLength: number) => ({ ...DEFAULT_CALL_RULES, maxContentLength });
    expect(ask(checkContent, '1', limit(0))).toBe('content must have at most 0 characters');
    expect(ask(checkContent, '1', limit(1))).toBeNull();
    expect(ask(checkContent, '12', limit(1))).toBe('content must have at most 1 characters');
  });
});

describe('checkRequestId', () => {
  it.each([
    ['a', null],
    ['A.b_c~d-0', null],
    ['a'.repeat(50), null],
    ['a'.repeat(51), REQUEST_ID],
    ['', REQUEST_ID],
    ['a b', REQUEST_ID],
    ['a\n', REQUEST_ID],
    [0, REQUEST_ID],
    [['a'], REQUEST_ID],
  ])('says of %j: %j', (value, problem) => {
    expect(ask(checkRequestId, value)).toBe(problem);
  });
});

describe('checkCampaignId', () => {
  it.each([
    ['Tết 2026', null],
    ['c'.repeat(254), null],
    ['c'.repeat(255), CAMPAIGN_ID],
    ['', CAMPAIGN_ID],
    ['  ', CAMPAIGN_ID],
    [7, CAMPAIGN_ID],
  ])('says of %j: %j', (value, problem) => {
    expect(ask(checkCampaignId, value)).toBe(problem);
  });
});

describe('checkSendAt', () => {
  const FUTURE = 'sendAt must be in the future';
  const TOO_FAR = 'sendAt must be at most 31 days ahead';
  const MALFORMED = 'sendAt must be a date with a zone (ISO 8601), such as 2026-12-31T14:00:00+07:00';

  it.each([
    ['a millisecond ahead', 1, null],
    ['now', 0, FUTURE],
    ['a millisecond ago', -1, FUTURE],
    ['31 days ahead', 31 * DAY_MS, null],
    ['a millisecond more than 31 days ahead', 31 * DAY_MS + 1, TOO_FAR],
  ])('judges %s, as a Date and as a text', (_what, aheadMs, problem) => {
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
    const date = new Date(NOW + aheadMs);
    expect(ask(checkSendAt, date)).toBe(problem);
    expect(ask(checkSendAt, date.toISOString())).toBe(problem);
  });

  it.each([['2026-07-01'], ['2026-02-30T00:00:00Z'], ['2026-07-01T00:00:00'], [''], [0], [NOW], [new Date(NaN)]])(
    'refuses %j as no date with a zone',
    (value) => {
      jest.spyOn(Date, 'now').mockReturnValue(NOW);
      expect(ask(checkSendAt, value)).toBe(MALFORMED);
    },
  );

  it('reads the zone: one wall-clock time is ahead in one zone and over in another', () => {
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
    expect(ask(checkSendAt, '2026-06-15T03:00:00+07:00')).toBe(FUTURE);
    expect(ask(checkSendAt, '2026-06-15T03:00:00+02:00')).toBeNull();
  });
});

describe('checkBoolean', () => {
  it.each([
    [true, null],
    [false, null],
    [0, 'sandbox must be true or false'],
    [1, 'sandbox must be true or false'],
    ['true', 'sandbox must be true or false'],
    [null, 'sandbox must be true or false'],
  ])('says of %j: %j', (value, problem) => {
    expect(ask(checkBoolean('sandbox'), value)).toBe(problem);
  });
});

describe('optional', () => {
  it('passes over undefined and null alone', () => {
    const never: FieldCheck = () => 'no';
    expect([undefined, null].map((value) => ask(optional(never), value))).toEqual([null, null]);
    expect([0, '', false, NaN].map((value) => ask(optional(never), value))).toEqual(['no', 'no', 'no', 'no']);
  });

  it('hands value and rules on', () => {
    expect(ask(optional(checkContent), '12', { ...DEFAULT_CALL_RULES, maxContentLength: 1 })).toMatch(/at most 1 /);
  });
});

describe('every check', () => {
  const CHECKS = { checkPhone, checkContent, checkRequestId, checkCampaignId, checkSendAt, flag: checkBoolean('flag') };

  it.each(Object.entries(CHECKS))('%s never throws, and has either no problem or words for it', (_name, check) => {
    fc.assert(fc.property(fc.anything(), (value) => ask(check, value) !== ''));
  });

  it.each(Object.entries(CHECKS))('%s never repeats the value', (_name, check) => {
    const canary = '0901888484 686868 canary '.repeat(30);
    expect(ask(check, canary)).toEqual(expect.not.stringMatching(/686868|canary/));
    expect(ask(check, canary)).toBe(ask(check, canary.toUpperCase()));
  });
});
