import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DEFAULT_CALL_RULES } from './call-rules.js';
import { findProblems } from './read-fields.js';
import {
  TEMPLATE_CALL_CHECKS,
  toTemplateCall,
  VARIABLE_SEPARATOR,
  type CreateTemplateCallInput,
} from './template-call.js';

const GOOD: CreateTemplateCallInput = { phone: '+84 901 888 484', templateId: '484' };

const problemsOf = (input: unknown): string[] => findProblems(input, TEMPLATE_CALL_CHECKS, DEFAULT_CALL_RULES);
const fieldsOf = (input: unknown): string[] => problemsOf(input).map((problem) => problem.split(' ')[0]!);
const read = (input: Partial<CreateTemplateCallInput> = {}) =>
  toTemplateCall({ ...GOOD, ...input }, DEFAULT_CALL_RULES);

describe('the checks of a template call', () => {
  it('find nothing in the least input, in a full one, nor where null stands for absent', () => {
    const full = { variables: ['Trung', '20000'], voice: 'hatieumai', speed: -3, requestId: 'r', sendAt: soon() };
    expect(problemsOf(GOOD)).toEqual([]);
    expect(problemsOf({ ...GOOD, ...full })).toEqual([]);
    expect(problemsOf({ ...GOOD, variables: null, voice: null, speed: null, requestId: null, sendAt: null })).toEqual(
      [],
    );
    expect(problemsOf({ ...GOOD, templateId: 484, variables: [], speed: 0 })).toEqual([]);
  });

  it('name every problem at once, in the order of the fields', () => {
    const bad = {
      phone: '1',
      templateId: '',
      variables: 'x',
      voice: 'robot',
      speed: 4,
      requestId: 'ä',
      sendAt: 'soon',
    };
    expect(fieldsOf({ ...bad, content: 'no such field' })).toEqual([...Object.keys(TEMPLATE_CALL_CHECKS), 'content']);
  });

  it.each([[['a||b']], [['a', '']], [['|a']], [['a|']], [[7]], [Array.from({ length: 21 }, () => 'x')], ['a']])(
    'refuse the variables %j',
    (variables) => {
      expect(fieldsOf({ ...GOOD, variables })).toEqual(['variables']);
    },
  );

  it('bound the variables together', () => {
    expect(problemsOf({ ...GOOD, variables: ['x'.repeat(300), 'y'.repeat(300)] })).toEqual([
      'variables must have at most 500 characters together',
    ]);
  });

  it.each([1.5, -4, '1', NaN])('refuse the speed %p', (speed) => {
    expect(fieldsOf({ ...GOOD, speed })).toEqual(['speed']);
  });

  it('let through only variables that the gateway takes apart as they were', () => {
    const variables = fc.array(fc.string({ unit: fc.constantFrom('a', '|', ' ', 'ờ') }), { maxLength: 5 });
    fc.assert(
      fc.property(variables, (given) => {
        if (problemsOf({ ...GOOD, variables: given }).length > 0 || given.length === 0) return;
        expect(given.join(VARIABLE_SEPARATOR).split(VARIABLE_SEPARATOR)).toEqual(given);
      }),
    );
  });
});

describe('toTemplateCall', () => {
  it('fills in what is absent', () => {
    expect(read({ requestId: 'r-1', templateId: 484 })).toMatchObject({
      kind: 'template',
      phone: '0901888484',
      templateId: '484',
      variables: [],
      voice: null,
      speed: null,
      requestId: 'r-1',
      maxRetry: 0,
      sendAt: null,
    });
  });

  it('tells two requests apart by all that is spoken', () => {
    const contents = [{}, { templateId: '485' }, { variables: ['a'] }, { voice: 'male' as const }, { speed: 0 }].map(
      (change) => read(change).content,
    );
    expect(new Set(contents).size).toBe(5);
    expect(read().content).toBe(read().content);
  });
});

const soon = (): Date => new Date(Date.now() + 3_600_000);
