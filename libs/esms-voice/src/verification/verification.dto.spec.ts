import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CheckVerificationDto, StartVerificationDto } from './verification.dto.js';

/** What is wrong with a body, a text a problem. */
const problemsOf = (dto: ClassConstructor<object>, body: object): string[] =>
  validateSync(plainToInstance(dto, body)).flatMap(({ constraints }) => Object.values(constraints ?? {}));

describe('StartVerificationDto', () => {
  it.each([{ phone: '+84 901 888 484' }, { phone: '0901888484', purpose: 'login' }])('takes %j', (body) => {
    expect(problemsOf(StartVerificationDto, body)).toEqual([]);
  });

  it.each([{}, { phone: '123' }, { phone: 901888484 }, { phone: '0901888484', purpose: 'log in' }])(
    'refuses %j, and repeats nothing of it',
    (body) => {
      const problems = problemsOf(StartVerificationDto, body);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^(phone|purpose) must be/);
      expect(problems[0]).not.toContain('log in');
    },
  );
});

describe('CheckVerificationDto', () => {
  it.each([{ code: '686868' }, { code: '68-68 68' }, { code: '1234' }])('takes %j', (body) => {
    expect(problemsOf(CheckVerificationDto, body)).toEqual([]);
  });

  it.each([{}, { code: 686868 }, { code: '123' }, { code: 'abcdef' }, { code: null }])('refuses %j', (body) => {
    expect(problemsOf(CheckVerificationDto, body)).toEqual(['code must be 4 to 10 digits, as text']);
  });
});
