import { describe, expect, it } from '@jest/globals';
import type { CallRecord } from './call-record.js';
import { toCallView } from './call-view.js';

const at = new Date('2026-06-15T00:00:00Z');

const RECORD: CallRecord = {
  account: 'default',
  requestId: 'r-1',
  kind: 'otp',
  phone: '090****484',
  phoneHash: 'canary-phone-hash',
  requestHash: 'canary-request-hash',
  sandbox: false,
  campaignId: null,
  maxRetry: 2,
  sendAt: null,
  createdAt: at,
  callId: 'call-1',
  price: 0,
  durationSeconds: 0,
  pressedKey: '0',
  callerNumber: '02800000000',
  state: 'undelivered',
  reason: 'no-answer',
  attempts: [{ startedAt: at, result: 'accepted', gatewayCode: '100' }],
  history: [{ at, state: 'pending', source: 'service' }],
  deadlineAt: new Date('2026-06-15T00:00:30Z'),
  askFrom: new Date('2026-06-15T00:02:30Z'),
  askAt: null,
  unconfirmed: null,
  owed: [{ index: 0, callback: { CID: 'canary' } }],
  handleAt: at,
  updatedAt: new Date('2026-06-15T00:00:10Z'),
  traceparent: 'canary-trace',
  version: 7,
};

describe('toCallView', () => {
  it('shows what GET /calls/:requestId promises, zeros included, and nothing of the journal', () => {
    expect(toCallView(RECORD)).toStrictEqual({
      requestId: 'r-1',
      callId: 'call-1',
      account: 'default',
      kind: 'otp',
      state: 'undelivered',
      reason: 'no-answer',
      phone: '090****484',
      price: 0,
      durationSeconds: 0,
      pressedKey: '0',
      callerNumber: '02800000000',
      sandbox: false,
      sendAt: null,
      createdAt: at,
      updatedAt: RECORD.updatedAt,
      history: RECORD.history,
    });
  });
});
