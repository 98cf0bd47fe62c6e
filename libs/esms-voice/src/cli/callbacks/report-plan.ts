import { newRequestId } from '../../calls/request-id.js';
import { parseCallback } from '../../callbacks/parse-callback.js';
import { outcomeOf } from '../../testing/simulator/call-outcome.js';
import { smsReport, voiceReport } from '../../testing/test-callback.js';
import type { CallbackFamily } from '../../callbacks/parse-callback.js';

/** A callback to send: whose call it reports, and what it says. */
export interface PlannedReport {
  readonly requestId: string;
  /** The query. */
  readonly report: string;
}

/** What a report is built of. */
export interface ReportFields {
  readonly family: CallbackFamily;
  /** Its last three digits decide, as they do at the simulator. */
  readonly phone: string;
  readonly requestId: string;
  readonly callId: string;
}

/** Builds the report of a test number's call. */
export function buildReport({ family, phone, requestId, callId }: ReportFields): PlannedReport {
  const outcome = outcomeOf(phone, 1, 0);
  const isAnswered = outcome === 'answered';
  const sendStatus = outcome === 'rejected' ? 4 : 5;
  const report =
    family === 'sms'
      ? smsReport({
          SMSID: callId,
          SendStatus: sendStatus,
          SendFailed: isAnswered ? 0 : 1,
          RequestId: requestId,
          phonenumber: phone,
        })
      : voiceReport({
          ReferenceId: callId,
          SendStatus: sendStatus,
          SentResult: isAnswered ? 1 : 0,
          CallStatus: outcome === 'no-answer' ? 'NO ANSWER' : isAnswered ? 'ANSWERED' : '',
        });
  return { requestId, report };
}

/**
 * Reads reports that somebody kept, one a line: a query, or a URL whose query is taken and whose token is not.
 * @param requestId whose call they report; where it is absent, the one that the report names, or a new one.
 */
export function readReports(text: string, requestId: string | undefined): PlannedReport[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const report = line.slice(line.indexOf('?') + 1).replace(/[\s#].*$/, '');
      const reading = parseCallback(report);
      const named = reading.family === null ? null : reading.requestId;
      return { requestId: requestId ?? named ?? newRequestId(), report };
    });
}
