import { describe, expect, it } from '@jest/globals';
import type { CallOutcome } from './call-outcome.js';
import { type CallReport, type ReportFamily, reportFields } from './call-report.js';
import { appendFields } from './callback-url.js';

const report: CallReport = {
  callId: '849fe08c19294b02857cf91687021a50250',
  requestId: 'order 7&x=1',
  phone: '0901888484',
  outcome: 'answered',
  price: 850,
  durationSeconds: 13,
  pressedKey: '',
};
const reportQuery = (family: ReportFamily, given: CallReport) =>
  appendFields(new URL('http://a'), reportFields(family, given)).search.slice(1);
const fieldsOf = (family: ReportFamily, outcome: CallOutcome, price: number) =>
  Object.fromEntries(new URLSearchParams(reportQuery(family, { ...report, outcome, price })));

describe('reportFields', () => {
  it('writes the SMS family', () => {
    expect(reportQuery('sms', report)).toBe(
      'SMSID=849fe08c19294b02857cf91687021a50250&SendFailed=0&SendStatus=5&SendSuccess=1&TotalPrice=850.0000' +
        '&TotalReceiver=1&TotalSent=1&RequestId=order%207%26x%3D1&TypeId=8&telcoid=2&phonenumber=0901888484&switchsmsid=',
    );
  });

  it('writes the voice family', () => {
    expect(reportQuery('voice', report)).toBe(
      'ReferenceId=849fe08c19294b02857cf91687021a50250&CallDuration=13&CallStatus=ANSWERED&Ivr=&Price=850.0000' +
        '&SentResult=1&CID=02871002454&SendStatus=5',
    );
  });

  it.each(['no-answer', 'carrier-failure'] as const)('reports %s as a finished failure', (outcome) => {
    expect(fieldsOf('sms', outcome, 0)).toMatchObject({ SendFailed: '1', SendStatus: '5', SendSuccess: '0' });
    expect(fieldsOf('sms', outcome, 0)).toMatchObject({ TotalPrice: '0.0000', TotalSent: '1' });
  });

  it('reports a rejection by SendStatus 4', () => {
    expect(fieldsOf('sms', 'rejected', 0)).toMatchObject({ SendStatus: '4', SendSuccess: '0', TotalSent: '0' });
    expect(fieldsOf('voice', 'rejected', 0)).toMatchObject({ SendStatus: '4', SentResult: '0', CallStatus: '' });
  });

  it('tells an unanswered call from a failed one in the voice family alone', () => {
    expect(fieldsOf('voice', 'no-answer', 0)).toMatchObject({ CallStatus: 'NO ANSWER', SentResult: '0' });
    expect(fieldsOf('voice', 'carrier-failure', 0)).toMatchObject({ CallStatus: '', SentResult: '0' });
  });

  it('tells the pressed key in the voice family', () => {
    expect(reportQuery('voice', { ...report, pressedKey: '1' })).toContain('&Ivr=1&');
  });

  it('leaves RequestId empty when none was sent', () => {
    expect(reportQuery('sms', { ...report, requestId: null })).toContain('&RequestId=&');
  });
});
