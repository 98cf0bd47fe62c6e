import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALL_RULES } from '../calls/call-rules.js';
import { toOtpCall } from '../calls/otp-call.js';
import { toRecordingCall } from '../calls/recording-call.js';
import { toTemplateCall } from '../calls/template-call.js';
import { DataKeys } from '../journal/data-keys.js';
import { openSealedCall, sealCall } from './sealed-call.js';

const PHONE = '0901888484';
const sendAt = '2026-06-15T00:00:00Z';
const deadlineAt = new Date('2026-06-16T00:00:00Z');
const keys = DataKeys.random();
const calls = [
  toOtpCall({ phone: PHONE, content: 'mã 1234', campaignId: 'sale', sendAt }, DEFAULT_CALL_RULES, false),
  toTemplateCall({ phone: PHONE, templateId: 7, variables: ['bình'] }, DEFAULT_CALL_RULES),
  toRecordingCall({ phone: PHONE, recordingId: 'rec-9', maxRetry: 2, ivrKey: 1 }, DEFAULT_CALL_RULES),
];

/** Another character in its middle. */
const changed = (box: string): string => box.slice(0, 20) + (box[20] === 'A' ? 'B' : 'A') + box.slice(21);

describe('a sealed call', () => {
  it.each(calls)('opens as it was ($kind)', (call) => {
    const box = sealCall('default', { call, deadlineAt }, keys);
    expect(box).not.toMatch(/0901888484|1234|rec-9/);
    expect(openSealedCall('default', box, keys)).toStrictEqual({ call, deadlineAt });
  });

  it('opens for its account alone, under its key alone, and not where it was changed', () => {
    const box = sealCall('default', { call: calls[0]!, deadlineAt }, keys);
    expect(openSealedCall('sales', box, keys)).toBeNull();
    expect(openSealedCall('default', box, DataKeys.random())).toBeNull();
    expect(openSealedCall('default', changed(box), keys)).toBeNull();
    expect(openSealedCall('default', keys.seal('quarantine', '[]'), keys)).toBeNull();
    expect(openSealedCall('default', '', keys)).toBeNull();
  });
});
