import type { CallOutcome } from './call-outcome.js';
import { telcoIdOf } from './telco.js';

/** Which of the two callback formats reports a call (contract, section 4). */
export type ReportFamily = 'sms' | 'voice';

/** What a callback tells of a finished call. */
export interface CallReport {
  readonly callId: string;
  readonly requestId: string | null;
  readonly phone: string;
  readonly outcome: CallOutcome;
  /** VND. */
  readonly price: number;
  readonly durationSeconds: number;
  /** Empty when none was pressed. */
  readonly pressedKey: string;
}

/** One parameter of a callback. */
export type ReportField = readonly [name: string, value: string | number];

const OTP_TYPE_ID = 8;
// The caller number of the published sample.
const CALLER_NUMBER = '02871002454';
const CALL_STATUS: Record<CallOutcome, string> = {
  answered: 'ANSWERED',
  'no-answer': 'NO ANSWER',
  'carrier-failure': '',
  rejected: '',
};

/** SendStatus of a finished call: 4 rejected, 5 finished. */
export function sendStatusOf(outcome: CallOutcome): number {
  return outcome === 'rejected' ? 4 : 5;
}

/** What reports a call, names and order as published. */
export function reportFields(family: ReportFamily, report: CallReport): ReportField[] {
  return family === 'sms' ? smsFields(report) : voiceFields(report);
}

function smsFields(report: CallReport): ReportField[] {
  const successes = report.outcome === 'answered' ? 1 : 0;
  return [
    ['SMSID', report.callId],
    ['SendFailed', 1 - successes],
    ['SendStatus', sendStatusOf(report.outcome)],
    ['SendSuccess', successes],
    ['TotalPrice', report.price.toFixed(4)],
    ['TotalReceiver', 1],
    ['TotalSent', report.outcome === 'rejected' ? 0 : 1],
    ['RequestId', report.requestId ?? ''],
    ['TypeId', OTP_TYPE_ID],
    ['telcoid', telcoIdOf(report.phone)],
    ['phonenumber', report.phone],
    ['switchsmsid', ''],
  ];
}

function voiceFields(report: CallReport): ReportField[] {
  return [
    ['ReferenceId', report.callId],
    ['CallDuration', report.durationSeconds],
    ['CallStatus', CALL_STATUS[report.outcome]],
    ['Ivr', report.pressedKey],
    ['Price', report.price.toFixed(4)],
    ['SentResult', report.outcome === 'answered' ? 1 : 0],
    ['CID', CALLER_NUMBER],
    ['SendStatus', sendStatusOf(report.outcome)],
  ];
}
