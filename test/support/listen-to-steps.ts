import type { CallRecord } from '../../libs/esms-voice/src/calls/call-record.js';
import type { StepListener } from '../../libs/esms-voice/src/journal/call-journal.js';

/** A listener that is owed nothing and hands each step on. */
export const listenToSteps = (onStep: (record: CallRecord) => void = () => undefined): StepListener => ({
  owes: () => false,
  leaseUntil: (now) => now,
  onStep,
});
