import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ValidationPipe, type Type } from '@nestjs/common';
import * as fc from 'fast-check';
import type { InvalidInputError } from '../errors/errors.js';
import { invalidInputFromValidation } from '../errors/invalid-input-from-validation.js';
import { DEFAULT_CALL_RULES, type FieldCheck } from './call-rules.js';
import { CreateRecordingCallDto, RecordingCallDto } from './create-recording-call.dto.js';
import { CreateTemplateCallDto, TemplateCallDto } from './create-template-call.dto.js';
import { findProblems } from './read-fields.js';
import { RECORDING_CALL_CHECKS } from './recording-call.js';
import { TEMPLATE_CALL_CHECKS } from './template-call.js';

const pipe = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: invalidInputFromValidation,
});

const through = (body: unknown, metatype: Type): Promise<object> =>
  pipe.transform(body, { type: 'body', metatype }) as Promise<object>;

const problemsOf = (body: unknown, metatype: Type): Promise<readonly string[]> =>
  through(body, metatype).then(
    () => [],
    (error: InvalidInputError) => error.problems,
  );

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    '0',
    0,
    1,
    -3,
    4,
    1.5,
    true,
    '484',
    'a b',
    '1'.repeat(65),
    '0901888484',
  ),
  fc.constantFrom<unknown>([], ['a'], ['a||b'], [1], 'male', 'robot', '02871002454', {}, '2099-01-01T00:00:00Z'),
  fc.string({ maxLength: 20 }),
);

const bodyOf = (checks: Readonly<Record<string, FieldCheck>>) =>
  fc.record(Object.fromEntries(Object.keys(checks).map((name) => [name, anyValue])), { requiredKeys: [] });

const KINDS: readonly [string, Type, Readonly<Record<string, FieldCheck>>][] = [
  ['CreateTemplateCallDto', CreateTemplateCallDto, TEMPLATE_CALL_CHECKS],
  ['CreateRecordingCallDto', CreateRecordingCallDto, RECORDING_CALL_CHECKS],
];

describe.each(KINDS)('%s', (_, dto, checks) => {
  it('names the very problems that the service does, whatever the body', async () => {
    await fc.assert(
      fc.asyncProperty(bodyOf(checks), async (body) => {
        const expected = findProblems(body, checks, DEFAULT_CALL_RULES);
        expect((await problemsOf(body, dto)).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a field that does not exist', async () => {
    expect(await problemsOf({ phone: '0901888484', content: '1' }, dto)).toContain(
      'content is not a field of this call',
    );
  });
});

it('make of a good body what the service takes, under rules of one’s own too', async () => {
  const sendAt = new Date(Date.now() + 3_600_000);
  const template = { phone: '+84 901-888.484', templateId: 484, variables: ['x'], sendAt: sendAt.toISOString() };
  expect(await through(template, CreateTemplateCallDto)).toEqual({ ...template, phone: '0901888484', sendAt });
  const landline = { phone: '028 7100 2454', templateId: '1', variables: ['too long'] };
  expect(await problemsOf(landline, TemplateCallDto({ landlines: true, maxContentLength: 3 }))).toEqual([
    'variables must have at most 3 characters together',
  ]);
  expect(await problemsOf({ phone: '028 7100 2454', recordingId: '1' }, RecordingCallDto({ landlines: true }))).toEqual(
    [],
  );
});
