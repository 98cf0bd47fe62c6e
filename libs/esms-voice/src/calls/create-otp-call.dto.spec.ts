import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ValidationPipe, type Type } from '@nestjs/common';
import * as fc from 'fast-check';
import { InvalidInputError } from '../errors/errors.js';
import { invalidInputFromValidation } from '../errors/invalid-input-from-validation.js';
import { DEFAULT_CALL_RULES, type CallRules } from './call-rules.js';
import { CreateOtpCallDto, OtpCallDto } from './create-otp-call.dto.js';
import { OTP_CALL_CHECKS, toOtpCall } from './otp-call.js';
import { findProblems } from './read-fields.js';

const HOUR_MS = 3_600_000;
const GOOD = { phone: '0901888484', content: '686868' };

const pipe = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: invalidInputFromValidation,
});

const through = async (body: unknown, metatype: Type = CreateOtpCallDto): Promise<CreateOtpCallDto> =>
  (await pipe.transform(body, { type: 'body', metatype })) as CreateOtpCallDto;

/** The problems that the pipe names; none where it lets the body through. */
const problemsOf = (body: unknown, metatype: Type = CreateOtpCallDto): Promise<readonly string[]> =>
  through(body, metatype).then(
    () => [],
    (error: InvalidInputError) => error.problems,
  );

const rulesOf = (rules: Partial<CallRules>): CallRules => ({ ...DEFAULT_CALL_RULES, ...rules });

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  fc.string({ maxLength: 60 }),
  fc.constantFrom('', '0', 0, 1, null, true, false, 'r-1', '+84 901 888 484', '02800000000', '+12025550123'),
  fc.constantFrom('2026-02-30T00:00:00Z', '2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'a'.repeat(501)),
  fc.constant(new Date(Date.now() + HOUR_MS).toISOString()),
);
const body = fc.record(
  {
    phone: anyValue,
    content: anyValue,
    requestId: anyValue,
    campaignId: anyValue,
    isUnicode: anyValue,
    sandbox: anyValue,
    sendAt: anyValue,
  },
  { requiredKeys: [] },
);

describe('CreateOtpCallDto', () => {
  it('makes of a good body what the service takes: the national number and a Date', async () => {
    const sendAt = new Date(Date.now() + HOUR_MS);
    const dto = await through({
      phone: '+84 901-888.484',
      content: ' Mã 6868 ',
      requestId: 'r-1',
      campaignId: 'c',
      isUnicode: false,
      sandbox: false,
      sendAt: sendAt.toISOString(),
    });
    expect(dto).toBeInstanceOf(CreateOtpCallDto);
    expect(dto).toEqual({
      phone: '0901888484',
      content: ' Mã 6868 ',
      requestId: 'r-1',
      campaignId: 'c',
      isUnicode: false,
      sandbox: false,
      sendAt,
    });
    expect(findProblems(dto, OTP_CALL_CHECKS, DEFAULT_CALL_RULES)).toEqual([]);
    expect(toOtpCall(dto, DEFAULT_CALL_RULES, true)).toMatchObject({ phone: '0901888484', sandbox: false, sendAt });
  });

  it('names every problem with the words of the service', async () => {
    const bad = {
      phone: '123',
      content: ' ',
      requestId: 'a b',
      campaignId: '',
      isUnicode: 0,
      sandbox: 'yes',
      sendAt: '2026-12-31',
    };
    const problems = await problemsOf(bad);
    expect(problems.toSorted()).toEqual([
      'campaignId must be a text of 1 to 254 characters',
      'content must be a text that is not empty',
      'isUnicode must be true or false',
      'phone must be a phone number such as 0901888484, 84901888484 or +84 901 888 484',
      'requestId must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -',
      'sandbox must be true or false',
      'sendAt must be a date with a zone (ISO 8601), such as 2026-12-31T14:00:00+07:00',
    ]);
  });

  it('agrees with the service on every body, problem by problem', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (input) => {
        const expected = findProblems(input, OTP_CALL_CHECKS, DEFAULT_CALL_RULES);
        expect((await problemsOf(input)).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('names an unknown field beside the other problems', async () => {
    const problems = await problemsOf({ phone: '0901888484', content: '', requestID: 'r-1' });
    expect(problems).toHaveLength(2);
    expect(problems).toContain('content must be a text that is not empty');
    expect(problems.join()).toContain('requestID');
  });

  it.each([[{}], [undefined], [null]])('misses phone and content in the body %j', async (input) => {
    expect(await problemsOf(input)).toEqual([
      'phone must be a phone number such as 0901888484, 84901888484 or +84 901 888 484',
      'content must be a text that is not empty',
    ]);
  });

  it.each(['requestId', 'campaignId', 'isUnicode', 'sandbox', 'sendAt'])(
    'takes null for an absent %s',
    async (name) => {
      expect(await problemsOf({ ...GOOD, [name]: null })).toEqual([]);
    },
  );

  it('rejects with an InvalidInputError that tells no value', async () => {
    const refusal = through({ phone: '0901888484000', content: 'canary'.repeat(100) });
    await expect(refusal).rejects.toBeInstanceOf(InvalidInputError);
    await expect(refusal).rejects.not.toMatchObject({ message: expect.stringMatching(/0901888484000|canary/) });
  });
});

describe('OtpCallDto', () => {
  class ShortDto extends OtpCallDto({ maxContentLength: 4 }) {}
  class ForeignDto extends OtpCallDto({ foreign: true }) {}
  class LandlineDto extends OtpCallDto({ landlines: true }) {}
  class SilentDto extends OtpCallDto({ maxContentLength: 0 }) {}

  it.each<[string, Type, Partial<CallRules>]>([
    ['other lengths', ShortDto, { maxContentLength: 4 }],
    ['landlines', LandlineDto, { landlines: true }],
    ['a length of zero', SilentDto, { maxContentLength: 0 }],
    ['the default rules', OtpCallDto(), {}],
  ])('agrees with the service under %s', async (_what, dto, rules) => {
    await fc.assert(
      fc.asyncProperty(body, async (input) => {
        const expected = findProblems(input, OTP_CALL_CHECKS, rulesOf(rules));
        expect((await problemsOf(input, dto)).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the rules of one class out of another', async () => {
    const long = { ...GOOD, content: '68686' };
    expect(await problemsOf(long, ShortDto)).toEqual(['content must have at most 4 characters']);
    expect(await problemsOf(long, ForeignDto)).toEqual([]);
    expect(await problemsOf({ content: '6868', phone: '02800000000' }, ShortDto)).toHaveLength(1);
    expect(await problemsOf({ content: '6868', phone: '02800000000' }, LandlineDto)).toEqual([]);
  });

  it('hands on a landline as the service reads it again', async () => {
    const dto = await through({ ...GOOD, phone: '+84 28 0000 0000' }, LandlineDto);
    expect(toOtpCall(dto, rulesOf({ landlines: true }), false).phone).toBe('02800000000');
  });

  // The pipe transforms before it validates: `12025550123` is then read as a malformed Vietnamese number, and the
  // digits of a number of Andorra (`+376 …`) as somebody's `0376…`, who is rung.
  it('takes a foreign number, and hands it on as the service rings it', async () => {
    const rules = rulesOf({ foreign: true });
    expect(await problemsOf({ ...GOOD, phone: '+12025550123' }, ForeignDto)).toEqual([]);
    const dto = await through({ ...GOOD, phone: '+12025550123' }, ForeignDto);
    expect(findProblems(dto, OTP_CALL_CHECKS, rules)).toEqual([]);
    expect(toOtpCall(dto, rules, false).phone).toBe('+12025550123');
  });
});
