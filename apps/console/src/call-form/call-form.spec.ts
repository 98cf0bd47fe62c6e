import { describe, expect, it } from '@jest/globals';
import { bodyOf, firstDraft } from './call-draft.js';
import { problemsByField } from './problems-by-field.js';

const draft = firstDraft(true);

describe('the body of a call', () => {
  it('has either the code or the content', () => {
    expect(bodyOf(draft, 'r')).toEqual({ requestId: 'r', phone: '0901888484', code: '686868' });
    expect(bodyOf({ ...draft, speaks: 'content', content: 'x' }, 'r')).toMatchObject({ content: 'x' });
    expect(bodyOf({ ...draft, speaks: 'content' }, 'r')).not.toHaveProperty('code');
  });

  it('has a value of each line', () => {
    const template = { ...draft, kind: 'template', templateId: '7', variables: ' An \n\n12:30\n' } as const;
    expect(bodyOf(template, 'r')).toEqual({
      requestId: 'r',
      phone: draft.phone,
      templateId: '7',
      variables: ['An', '12:30'],
    });
  });

  it('has a redial count of zero where zero was written', () => {
    expect(bodyOf({ ...draft, kind: 'recording', maxRetry: '0' }, 'r')).toMatchObject({ maxRetry: 0 });
    expect(bodyOf({ ...draft, kind: 'recording' }, 'r')).not.toHaveProperty('maxRetry');
  });

  it('says the zone of its date', () => {
    const { sendAt } = bodyOf({ ...draft, schedule: '2026-12-31T14:00' }, 'r');
    expect(Date.parse(String(sendAt))).toBe(new Date(2026, 11, 31, 14).getTime());
    expect(sendAt).toMatch(/Z$/);
  });
});

describe('problemsByField', () => {
  it('puts each problem at its field', () => {
    const problems = ['phone must be a phone number', 'either code or content is needed', 'requestId must be short'];
    expect(problemsByField(problems, ['phone', 'code'])).toEqual({
      at: { phone: ['phone must be a phone number'], code: ['either code or content is needed'] },
      rest: ['requestId must be short'],
    });
  });
});
