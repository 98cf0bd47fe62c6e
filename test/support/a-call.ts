import type { CallFacts, CallRecord } from '../../libs/esms-voice/src/calls/call-record.js';
import type { CallStanding } from '../../libs/esms-voice/src/calls/call-state.js';
import { newCall, type CallReport } from '../../libs/esms-voice/src/calls/transitions.js';

/** When the call of a test was written down. */
export const T0 = new Date('2026-06-15T00:00:00Z');

/** So many seconds after {@link T0}. */
export const after = (seconds: number): Date => new Date(T0.getTime() + seconds * 1_000);

/** A call that was written down at {@link T0} with a deadline of 30 s, frozen: it may be asked about from 150 s on. */
export function aCall(standing: CallStanding, change: Partial<CallRecord> = {}): CallRecord {
  const facts: CallFacts = {
    account: 'default',
    requestId: 'r-1',
    kind: 'otp',
    phone: '090****484',
    phoneHash: null,
    requestHash: null,
    sandbox: change.sandbox ?? false,
    campaignId: null,
    maxRetry: 0,
    sendAt: change.sendAt ?? null,
    createdAt: T0,
  };
  return Object.freeze({ ...newCall(facts, after(30)), ...standing, ...change } as CallRecord);
}

/** A report of the gateway that says no more than this. */
export const aReport = (standing: CallStanding | null, change: Partial<CallReport> = {}): CallReport => ({
  source: 'status',
  standing,
  callId: null,
  price: null,
  durationSeconds: null,
  pressedKey: null,
  callerNumber: null,
  ...change,
});

/** Where a call can stand. */
export const PENDING: CallStanding = { state: 'pending', reason: null };
export const QUEUED: CallStanding = { state: 'queued', reason: null };
export const UNKNOWN: CallStanding = { state: 'unknown', reason: null };
export const ACCEPTED: CallStanding = { state: 'accepted', reason: null };
export const DIALING: CallStanding = { state: 'dialing', reason: null };
export const DELIVERED: CallStanding = { state: 'delivered', reason: null };
export const FAILED: CallStanding = { state: 'undelivered', reason: 'failed' };
export const NO_ANSWER: CallStanding = { state: 'undelivered', reason: 'no-answer' };
export const REFUSED: CallStanding = { state: 'rejected', reason: 'refused' };
export const NOT_SENT: CallStanding = { state: 'rejected', reason: 'not-sent' };
export const EXPIRED: CallStanding = { state: 'rejected', reason: 'expired' };
export const CANCELLED: CallStanding = { state: 'rejected', reason: 'cancelled' };
export const DUPLICATE: CallStanding = { state: 'rejected', reason: 'duplicate' };
