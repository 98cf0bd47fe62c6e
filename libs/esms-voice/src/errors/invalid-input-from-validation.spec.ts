import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ValidationPipe } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, ValidateNested, type ValidationError } from 'class-validator';
import { CreateOtpCallDto } from '../calls/create-otp-call.dto.js';
import { InvalidInputError } from './errors.js';
import { invalidInputFromValidation } from './invalid-input-from-validation.js';

class BatchDto {
  @IsInt()
  size!: number;

  @ValidateNested({ each: true })
  @Type(() => CreateOtpCallDto)
  calls!: CreateOtpCallDto[];
}

const PHONE = 'phone must be a phone number such as 0901888484, 84901888484 or +84 901 888 484';
const pipe = new ValidationPipe({ transform: true, exceptionFactory: invalidInputFromValidation });

const error = (property: string, constraints?: Record<string, string>, children?: ValidationError[]) =>
  ({ property, ...(constraints && { constraints }), ...(children && { children }) }) as ValidationError;

describe('invalidInputFromValidation', () => {
  it('names every problem of every field', () => {
    const made = invalidInputFromValidation([
      error('a', { x: 'a is bad', y: 'a is worse' }),
      error('b', { x: 'b is bad' }),
    ]);
    expect(made).toBeInstanceOf(InvalidInputError);
    expect(made.problems).toEqual(['a is bad', 'a is worse', 'b is bad']);
  });

  it('puts the path before what lies deeper, and the problems of the parent first', () => {
    const leaf = error('phone', { x: 'phone is bad' });
    const list = error('calls', { x: 'calls is odd' }, [
      error('1', undefined, [leaf]),
      error('2', { x: '2 is bad' }, []),
    ]);
    expect(invalidInputFromValidation([list]).problems).toEqual([
      'calls is odd',
      'calls.1.phone is bad',
      'calls.2 is bad',
    ]);
  });

  it('makes no problem of no error', () => {
    expect(invalidInputFromValidation([]).problems).toEqual([]);
  });

  it('names the calls of a batch by their place, through a real pipe', async () => {
    const body = {
      size: 2,
      calls: [
        { phone: '0901888484', content: '686868' },
        { phone: '1', content: '686868' },
      ],
    };
    const refusal = pipe.transform(body, { type: 'body', metatype: BatchDto });
    await expect(refusal).rejects.toMatchObject({ code: 'INVALID_INPUT', problems: [`calls.1.${PHONE}`] });
  });
});
