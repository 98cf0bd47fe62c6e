import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALL_RULES } from './call-rules.js';
import { findProblems } from './read-fields.js';
import { RECORDING_CALL_CHECKS, toRecordingCall, type CreateRecordingCallInput } from './recording-call.js';

const GOOD: CreateRecordingCallInput = { phone: '0901888484', recordingId: '1234' };
const FULL = {
  forwardTo: '+84 901 888 485',
  maxRepeat: 2,
  maxRetry: 3,
  retryWaitSeconds: 15,
  ivrKey: '1',
  ivrWaitSeconds: 10,
  requestId: 'r-1',
};

const problemsOf = (input: unknown): string[] => findProblems(input, RECORDING_CALL_CHECKS, DEFAULT_CALL_RULES);
const fieldsOf = (input: unknown): string[] => problemsOf(input).map((problem) => problem.split(' ')[0]!);
const read = (input: Partial<CreateRecordingCallInput> = {}) =>
  toRecordingCall({ ...GOOD, ...input }, DEFAULT_CALL_RULES);

describe('the checks of a recording call', () => {
  it('find nothing in the least input, in a full one, nor where null stands for absent', () => {
    expect(problemsOf(GOOD)).toEqual([]);
    expect(problemsOf({ ...GOOD, ...FULL })).toEqual([]);
    expect(problemsOf({ ...GOOD, maxRepeat: 0, maxRetry: 0, ivrKey: 0, recordingId: 7 })).toEqual([]);
    expect(problemsOf({ ...GOOD, forwardTo: null, maxRetry: null, ivrKey: null })).toEqual([]);
  });

  it('name every problem at once, in the order of the fields', () => {
    const bad = {
      phone: '1',
      recordingId: 'a b',
      forwardTo: '1900',
      maxRepeat: 11,
      maxRetry: -1,
      retryWaitSeconds: 0,
      ivrKey: '10',
      ivrWaitSeconds: 301,
      requestId: 'ä',
      sendAt: 'soon',
    };
    expect(fieldsOf(bad)).toEqual(Object.keys(RECORDING_CALL_CHECKS));
    expect(problemsOf(bad)[2]).toMatch(/^forwardTo must be a phone number/);
  });

  it.each(['', '12', 'a', '-1', 10, 1.5, true, ['1'], {}])('refuse the key %j', (ivrKey) => {
    expect(fieldsOf({ ...GOOD, ivrKey })).toEqual(['ivrKey']);
  });

  it('let a call be forwarded to a landline, which is not rung itself', () => {
    expect(problemsOf({ ...GOOD, forwardTo: '028 7100 2454' })).toEqual([]);
    expect(fieldsOf({ ...GOOD, phone: '028 7100 2454' })).toEqual(['phone']);
  });
});

describe('toRecordingCall', () => {
  it('normalises the numbers, and keeps what the gateway is to redial', () => {
    expect(read({ ...FULL, forwardTo: '028 7100 2454', ivrKey: 1 })).toMatchObject({
      kind: 'recording',
      forwardTo: '02871002454',
      ivrKey: '1',
      redials: 3,
      maxRetry: 3,
      recordingId: '1234',
    });
  });

  it('orders no redial where none is asked for, and tells none from zero', () => {
    expect(read()).toMatchObject({ redials: null, maxRetry: 0 });
    expect(read({ maxRetry: 0 })).toMatchObject({ redials: 0, maxRetry: 0 });
  });

  it('tells two requests apart by all that is played', () => {
    const changes = [{}, ...Object.entries(FULL).map(([name, value]) => ({ [name]: value }))].slice(0, -1);
    expect(new Set(changes.map((change) => read(change).content)).size).toBe(changes.length);
  });
});
